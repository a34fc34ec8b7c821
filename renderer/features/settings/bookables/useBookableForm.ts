import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNoScans } from '../../counter/useNoScans.ts'
import type { Read } from './bookableForm.ts'

interface BookableForm<Fields, Fault, Written> {
  /** What stands in the form at first. */
  readonly begin: Fields
  readonly read: (fields: Fields) => Read<Written, Fault>
  /** @returns false if its code is another's */
  readonly save: (written: Written) => Promise<boolean>
  readonly onSaved: () => void
}

/** The form of something that can be booked: what was typed, what of it does not fit, and how it is sent. */
export const useBookableForm = <Fields extends { readonly name: string }, Fault, Written>({
  begin,
  read,
  save: send,
  onSaved,
}: BookableForm<Fields, Fault, Written>) => {
  const { t } = useTranslation()
  const [fields, setFields] = useState(begin)
  const [wrong, setWrong] = useState<readonly Fault[]>([])
  const save = useMutation({
    mutationFn: send,
    onSuccess: (isSaved) => {
      if (!isSaved) return
      notifications.show({
        message: t('bookables.saved', { name: fields.name.trim() }),
        closeButtonProps: { 'aria-label': t('common.close') },
      })
      onSaved()
    },
  })
  useNoScans()
  const set = (change: Partial<Fields>): void => {
    setFields((all) => ({ ...all, ...change }))
    setWrong([])
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (save.isPending) return
    const typed = read(fields)
    setWrong(typed.ok ? [] : typed.wrong)
    if (typed.ok) save.mutate(typed.written)
  }
  return { fields, wrong, save, set, submit }
}

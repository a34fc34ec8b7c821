import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNoScans } from '../../counter/useNoScans.ts'
import type { Read } from './bookableForm.ts'

interface NewBookable<Fields, Fault, Written> {
  readonly empty: Fields
  readonly read: (fields: Fields) => Read<Written, Fault>
  /** @returns false if its code is another's */
  readonly save: (written: Written) => Promise<boolean>
  readonly onSaved: () => void
}

/** The form of something new that can be booked: what was typed, what of it does not fit, and how it is sent. */
export const useNewBookable = <Fields, Fault, Written>({
  empty,
  read,
  save: send,
  onSaved,
}: NewBookable<Fields, Fault, Written>) => {
  const [fields, setFields] = useState(empty)
  const [wrong, setWrong] = useState<readonly Fault[]>([])
  const save = useMutation({ mutationFn: send, onSuccess: (isSaved) => isSaved && onSaved() })
  useNoScans()
  const set = (change: Partial<Fields>): void => {
    setFields((all) => ({ ...all, ...change }))
    setWrong([])
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const typed = read(fields)
    setWrong(typed.ok ? [] : typed.wrong)
    if (typed.ok) save.mutate(typed.written)
  }
  return { fields, wrong, save, set, submit }
}

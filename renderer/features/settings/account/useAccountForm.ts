import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BankAccount } from '../../../../shared/vietQr.ts'
import { useGround } from '../../../app/TerminalContext.tsx'
import { useNoScans } from '../../counter/useNoScans.ts'
import { type AccountFault, type AccountFields, fieldsOf, readAccount } from './accountForm.ts'

export const accountKey = ['bankAccount'] as const

/** The form of the account: what was typed, what of it does not fit, and how it is sent. */
export const useAccountForm = (account: BankAccount | null, onClose: () => void) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const client = useQueryClient()
  const [fields, setFields] = useState(() => fieldsOf(account))
  const [wrong, setWrong] = useState<readonly AccountFault[]>([])
  const save = useMutation({
    mutationFn: (said: BankAccount | null) => questions.sayBankAccount(said),
    onSuccess: async (isSaid, said) => {
      await client.invalidateQueries({ queryKey: accountKey })
      if (!isSaid) return
      notifications.show({
        message: said === null ? t('account.removed') : t('account.saved'),
        closeButtonProps: { 'aria-label': t('common.close') },
      })
      onClose()
    },
  })
  useNoScans()
  const set = (change: Partial<AccountFields>): void => {
    setFields((all) => ({ ...all, ...change }))
    setWrong([])
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (save.isPending) return
    const typed = readAccount(fields)
    setWrong(typed.ok ? [] : typed.wrong)
    if (typed.ok) save.mutate(typed.account)
  }
  return { fields, wrong, save, set, submit, remove: () => save.mutate(null) }
}

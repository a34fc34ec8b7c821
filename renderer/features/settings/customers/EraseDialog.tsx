import { Button, Stack, Text } from '@mantine/core'
import { type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { FoundCustomer, Whom } from '../../../app/customers.ts'
import { Dialog } from '../../../app/Dialog.tsx'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { DialogButtons } from '../../../ui/DialogFoot.tsx'
import { erasuresKey } from './LastErasures.tsx'

interface Props {
  readonly whom: Whom
  /** How much is erased, in words. */
  readonly what: string
  readonly erase: UseMutationResult<FoundCustomer | null, Error, Whom>
  readonly onClose: () => void
}

/** Asks before somebody is erased, which nobody can undo. */
export const EraseDialog = ({ whom, what, erase, onClose }: Props) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const confirm = () =>
    erase.mutate(whom, {
      onSuccess: () => {
        void client.invalidateQueries({ queryKey: erasuresKey })
        onClose()
      },
    })
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('customers.ask.title', { whom: 'phone' in whom ? whom.phone : whom.email })}
    >
      <Stack gap="sm">
        <Text>{t('customers.ask.text', { what })}</Text>
        {erase.isError && <QuestionNotice error={erase.error} />}
      </Stack>
      <DialogButtons>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('customers.ask.keep')}
        </Button>
        <Button color="red" loading={erase.isPending} onClick={confirm}>
          {t('customers.ask.submit')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

import { Button, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { boardKey } from './boardKey.ts'

export interface RemoveDialogProps {
  readonly title: string
  /** What it means. */
  readonly text: string
  readonly submit: string
  readonly onRemove: () => Promise<void>
  readonly onClose: () => void
}

/** Asks before a key, a shop or a carrier is no more: who calls with it is refused from then on. */
export const RemoveDialog = ({ title, text, submit, onRemove, onClose }: RemoveDialogProps) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: onRemove,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: boardKey })
      onClose()
    },
  })
  return (
    <Dialog opened onClose={onClose} title={title}>
      <Text>{text}</Text>
      {remove.isError && <QuestionNotice error={remove.error} />}
      <DialogButtons>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          {submit}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { DialogButtons } from '../../ui/DialogFoot.tsx'

export interface TakeBackDialogProps {
  /** By name: those that may have sold some of them without a network. */
  readonly terminals: readonly string[]
  readonly onTake: () => void
  readonly onClose: () => void
}

/** Asks before seats are taken from a terminal that was promised them. */
export const TakeBackDialog = ({ terminals, onTake, onClose }: TakeBackDialogProps) => {
  const { t } = useTranslation()
  return (
    <Dialog opened onClose={onClose} title={t('seats.manage.takeTitle')}>
      <Text>{t('seats.manage.takeText', { terminals: terminals.join(', ') })}</Text>
      <DialogButtons>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button color="red" onClick={onTake}>
          {t('seats.manage.takeConfirm')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

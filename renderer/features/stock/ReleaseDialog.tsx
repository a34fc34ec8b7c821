import { Button, Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { maxReasonLength } from '../../../shared/holds/states.ts'
import { useNoScans } from '../counter/useNoScans.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'

export interface ReleaseDialogProps {
  readonly title: string
  /** What it costs whoever holds it. */
  readonly children?: ReactNode
  readonly onRelease: (reason: string) => void
  readonly onClose: () => void
}

/** Asks why a hold is released; the reason is kept and the one who lost it can read it. */
export const ReleaseDialog = ({ title, children, onRelease, onClose }: ReleaseDialogProps) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  useNoScans()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onRelease(reason.trim())
    onClose()
  }
  return (
    <Dialog opened onClose={onClose} title={title}>
      <form onSubmit={submit}>
        {children}
        <Textarea
          data-autofocus
          required
          maxLength={maxReasonLength}
          label={t('stock.release.reason')}
          description={t('stock.release.hint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {t('stock.release.submit')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}

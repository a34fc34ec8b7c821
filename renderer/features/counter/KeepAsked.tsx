import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFirstEnter } from '../../app/useFirstEnter.ts'
import { useLivePart } from '../../app/useLive.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useDesk } from './DeskContext.tsx'
import type { Asked } from './KeepDialog.tsx'
import { useNoScans } from './useNoScans.ts'
import { whyNotKept } from './whyNotKept.ts'

/** The hub is asked, or has said no. Nothing is promised before it has said yes. */
export const KeepAsked = ({ asked, onClose }: { asked: Asked; onClose: () => void }) => {
  const { t } = useTranslation()
  const { counter, status } = useTerminal()
  const desk = useDesk()
  const cart = useLivePart(counter.parked, (all) => all.find(({ keeping }) => keeping?.order === asked.order))
  const isOnline = useLivePart(status, ({ connection }) => connection === 'online')
  useNoScans()
  useFirstEnter()
  const isRefused = cart !== undefined && cart.keeping?.rejection !== null
  const title = t('counter.keep.asking', { number: asked.number })
  return (
    <Dialog opened onClose={onClose} title={t('counter.keep.title')}>
      {isRefused ? (
        <Notice tone="red" role="alert" title={whyNotKept(cart, t)}>
          {t('counter.keep.refused.safe')}
        </Notice>
      ) : isOnline ? (
        <Notice tone="calm" role="status" title={title} />
      ) : (
        <Notice tone="offline" role="alert" title={title}>
          {t('counter.keep.lost')}
        </Notice>
      )}
      <DialogButtons>
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        {isRefused && (
          <Button data-autofocus onClick={() => void desk.recall(cart)}>
            {t('counter.keep.refused.back')}
          </Button>
        )}
      </DialogButtons>
    </Dialog>
  )
}

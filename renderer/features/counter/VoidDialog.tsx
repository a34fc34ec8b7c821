import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { rowsIn } from './cartSums.ts'
import { useDesk } from './DeskContext.tsx'

/** Asks before a long cart is thrown away; a short one is not worth a question, since it can be undone. */
export const VoidDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal } = useGround()
  const desk = useDesk()
  const cart = useLive(terminal.counter.cart)
  return (
    <Dialog opened onClose={onClose} title={t('counter.voidAsk.title', { count: rowsIn(cart) })}>
      <Text>{t('counter.voidAsk.text', { total: formats.money(cart.total) })}</Text>
      <DialogButtons>
        <Button variant="default" onClick={onClose} rightSection={<KeyHint keys="Esc" />}>
          {t('counter.voidAsk.keep')}
        </Button>
        <Button color="red" data-autofocus onClick={() => void desk.voidAll()} rightSection={<KeyHint keys="Enter" />}>
          {t('counter.voidAsk.confirm')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

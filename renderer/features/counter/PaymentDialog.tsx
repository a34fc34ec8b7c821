import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { CashPad } from './CashPad.tsx'
import classes from './PaymentDialog.module.css'
import { useDesk } from './DeskContext.tsx'

/** Takes cash: notes by touch, or the amount by keys. Nothing typed means that it was given exactly. */
export const PaymentDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const { terminal } = useGround()
  const desk = useDesk()
  const { total } = useLive(terminal.counter.cart)
  const [given, setGiven] = useState(0)
  const [busy, setBusy] = useState(false)
  const tendered = given === 0 ? total : given

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || tendered < total) return
    setBusy(true)
    try {
      await desk.pay(tendered)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog opened onClose={onClose} size={720} title={t('counter.payment.title')}>
      <form className={classes.payment} onSubmit={(event) => void submit(event)}>
        <CashPad total={total} given={given} onGiven={setGiven} />
        <Button
          type="submit"
          fullWidth
          size="xl"
          loading={busy}
          disabled={tendered < total}
          rightSection={<KeyHint keys="Enter" />}
        >
          {t(given === 0 ? 'counter.payment.confirmExact' : 'counter.payment.confirm')}
        </Button>
      </form>
    </Dialog>
  )
}

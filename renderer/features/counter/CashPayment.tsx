import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { CashPad } from './CashPad.tsx'
import classes from './PaymentDialog.module.css'

export interface CashPaymentProps {
  readonly total: number
  readonly busy: boolean
  readonly onPaid: (tendered: number) => void
  /** What pressing the button does, where nothing is handed over for the money. */
  readonly confirm?: string
  /** False: so much cannot be taken. */
  readonly mayTake?: boolean
}

/** Cash: notes by touch, or the amount by keys. Nothing typed means that it was given exactly. */
export const CashPayment = ({ total, busy, onPaid, confirm, mayTake = true }: CashPaymentProps) => {
  const { t } = useTranslation()
  const [given, setGiven] = useState(0)
  const tendered = given === 0 ? total : given

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (mayTake && tendered >= total) onPaid(tendered)
  }
  return (
    <form className={classes.payment} onSubmit={submit}>
      <CashPad total={total} given={given} onGiven={setGiven} />
      <Button
        type="submit"
        data-confirm
        fullWidth
        size="xl"
        loading={busy}
        disabled={!mayTake || tendered < total}
        rightSection={<KeyHint keys="Enter" />}
      >
        {confirm ?? t(given === 0 ? 'counter.payment.confirmExact' : 'counter.payment.confirm')}
      </Button>
    </form>
  )
}

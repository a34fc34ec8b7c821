import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder, Payment } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { MoneyReceipt } from './MoneyReceipt.tsx'
import classes from './RefundRows.module.css'

/** Money that came in for an order, each with its receipt. */
export const PaymentRows = ({ order }: { order: BoardOrder }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const terminal = useTerminal()
  const people = useLive(terminal.people)
  const [shown, setShown] = useState<string | null>(null)
  const how = ({ method, at, staff, reference }: Payment): string =>
    [
      t(`orders.method.${method}`),
      formats.moment(at, terminal.clock.now()),
      people.find(({ id }) => id === staff)?.name ?? staff,
      reference,
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <>
      <ul className={classes.refunds}>
        {order.payments.map((payment) => (
          <li key={payment.id} className={classes.refund} data-payment={payment.method}>
            <span className={classes.amount}>{formats.money(payment.amount)}</span>
            <span className={classes.why}>{how(payment)}</span>
            <Button
              variant="subtle"
              px={4}
              aria-label={t('orders.payments.of', { amount: formats.money(payment.amount) })}
              onClick={() => setShown(payment.id)}
            >
              {t('orders.payments.receipt')}
            </Button>
          </li>
        ))}
      </ul>
      {shown !== null && <MoneyReceipt order={order} payment={shown} tendered={null} onClose={() => setShown(null)} />}
    </>
  )
}

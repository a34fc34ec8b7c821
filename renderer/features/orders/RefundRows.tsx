import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { leastRole } from '../../../shared/protocol/commands.ts'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder, Refund } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { RefundDialog } from './OrderDialogs.tsx'
import classes from './RefundRows.module.css'
import { providerOf } from './words.ts'

/** Who gave a refund back: the steps say so in the order in which they were done. */
const giverOf = ({ steps, doneHere }: BoardOrder, { doneAt }: Refund): string | null => {
  const told = steps.find(({ step, at }) => step === 'refunded' && at === doneAt)
  return told?.staff ?? doneHere.find(({ step }) => step === 'refunded')?.staff ?? null
}

/** What has to go back of an order, and who gave back what did. A manager's to do. */
export const RefundRows = ({ order, isHere }: { order: BoardOrder; isHere: boolean }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const terminal = useTerminal()
  const people = useLive(terminal.people)
  const me = useLive(terminal.me)
  const [asked, setAsked] = useState<Refund | null>(null)
  const mayRefund = isHere && me !== null && mayAct(me.role, leastRole['order.refund'])
  const at = (moment: number) => formats.moment(moment, terminal.clock.now())

  // It goes back the way it came: cash out of the drawer, a transfer to the customer's account.
  const methods = [...new Set(order.payments.map(({ method }) => t(`orders.method.${method}`)))]
  const cameBy = methods.length === 0 ? null : t('orders.refunds.cameBy', { methods: methods.join(', ') })
  const how = (refund: Refund): string => {
    const why = t(`orders.refunds.reason.${refund.reason}`)
    if (refund.state !== 'done') {
      const since = t('orders.refunds.since', { time: at(refund.raisedAt) })
      return [why, since, cameBy, providerOf(refund, t)].filter(Boolean).join(' · ')
    }
    const giver = giverOf(order, refund)
    const who = people.find(({ id }) => id === giver)?.name ?? giver
    const time = at(refund.doneAt ?? refund.raisedAt)
    return `${why} · ${who === null ? t('orders.refunds.doneAt', { time }) : t('orders.refunds.doneBy', { who, time })}`
  }
  return (
    <>
      <ul className={classes.refunds}>
        {order.refunds.map((refund) =>
          refund.state === 'withdrawn' ? null : (
            <li key={refund.id} className={classes.refund} data-refund={refund.state}>
              <span className={classes.amount}>{formats.money(refund.amount)}</span>
              <span className={classes.why}>{how(refund)}</span>
              {refund.state === 'due' &&
                (mayRefund ? (
                  <Button onClick={() => setAsked(refund)}>{t('orders.refunds.done')}</Button>
                ) : (
                  <span className={classes.why}>{t('orders.refunds.manager')}</span>
                ))}
            </li>
          ),
        )}
      </ul>
      {asked !== null && <RefundDialog {...{ order, cameBy }} refund={asked} onClose={() => setAsked(null)} />}
    </>
  )
}

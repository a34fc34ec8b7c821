import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isCounterSale, piecesOf } from '../../../shared/orders/orders.ts'
import type { BoardOrder } from '../../app/terminal.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { BringBack } from './BringBack.tsx'
import { hasGoods, OrderActions } from './OrderActions.tsx'
import classes from './OrderStory.module.css'
import { PaymentRows } from './PaymentRows.tsx'
import { RefundRows } from './RefundRows.tsx'
import { StateMark } from './StateMark.tsx'
import { Timeline } from './Timeline.tsx'
import { customerName } from './words.ts'

const Lines = ({ order }: { order: BoardOrder }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <ul className={classes.lines}>
      {order.lines.map(({ line, name, price }, place) =>
        line.kind === 'voucher' ? null : (
          // Lines of an order never change.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>
            <span>{piecesOf(line) > 1 ? `${piecesOf(line)} × ${name}` : name}</span>
            <span>{formats.money(piecesOf(line) * price)}</span>
          </li>
        ),
      )}
      {order.discounts.map(({ code, amount }) => (
        <li key={code}>
          <span>{t('orders.story.voucher', { code })}</span>
          <span>−{formats.money(amount)}</span>
        </li>
      ))}
    </ul>
  )
}

const Plan = ({ order: { plan } }: { order: BoardOrder }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clock } = useTerminal()
  return (
    <ul className={classes.lines}>
      {plan.map(({ kind, amount, dueAt }) => (
        <li key={dueAt}>
          <span>
            {t(`orders.story.${kind}`)}{' '}
            <span className={classes.soft}>{t('orders.story.by', { time: formats.moment(dueAt, clock.now()) })}</span>
          </span>
          <span>{formats.money(amount)}</span>
        </li>
      ))}
    </ul>
  )
}

const sumOf = (sums: readonly { readonly amount: number }[]): number =>
  sums.reduce((sum, { amount }) => sum + amount, 0)

interface Props {
  readonly order: BoardOrder
  readonly isHere: boolean
  readonly onReturn: (order: BoardOrder) => void
}

/** One order: whose it is, what and how much, what can be done next, what has to go back, and what happened. */
export const OrderStory = ({ order, isHere, onReturn }: Props) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const [isAsked, setAsked] = useState(false)
  const { customer, total, due, payments, refunds } = order
  const reach = [customer?.name === undefined ? null : customer.phone, customer?.email].filter(Boolean).join(' · ')
  const figures = [
    ['total', total],
    ['paid', sumOf(payments) - sumOf(refunds.filter(({ state }) => state === 'done'))],
    ['due', due],
  ] as const
  return (
    <article className={classes.story} aria-label={order.number} data-story={order.number}>
      <header>
        <h2>{order.number}</h2>
        <StateMark order={order} />
        <p className={classes.who}>
          <strong>{customerName(order, t)}</strong> {reach !== '' && <span className={classes.soft}>{reach}</span>}
        </p>
      </header>
      <dl className={classes.figures}>
        {figures.map(([name, amount]) => (
          <div key={name}>
            <dt>{t(`orders.story.${name}`)}</dt>
            <dd data-due={name === 'due' && amount > 0} data-figure={name}>
              {formats.money(amount)}
            </dd>
          </div>
        ))}
      </dl>
      {isHere ? (
        <OrderActions {...{ order, onReturn }} first={isAsked ? 'giveBack' : null} />
      ) : (
        <>
          <p className={classes.soft}>{t('orders.story.elsewhere')}</p>
          {order.state === 'delivered' && hasGoods(order) && <BringBack order={order} onAsked={() => setAsked(true)} />}
        </>
      )}
      {isHere && order.state === 'paid' && order.toCome > 0 && (
        <p className={classes.soft}>{t('orders.said.toCome')}</p>
      )}
      {payments.length > 0 && !isCounterSale(order) && (
        <section aria-label={t('orders.payments.title')}>
          <h3>{t('orders.payments.title')}</h3>
          <PaymentRows order={order} />
        </section>
      )}
      {refunds.some(({ state }) => state !== 'withdrawn') && (
        <section aria-label={t('orders.view.refunds')}>
          <h3>{t('orders.view.refunds')}</h3>
          <RefundRows order={order} isHere={isHere} />
        </section>
      )}
      <section aria-label={t('orders.story.timeline')}>
        <h3>{t('orders.story.timeline')}</h3>
        <Timeline order={order} />
      </section>
      <section aria-label={t('orders.story.lines')}>
        <h3>{t('orders.story.lines')}</h3>
        <Lines order={order} />
      </section>
      {order.plan.length > 0 && (
        <section aria-label={t('orders.story.plan')}>
          <h3>{t('orders.story.plan')}</h3>
          <Plan order={order} />
        </section>
      )}
    </article>
  )
}

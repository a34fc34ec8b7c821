import { fill } from '../publicPage/fill.ts'
import page from '../publicPage/Page.module.css'
import { TimeLeft } from '../publicPage/TimeLeft.tsx'
import type { Amount, ShownOrder } from './askHub.ts'
import type { CheckoutState } from './checkout.ts'
import classes from './CheckoutPage.module.css'
import type { Words } from './words.ts'

interface Props {
  readonly order: ShownOrder
  readonly time: CheckoutState['time']
  readonly t: Words
  readonly money: (amount: Amount) => string
}

const good: ReadonlySet<ShownOrder['state']> = new Set(['paid', 'shipped', 'delivered'])

/** How the order stands: what is to be paid and how long there is time, or what became of it. */
export const OrderState = ({ order, time, t, money }: Props) => {
  const { state, back } = order
  if (state === 'awaiting_payment' || state === 'deposit_paid')
    return (
      <section className={classes['card']} data-testid="state" data-state={state}>
        <p className={page['total']}>
          {t.asked} <strong data-testid="asked">{money(order.asked)}</strong>
        </p>
        {time !== null && <TimeLeft placedAt={time.placedAt} expiresAt={time.expiresAt} t={t} />}
        <p className={page['soft']}>{t.payBy}</p>
      </section>
    )
  const [title, text] = t.state[state]
  return (
    <section className={classes['card']} role="status" data-testid="state" data-state={state}>
      <p className={classes['state']} data-good={good.has(state)}>
        <span aria-hidden>{good.has(state) ? '✓' : '○'}</span>
        {title}
      </p>
      <p className={page['soft']}>{text}</p>
      {back.amount > 0 && <p className={page['soft']}>{fill(t.back, { amount: money(back) })}</p>}
      {state === 'expired' && back.amount === 0 && <p className={page['soft']}>{t.late}</p>}
    </section>
  )
}

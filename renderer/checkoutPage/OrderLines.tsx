import { fill } from '../publicPage/fill.ts'
import page from '../publicPage/Page.module.css'
import { type Language, localeOf } from '../publicPage/useLanguage.ts'
import type { Amount, ShownOrder } from './askHub.ts'
import classes from './CheckoutPage.module.css'
import type { Words } from './words.ts'

interface Props {
  readonly order: ShownOrder
  readonly t: Words
  readonly money: (amount: Amount) => string
  readonly language: Language
}

/** What is in the order, what it costs, and when its parts are due. */
export const OrderLines = ({ order, t, money, language }: Props) => {
  const { lines, discounts, total, paid, plan, timeZone } = order
  const dateOf = (moment: string): string =>
    new Intl.DateTimeFormat(localeOf(language), { timeZone, dateStyle: 'medium' }).format(new Date(moment))
  return (
    <section className={classes['card']}>
      <ul className={classes['lines']}>
        {lines.map(({ name, quantity, price }, place) => (
          <li key={`${place} ${name}`}>
            <span>{quantity > 1 ? `${quantity} × ${name}` : name}</span>
            <span>{money({ ...price, amount: price.amount * quantity })}</span>
          </li>
        ))}
        {discounts.map(({ code, amount }) => (
          <li key={code}>
            <span>{code}</span>
            <span>−{money(amount)}</span>
          </li>
        ))}
      </ul>
      <p className={page['total']}>
        {t.total} <strong>{money(total)}</strong>
      </p>
      {plan.map(({ kind, amount, dueAt }) => (
        <p key={dueAt} className={classes['row']}>
          <span>
            {t[kind]} · {fill(t.dueBy, { date: dateOf(dueAt) })}
          </span>
          <span>{money(amount)}</span>
        </p>
      ))}
      {paid.amount > 0 && (
        <p className={classes['row']}>
          <span>{t.paid}</span>
          <span>{money(paid)}</span>
        </p>
      )}
    </section>
  )
}

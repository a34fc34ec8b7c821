import { isUnpaid, nextInstalment, worthOf } from '../../../shared/orders/orders.ts'
import type { BoardOrder, Payment } from '../../app/terminal.ts'

/** What the receipt of one payment for an order says of the order's money, in minor units. */
export interface MoneyFigures {
  readonly payment: Payment
  /** What had come in before. */
  readonly before: number
  /** What is still to be paid after it, and by when; null: nothing is waited for. */
  readonly rest: { readonly amount: number; readonly dueAt: number } | null
  /** What has to go back. */
  readonly back: number
}

/** The figures of a payment's receipt; null if the order has no such payment. */
export const moneyFiguresOf = (order: BoardOrder, id: string): MoneyFigures | null => {
  const place = order.payments.findIndex((one) => one.id === id)
  const payment = order.payments[place]
  if (payment === undefined) return null
  const before = order.payments.slice(0, place).reduce((sum, { amount }) => sum + amount, 0)
  const left = worthOf(order) - before - payment.amount
  const dueAt = nextInstalment(order.plan, before + payment.amount)?.dueAt ?? order.expiresAt
  const back = order.refunds.reduce((sum, { state, amount }) => (state === 'due' ? sum + amount : sum), 0)
  return { payment, before, rest: isUnpaid(order.state) && left > 0 ? { amount: left, dueAt } : null, back }
}

import type { Order, OrderState } from '../../shared/orders/orders.ts'

/** Terminals keep what has ended for so long: somebody may come back the next morning and ask. */
const dayMs = 86_400_000

const worked: ReadonlySet<OrderState> = new Set([
  'awaiting_payment',
  'deposit_paid',
  'paid',
  'shipped',
  'delivery_failed',
  'returning',
])

/** From when on terminals need no copy of an order; null while somebody has to do something about it, be it to give money back. */
export const keptUntil = ({ state, refunds, endedAt }: Order, now: number): number | null =>
  worked.has(state) || refunds.some((refund) => refund.state === 'due') ? null : Math.max(endedAt ?? 0, now) + dayMs

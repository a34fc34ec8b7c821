import { endHold, expireHold, giveBack } from '../holds/decide.ts'
import type { NewId } from '../holds/settle.ts'
import type { EpochMs } from '../time.ts'
import { isUnpaid, moneyOf, type Order, orderStateAt, type Refund, type RefundReason } from './orders.ts'
import type { OrderContext, OrderEvents } from './orderWorld.ts'

/** Money that has to go back, and nobody has done anything about it. */
export const newRefund = (due: Pick<Refund, 'id' | 'amount' | 'reason' | 'raisedAt'>): Refund => ({
  ...due,
  ...{
    state: 'due',
    doneAt: null,
    doneBy: null,
    way: null,
    reference: null,
    isAsked: false,
    failure: null,
    failedAt: null,
  },
})

/** Notes a refund that is due, if there is money to go back. */
export const withRefund = (order: Order, amount: number, reason: RefundReason, now: EpochMs, newId: NewId): Order => {
  if (amount <= 0) return order
  return { ...order, refunds: [...order.refunds, newRefund({ id: newId(), amount, reason, raisedAt: now })] }
}

/** Keeps an order as it is now, and says so. */
export const keep = ({ world }: Pick<OrderContext, 'world'>, order: Order, told: boolean): OrderEvents => {
  world.orders.set(order.id, order)
  return [{ type: 'order_changed', order, told }]
}

/** What the shop keeps of an order that ends by its customer's doing: once its deposit is there what was agreed, and no more than has come in (SPEC G8). */
const keptOf = (order: Order): number =>
  order.terms === null || order.state === 'awaiting_payment' ? 0 : Math.min(order.terms.keeps, moneyOf(order))

/** Ends an order whose money did not come in time (SPEC O2): all it held is free, and what came in and is not kept has to go back. Does nothing to any other. */
export const lapseOrder = (context: Pick<OrderContext, 'world' | 'now' | 'newId'>, id: string): OrderEvents => {
  const { world, now, newId } = context
  const order = world.orders.get(id)
  if (order === undefined || !isUnpaid(order.state) || orderStateAt(order, now) !== 'expired') return []
  const expired = expireHold(world, order.hold, now)
  const over = { state: 'expired', endedAt: order.expiresAt, reason: 'not paid in time' } as const
  const ended: Order = { ...order, ...over, kept: keptOf(order), toCome: 0 }
  return [...expired, ...keep(context, withRefund(ended, moneyOf(ended), 'expired', now, newId), true)]
}

/** Ends an order that has not been shipped (SPEC O7): everything comes back at once, and its money has to go back, but for what is kept. */
export const endOrder = (
  context: OrderContext,
  order: Order,
  state: 'cancelled' | 'failed',
  reason: string | null,
): OrderEvents => {
  const { world, now, newId } = context
  const events: OrderEvents = []
  const released = endHold(world, order.hold, 'released', reason ?? state, now)
  if (released.ok) events.push(...released.value.events)
  else {
    const hold = giveBack(world, order.hold)
    if (hold !== null) events.push({ type: 'given_back', hold, order: order.id })
  }
  const kept = state === 'cancelled' ? keptOf(order) : 0
  const ended: Order = { ...order, state, endedAt: now, reason, kept, toCome: 0 }
  return [...events, ...keep(context, withRefund(ended, moneyOf(ended), state, now, newId), true)]
}

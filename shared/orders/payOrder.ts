import { accept, endHold, extendHold, placeHold, reject, type Result } from '../holds/decide.ts'
import { customerKeys } from '../kinds/voucher/customer.ts'
import { deadlineAfter } from '../time.ts'
import { keep, lapseOrder, withRefund } from './endOrder.ts'
import {
  isCounterSale,
  isUnpaid,
  moneyOf,
  nextInstalment,
  type Order,
  orderStateAt,
  type Payment,
  toComeOf,
  worthOf,
} from './orders.ts'
import type { OrderCommandOf } from './orderCommands.ts'
import type { OrderContext, OrderEvents } from './orderWorld.ts'

/** Takes money in, whatever the order is by now (SPEC O3 to O6). */
export const payOrder = (
  order: Order,
  command: OrderCommandOf<'order.pay'>,
  context: OrderContext,
): Result<{ order: Order; events: OrderEvents }> => {
  const { now } = context
  const { payment: id, method, amount } = command
  const reference = command.reference ?? null
  const isKnown = (one: Payment): boolean =>
    one.id === id || (reference !== null && one.method === method && one.reference === reference)
  if (order.payments.some(isKnown)) return accept({ order, events: [] })
  const { terminal, staff } = context.giver
  const same = sameTransfer(order, command, context)
  if (same !== null) {
    const known: Payment = reference === null ? { ...same, terminal, staff } : { ...same, reference }
    const named: Order = { ...order, payments: order.payments.map((one) => (one === same ? known : one)) }
    return accept({ order: named, events: keep(context, named, false) })
  }
  const lapsed = lapseOrder(context, order.id)
  const before = context.world.orders.get(order.id) ?? order
  const payment: Payment = { id, method, amount, reference, at: now, terminal, staff }
  const paid: Order = { ...before, payments: [...before.payments, payment] }
  const { order: after, events } = book(paid, context)
  return accept({ order: after, events: [...lapsed, ...events] })
}

/**
 * A transfer that a person at a counter sees and the bank tells of is one payment, whichever of them is first (SPEC S9, O16). @returns what the other one
 * has told; null if this is other money
 */
const sameTransfer = (
  order: Order,
  { method, amount, reference, knew }: OrderCommandOf<'order.pay'>,
  { giver }: OrderContext,
): Payment | null => {
  if (method !== 'bank_transfer') return null
  const isSeen = (one: Payment): boolean => one.terminal !== null || isCounterSale(order)
  const alike = order.payments.filter((one) => one.method === method && one.amount === amount)
  if (reference !== undefined) return alike.find((one) => one.reference === null && isSeen(one)) ?? null
  if (giver.terminal === null || knew === undefined) return null
  return alike.find((one) => one.reference !== null && !isSeen(one) && !knew.includes(one.id)) ?? null
}

/** What money made of an order. */
export interface Booked {
  readonly order: Order
  readonly events: OrderEvents
}

const book = (order: Order, context: OrderContext): Booked => {
  const { now, newId } = context
  const state = orderStateAt(order, now)
  const reached = (changed: Order, told: boolean, events: OrderEvents = []): Booked => ({
    order: changed,
    events: [...events, ...keep(context, changed, told)],
  })
  switch (state) {
    case 'awaiting_payment':
    case 'deposit_paid':
      return bookInTime(order, context)
    case 'expired':
      return bookLate(order, context)
    case 'cancelled':
    case 'failed':
    case 'returned':
      return reached(withRefund(order, moneyOf(order), state, now, newId), false)
    case 'paid':
    case 'shipped':
    case 'delivered':
    case 'delivery_failed':
    case 'returning':
      return reached(withRefund(order, moneyOf(order) - worthOf(order), 'overpaid', now, newId), false)
  }
}

const bookInTime = (order: Order, context: OrderContext): Booked => {
  const { world, now } = context
  const money = moneyOf(order)
  if (money >= order.total) return settleInFull(order, context)
  const next = nextInstalment(order.plan, money)
  const isFirstReached = next !== null && next !== order.plan[0]
  if (!isFirstReached) return { order, events: keep(context, order, false) }
  const until = next.dueAt + (order.terms?.graceSeconds ?? 0) * 1000
  // Money that reaches no further instalment takes nothing of the time that there is.
  if (order.state === 'deposit_paid' && until <= order.expiresAt) return { order, events: keep(context, order, false) }
  const extended = extendHold(world, order.hold, Math.max(0, until - now) / 1000, now)
  if (!extended.ok) throw new Error(`order ${order.id} is unpaid and its hold has ended`)
  const { expiresAt } = extended.value.hold
  const deposited: Order = { ...order, state: 'deposit_paid', expiresAt, remindFrom: now }
  return {
    order: deposited,
    events: [...extended.value.events, ...keep(context, deposited, order.state !== 'deposit_paid')],
  }
}

/**
 * The payer has begun to pay: once for an order its deadline is put off to as long from now as its channel gives payers, if that is later (SPEC O12).
 */
export const beginPayment = (
  order: Order,
  { extendsSeconds }: OrderCommandOf<'order.begin_payment'>,
  context: OrderContext,
): Result<Booked> => {
  const { world, now } = context
  const state = orderStateAt(order, now)
  if (!isUnpaid(state)) return reject({ code: 'order_state', state })
  if (order.extendedAt !== null || order.expiresAt >= deadlineAfter(now, extendsSeconds))
    return accept({ order, events: [] })
  const extended = extendHold(world, order.hold, extendsSeconds, now)
  if (!extended.ok) return extended
  const later: Order = { ...order, expiresAt: extended.value.hold.expiresAt, extendedAt: now }
  return accept({ order: later, events: [...extended.value.events, ...keep(context, later, false)] })
}

/** All that is needed is there: the hold is confirmed, and what is over has to go back. */
export const settleInFull = (order: Order, context: OrderContext): Booked => {
  const { world, now, newId } = context
  const confirmed = endHold(world, order.hold, 'confirmed', null, now)
  if (!confirmed.ok) throw new Error(`order ${order.id} is unpaid and its hold has ended`)
  const paid: Order = { ...order, state: 'paid', endedAt: null, reason: null }
  const settled = withRefund(paid, moneyOf(paid) - paid.total, 'overpaid', now, newId)
  return { order: settled, events: [...confirmed.value.events, ...keep(context, settled, true)] }
}

/**
 * The promise was over (SPEC O6): with money enough the same things are taken again, if they are still to be had; what had to go back already, and has
 * not, is the order's own again, as is what was kept. Else the money has to go back.
 */
const bookLate = (order: Order, context: OrderContext): Booked => {
  const { world, now, newId } = context
  const withdrawn: Order = {
    ...order,
    kept: 0,
    refunds: order.refunds.map((refund) =>
      refund.state === 'due' && !refund.isAsked ? { ...refund, state: 'withdrawn' } : refund,
    ),
  }
  const placed =
    moneyOf(withdrawn) >= order.total && world.pools.voucher.beyondBudget(order.discounts).length === 0
      ? placeHold(world, { ...wantedAgain(order), id: newId(), ttlSeconds: 1 }, now)
      : null
  if (placed?.ok !== true) {
    const refused = withRefund(order, moneyOf(order), 'late', now, newId)
    return { order: refused, events: keep(context, refused, false) }
  }
  const again: Order = { ...withdrawn, hold: placed.value.hold.id, toCome: toComeOf(order.lines) }
  world.pools.voucher.spend(again.hold, order.discounts)
  const settled = settleInFull(again, context)
  return { ...settled, events: [...placed.value.events, ...settled.events] }
}

const wantedAgain = ({ channel, location, lines, customer }: Order) => ({
  ...{ channel, location, terminal: null, staff: null, customer: customerKeys(customer) },
  lines: lines.map(({ line }) => line),
  had: lines.map(({ line }) => line),
})

/** True if money for this order, were it to come at `now`, would have to take its things again. */
export const isLate = (order: Order, now: number): boolean =>
  order.state === 'expired' || (isUnpaid(order.state) && orderStateAt(order, now) === 'expired')

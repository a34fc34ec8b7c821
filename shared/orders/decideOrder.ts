import { accept, extendHold, placeHold, reject, type Result } from '../holds/decide.ts'
import { customerKeys } from '../kinds/voucher/customer.ts'
import type { Decided } from '../holds/settle.ts'
import type { HoldConflict } from '../kinds/registry.ts'
import { isLive } from '../holds/states.ts'
import { unbind } from '../sessions/sessions.ts'
import { reminderAt } from '../preorders/reminders.ts'
import { termsOf } from '../preorders/terms.ts'
import { discountsOf } from './discount.ts'
import { endOrder, keep, lapseOrder } from './endOrder.ts'
import type { OrderCommand, OrderCommandOf } from './orderCommands.ts'
import { type Discount, type Order, orderStateAt, type OrderState, sumOf, type Terms, toComeOf } from './orders.ts'
import type { OrderContext, OrderEvents } from './orderWorld.ts'
import { payOrder, settleInFull } from './payOrder.ts'

/** Settles one command on orders (SPEC O1 to O9). */
export const decideOrder = (command: OrderCommand, context: OrderContext): Result<Decided> => {
  if (command.type === 'order.place') return place(command, context)
  const order = context.world.orders.get(command.order)
  if (order === undefined) return reject({ code: 'not_found', what: 'order', id: command.order })
  if (context.giver.ownOnly && order.channel !== context.giver.channel) return reject({ code: 'forbidden' })
  switch (command.type) {
    case 'order.pay': {
      const paid = payOrder(order, command, context)
      return paid.ok ? told(paid.value.order, paid.value.events) : paid
    }
    case 'order.cancel':
      return end(order, 'cancelled', command.reason ?? null, context)
    case 'order.fail':
      return fail(order, command, context)
    case 'order.ship':
      if (order.toCome > 0 && orderStateAt(order, context.now) === 'paid') return reject({ code: 'goods_to_come' })
      return step(order, context, 'shipped', ['paid'], {
        carrier: command.carrier ?? null,
        parcel: command.parcel ?? null,
      })
    case 'order.deliver':
      return step(order, context, 'delivered', ['shipped'], { endedAt: context.now })
    case 'order.delivery_failed':
      return step(order, context, 'delivery_failed', ['shipped'], { reason: command.reason })
    case 'order.refund':
      return refund(order, command.refund, context)
    case 'order.lapse': {
      const events = lapseOrder(context, order.id)
      return told(context.world.orders.get(order.id) ?? order, events)
    }
    case 'order.remind':
      return remind(order, context)
  }
}

const told = (order: Order, events: OrderEvents): Result<Decided> =>
  accept({
    outcome: {
      type: 'order',
      order: {
        ...order,
        lines: [...order.lines],
        plan: [...order.plan],
        payments: [...order.payments],
        refunds: [...order.refunds],
        discounts: [...order.discounts],
        terms:
          order.terms === null ? null : { ...order.terms, remindBeforeSeconds: [...order.terms.remindBeforeSeconds] },
      },
    },
    events,
  })

/** Orders a new hold's things, or those of one that lives already (SPEC O1). */
const place = (command: OrderCommandOf<'order.place'>, context: OrderContext): Result<Decided> => {
  const { world, now } = context
  if (world.orders.has(command.order)) return reject({ code: 'hold_exists' })
  const priced = discount(command, context)
  if (!priced.ok) return priced
  const discounts = [...priced.value]
  const held = command.adopts ? adopt(command, context) : placeNew(command, context)
  if (!held.ok) return held
  const { events, expiresAt } = held.value
  const { order: id, number, hold, location, currency, lines, method, plan, customer = null } = command
  const order: Order = {
    ...{ id, number, state: 'awaiting_payment', hold, channel: held.value.channel, location, currency, lines, method },
    ...{
      plan,
      payments: [],
      refunds: [],
      customer,
      placedAt: now,
      expiresAt,
      discounts,
      total: sumOf(lines, discounts),
    },
    ...{ endedAt: null, reason: null, carrier: null, parcel: null },
    ...{ terms: termsAt(command, context), kept: 0, cameBack: 0, toCome: toComeOf(lines), remindFrom: now },
  }
  world.pools.voucher.spend(hold, discounts)
  const placed = [...events, ...keep(context, order, true)]
  if (order.total > 0) return told(order, placed)
  const settled = settleInFull(order, context)
  return told(settled.order, [...placed, ...settled.events])
}

/** What is agreed with its payer; what was pre-ordered is there, for it is held. */
const termsAt = (
  { location, lines, plan }: OrderCommandOf<'order.place'>,
  { world: { pools } }: OrderContext,
): Terms | null => termsOf(lines, plan, (sku) => pools.preorder.get(location, sku) ?? null)

/** What the order's vouchers take off; refused where one does not fit it, or its campaign has no money left (SPEC V6). */
const discount = (
  { lines }: OrderCommandOf<'order.place'>,
  { world: { pools } }: OrderContext,
): Result<readonly Discount[]> => {
  const { discounts, unfit } = discountsOf(lines, (code) => pools.voucher.termsOf(code))
  const beyond = new Set(pools.voucher.beyondBudget(discounts))
  const conflicts = lines.flatMap(({ line }, index): HoldConflict[] => {
    if (unfit.includes(index)) return [{ line: index, code: 'voucher_not_valid' }]
    return line.kind === 'voucher' && beyond.has(line.code) ? [{ line: index, code: 'limit_reached' }] : []
  })
  return conflicts.length > 0 ? reject({ code: 'conflict', conflicts }) : accept(discounts)
}

interface Held {
  readonly events: OrderEvents
  readonly channel: string
  readonly expiresAt: number
}

/** For how long it may wait for money: as asked, until the first instalment is due, or as long as the channel holds. */
const ttlOf = ({ ttlSeconds, plan: [first] }: OrderCommandOf<'order.place'>, now: number): number | undefined =>
  ttlSeconds ?? (first === undefined ? undefined : Math.max(1, (first.dueAt - now) / 1000))

const placeNew = (command: OrderCommandOf<'order.place'>, { world, giver, now }: OrderContext): Result<Held> => {
  const { hold: id, location, lines } = command
  const { channel, terminal, staff } = giver
  const customer = customerKeys(command.customer)
  const wanted = { id, location, channel, terminal, staff, customer, lines: lines.map(({ line }) => line) }
  const placed = placeHold(world, { ...wanted, ttlSeconds: ttlOf(command, now) ?? giver.ttlSeconds }, now)
  if (!placed.ok) return placed
  return accept({ events: [...placed.value.events], channel, expiresAt: placed.value.hold.expiresAt })
}

const adopt = (command: OrderCommandOf<'order.place'>, { world, giver, now }: OrderContext): Result<Held> => {
  const hold = world.holds.get(command.hold)
  if (hold === undefined) return reject({ code: 'not_found', what: 'hold', id: command.hold })
  // What stands in a cart at the counter is sold there.
  if (hold.terminal !== null || (giver.ownOnly && hold.channel !== giver.channel)) return reject({ code: 'forbidden' })
  if (!isLive(hold, now)) {
    const state = hold.state === 'held' ? 'expired' : hold.state
    return reject({ code: `hold_${state}` })
  }
  if (world.sessions !== undefined) unbind(world.sessions, hold.id)
  const ttlSeconds = ttlOf(command, now)
  const { channel, expiresAt } = hold
  if (ttlSeconds === undefined) return accept({ events: [], channel, expiresAt })
  const extended = extendHold(world, hold.id, ttlSeconds, now)
  if (!extended.ok) return extended
  return accept({ events: [...extended.value.events], channel, expiresAt: extended.value.hold.expiresAt })
}

const endable: ReadonlySet<OrderState> = new Set(['awaiting_payment', 'deposit_paid', 'paid'])

const end = (
  order: Order,
  state: 'cancelled' | 'failed',
  reason: string | null,
  context: OrderContext,
): Result<Decided> => {
  const present = orderStateAt(order, context.now)
  if (present === state) return told(order, [])
  if (!endable.has(present)) return reject({ code: 'order_state', state: present })
  const events = endOrder(context, order, state, reason)
  return told(context.world.orders.get(order.id) ?? order, events)
}

/** A provider's failure says nothing of an order that is paid or over; a fault in operation ends a paid one too. */
const fail = (order: Order, command: OrderCommandOf<'order.fail'>, context: OrderContext): Result<Decided> => {
  const present = orderStateAt(order, context.now)
  if (command.onlyUnpaid && present !== 'awaiting_payment') return told(order, [])
  return end(order, 'failed', command.reason, context)
}

const step = (
  order: Order,
  context: OrderContext,
  to: OrderState,
  from: readonly OrderState[],
  more: Partial<Order>,
): Result<Decided> => {
  const state = orderStateAt(order, context.now)
  if (state === to) return told(order, [])
  if (!from.includes(state)) return reject({ code: 'order_state', state })
  const stepped: Order = { ...order, ...more, state: to }
  return told(stepped, keep(context, stepped, true))
}

/** Reminds the payer, if a moment has come at which that was agreed (SPEC G9). */
const remind = (order: Order, context: OrderContext): Result<Decided> => {
  const { now } = context
  const reminder = orderStateAt(order, now) === 'expired' ? null : reminderAt(order, now)
  if (reminder === null) return told(order, [])
  const reminded: Order = { ...order, remindFrom: now }
  return told(reminded, [
    ...keep(context, reminded, false),
    { type: 'order_told', order: reminded, as: 'reminder', reminder },
  ])
}

/** Money went back. Said again it is accepted and changes nothing (SPEC O9). */
const refund = (order: Order, id: string, context: OrderContext): Result<Decided> => {
  const known = order.refunds.find((one) => one.id === id)
  if (known === undefined || known.state === 'withdrawn') return reject({ code: 'not_found', what: 'refund', id })
  if (known.state === 'done') return told(order, [])
  const refunds = order.refunds.map((one) =>
    one.id === id ? { ...one, state: 'done' as const, doneAt: context.now } : one,
  )
  const changed: Order = { ...order, refunds }
  return told(changed, keep(context, changed, false))
}

import { accept, extendHold, placeHold, reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { isLive } from '../holds/states.ts'
import type { HoldConflict } from '../kinds/registry.ts'
import { customerKeys } from '../kinds/voucher/customer.ts'
import { termsOf } from '../preorders/terms.ts'
import { unbind } from '../sessions/sessions.ts'
import { discountsOf } from './discount.ts'
import { keep } from './endOrder.ts'
import type { OrderCommandOf } from './orderCommands.ts'
import { type Discount, type Order, sumOf, type Terms, toComeOf } from './orders.ts'
import type { OrderContext, OrderEvents } from './orderWorld.ts'
import { settleInFull } from './payOrder.ts'
import { told } from './told.ts'

/** Orders a new hold's things, or those of one that lives already (SPEC O1). */
export const placeOrder = (command: OrderCommandOf<'order.place'>, context: OrderContext): Result<Decided> => {
  const { world } = context
  if (world.orders.has(command.order)) return reject({ code: 'hold_exists' })
  const priced = discount(command, context)
  if (!priced.ok) return priced
  const held = command.adopts ? adopt(command, context) : placeNew(command, context)
  return held.ok ? begin(command, priced.value, held.value, context) : held
}

type Placing = Pick<
  OrderCommandOf<'order.place'>,
  'order' | 'number' | 'hold' | 'location' | 'currency' | 'lines' | 'method' | 'plan' | 'customer'
>

/** Begins an order whose things are held; one whose vouchers leave nothing to pay is paid at once (SPEC V9). */
export const begin = (
  command: Placing,
  priced: readonly Discount[],
  { channel, expiresAt, events }: Held,
  context: OrderContext,
): Result<Decided> => {
  const { world, now } = context
  const discounts = [...priced]
  const { order: id, number, hold, location, currency, lines, method, plan, customer = null } = command
  const order: Order = {
    ...{ id, number, state: 'awaiting_payment', hold, channel, location, currency, lines, method },
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
    ...{ endedAt: null, reason: null, carrier: null, parcel: null, packedAt: null },
    ...{ terms: termsAt(command, context), kept: 0, cameBack: 0, toCome: toComeOf(lines), remindFrom: now },
    extendedAt: null,
  }
  world.pools.voucher.spend(hold, discounts)
  const placed = [...events, ...keep(context, order, true)]
  if (order.total > 0) return told(order, placed)
  const settled = settleInFull(order, context)
  return told(settled.order, [...placed, ...settled.events])
}

/** What is agreed with its payer; what was pre-ordered is there, for it is held. */
const termsAt = ({ location, lines, plan }: Placing, { world: { pools } }: OrderContext): Terms | null =>
  termsOf(lines, plan, (sku) => pools.preorder.get(location, sku) ?? null)

/** What the order's vouchers take off; refused where one does not fit it, or its campaign has no money left (SPEC V6). */
export const discount = (
  { lines }: Pick<Placing, 'lines'>,
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

/** What an order has from the moment it begins. */
export interface Held {
  readonly events: OrderEvents
  readonly channel: string
  readonly expiresAt: number
}

/** For how long it may wait for money: as asked, until the first instalment is due, or as long as the channel holds. */
const ttlOf = ({ ttlSeconds, plan: [first] }: OrderCommandOf<'order.place'>, now: number): number | undefined =>
  ttlSeconds ?? (first === undefined ? undefined : Math.max(1, (first.dueAt - now) / 1000))

const placeNew = (command: OrderCommandOf<'order.place'>, { world, giver, now }: OrderContext): Result<Held> => {
  const { hold: id, location, isSold } = command
  const lines = command.lines.map(({ line }) => line)
  const { channel, terminal, staff } = giver
  const customer = customerKeys(command.customer)
  const wanted = { id, location, channel, terminal, staff, customer, lines, ...(isSold === true ? { had: lines } : {}) }
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

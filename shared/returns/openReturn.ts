import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { keep } from '../orders/endOrder.ts'
import { type Order, orderStateAt, type OrderState } from '../orders/orders.ts'
import type { Pieces, ReturnCommandOf } from './returnCommands.ts'
import { keepReturn, type ReturnContext, type ReturnEvents, shift, toldReturn } from './returnWorld.ts'
import type { Return } from './returns.ts'
import { shippedOf } from './shipped.ts'

/** Orders of which something may come back; of one that is returned what no return named before. */
const comesBack: ReadonlySet<OrderState> = new Set(['delivered', 'delivery_failed', 'returning', 'returned'])

/** Says that goods of an order come back (SPEC R1). */
export const openReturn = (
  order: Order,
  { return: id, reason, parcel, lines }: ReturnCommandOf<'return.open'>,
  context: ReturnContext,
): Result<Decided> => {
  const { world, now } = context
  if (world.returns.has(id)) return reject({ code: 'hold_exists' })
  const state = orderStateAt(order, now)
  if (!comesBack.has(state)) return reject({ code: 'order_state', state })
  const undelivered = state === 'delivery_failed' || [...world.returns.values()].some((one) => one.undelivered)
  const left = leftOf(order, world.returns.values())
  const wanted = lines ?? [...left].flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : []))
  if (wanted.length === 0) return reject({ code: 'order_state', state: 'returned' })
  const beyond = placesBeyond(wanted, left)
  if (beyond.length > 0) return reject({ code: 'too_many', lines: beyond })
  const none = { received: 0, sellable: 0, damaged: 0, scrap: 0, short: null }
  const opened: Return = {
    ...{ id, order: order.id, orderNumber: order.number, state: 'returning', location: order.location },
    ...{ receivedIn: null, parcel: parcel ?? order.parcel, reason, undelivered },
    lines: wanted.map(({ sku, quantity }) => ({ sku, expected: quantity, ...none })),
    ...{ openedAt: now, receivedAt: null, inspectedAt: null, closedAt: null },
  }
  const moved = wanted.flatMap(({ sku, quantity }) =>
    shift(context, opened, order.location, sku, 'outside', 'returning', quantity, 'comes back'),
  )
  const { kept, events } = keepReturn(context, opened, null)
  const changed: ReturnEvents =
    state === 'delivery_failed' ? keep(context, { ...order, state: 'returning' }, true).flatMap(onlyOrders) : []
  return toldReturn(kept, [...moved, ...changed, ...events])
}

const onlyOrders = (event: ReturnType<typeof keep>[number]): ReturnEvents =>
  event.type === 'order_changed' ? [event] : []

/** How many pieces of each SKU were shipped and are in no return; what was given up in one has not come back. */
const leftOf = (order: Order, returns: Iterable<Return>): Map<string, number> => {
  const left = new Map(shippedOf(order))
  for (const one of returns)
    for (const { sku, expected } of one.order === order.id ? one.lines : [])
      left.set(sku, (left.get(sku) ?? 0) - expected)
  return left
}

const placesBeyond = (wanted: readonly Pieces[], left: ReadonlyMap<string, number>): number[] =>
  wanted.flatMap(({ sku, quantity }, place) => (quantity > (left.get(sku) ?? 0) ? [place] : []))

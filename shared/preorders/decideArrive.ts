import { accept, expireHold, reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import type { Hold } from '../holds/states.ts'
import type { Line } from '../kinds/registry.ts'
import type { StockEvent } from '../kinds/stock/decide.ts'
import { keep, lapseOrder } from '../orders/endOrder.ts'
import type { OrderContext, OrderEvents } from '../orders/orderWorld.ts'
import type { Arrive } from './commands.ts'

export type ArrivalEvent =
  /** So many pieces of a SKU have come for a hold, which is as it is with them (SPEC G5). */
  | { readonly type: 'arrived'; readonly hold: Hold; readonly sku: string; readonly quantity: number }
  /** Goods have come that nobody waits for: as much less can be pre-ordered. */
  | { readonly type: 'preorder_closed'; readonly location: string; readonly sku: string; readonly quantity: number }

/**
 * Gives goods that have come to those who wait for them, first come first; what is left over is for sale (SPEC G4). The holds of all who wait have to
 * be in this world: whose promise is over by now is ended on the way.
 */
export const decideArrive = (
  command: Arrive,
  context: Pick<OrderContext, 'world' | 'now' | 'newId'>,
): Result<Decided> => {
  const { pools } = context.world
  const { sku, location, quantity, reference } = command
  if (pools.preorder.get(location, sku) === undefined)
    return reject({ code: 'not_found', what: 'preorder', id: `${location}/${sku}` })
  const orderOf = new Map([...context.world.orders.values()].map((order) => [order.hold, order.id]))
  const events: (OrderEvents[number] | ArrivalEvent | StockEvent)[] = []
  let left = quantity
  for (const claim of pools.preorder.queue(location, sku)) {
    if (left === 0) break
    const order = orderOf.get(claim.hold)
    const lapsed = order === undefined ? expireHold(context.world, claim.hold, context.now) : lapseOrder(context, order)
    events.push(...lapsed)
    if (lapsed.length > 0) continue
    const given = Math.min(left, claim.waiting)
    left -= given
    pools.preorder.arrive(claim, given)
    events.push(...give(context, claim.hold, sku, given, order))
  }
  if (left > 0) {
    const closed = pools.preorder.close(location, sku, left)
    if (closed > 0) events.push({ type: 'preorder_closed', location, sku, quantity: closed })
    pools.stock.change(location, sku, { onHand: left })
    const reason = reference === undefined ? 'arrived' : `arrived: ${reference}`
    const moved = { type: 'moved', location, sku, quantity: left, hold: null, order: null, reason } as const
    events.push({ ...moved, from: 'outside', to: 'available' })
  }
  const outcome = { type: 'arrived', sku, location, promised: quantity - left, forSale: left } as const
  return accept({ outcome, events })
}

/** Turns what has come of a hold's claim into a claim on stock. The goods of a confirmed hold have left it (SPEC S2). */
const give = (
  { world }: Pick<OrderContext, 'world'>,
  id: string,
  sku: string,
  quantity: number,
  order: string | undefined,
): readonly (OrderEvents[number] | ArrivalEvent)[] => {
  const before = world.holds.get(id)
  if (before === undefined) throw new Error(`goods came for hold ${id}, which was not looked at`)
  const hold: Hold = { ...before, lines: withArrived(before.lines, sku, quantity) }
  world.holds.set(id, hold)
  world.pools.stock.arrive(hold.location, sku, quantity, hold)
  const arrived = { type: 'arrived', hold, sku, quantity } as const
  const waited = order === undefined ? undefined : world.orders.get(order)
  if (waited === undefined) return [arrived]
  const now = { ...waited, toCome: waited.toCome - quantity }
  const kept = keep({ world }, now, false)
  return [arrived, ...kept, ...(now.toCome > 0 ? [] : [{ type: 'order_told', order: now, as: 'arrived' } as const])]
}

/** These lines once so many pieces of a SKU that they waited for have come. */
export const withArrived = (lines: readonly Line[], sku: string, quantity: number): Line[] =>
  lines.reduce<Line[]>((before, line) => {
    if (line.kind !== 'preorder' || line.sku !== sku) return [...before, line]
    const last = before.at(-1)
    const rest: Line[] = line.quantity > quantity ? [{ ...line, quantity: line.quantity - quantity }] : []
    if (last?.kind === 'stock' && last.sku === sku)
      return [...before.slice(0, -1), { ...last, quantity: last.quantity + quantity }, ...rest]
    return [...before, { kind: 'stock', sku, quantity }, ...rest]
  }, [])

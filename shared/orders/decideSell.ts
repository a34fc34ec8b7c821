import { endHold, type HoldEvent, type World } from '../holds/decide.ts'
import { isLive } from '../holds/states.ts'
import type { Decided, NewId } from '../holds/settle.ts'
import type { DiscrepancyRaised, StockMoved } from '../kinds/stock/decide.ts'
import type { EpochMs } from '../time.ts'
import type { Sell } from './sell.ts'

/** A counter sale to be kept as an order. */
export interface Sold {
  readonly type: 'sold'
  readonly sell: Sell
}

export type SellEvent = Sold

/**
 * Books a counter sale (SPEC S6). Holds of its lines that live are confirmed as far as they cover the lines; everything else
 * leaves from what is there, and what is not there is a discrepancy. Never refuses: the goods are gone.
 */
export const decideSell = (world: World, sell: Sell, now: EpochMs, newId: NewId): Decided => {
  const events: (HoldEvent | StockMoved | DiscrepancyRaised | Sold)[] = [{ type: 'sold', sell }]
  const covered = new Map<string, number>()
  for (const id of new Set(sell.lines.flatMap((line) => line.hold ?? []))) {
    const hold = world.holds.get(id)
    if (hold === undefined || !isLive(hold, now) || hold.location !== sell.location) continue
    const confirmed = endHold(world, id, 'confirmed', null, now)
    if (!confirmed.ok) continue
    events.push(...confirmed.value.events)
    for (const line of hold.lines)
      if (line.kind === 'stock') covered.set(line.sku, (covered.get(line.sku) ?? 0) + line.quantity)
  }
  const sold = new Map<string, number>()
  for (const line of sell.lines) sold.set(line.sku, (sold.get(line.sku) ?? 0) + line.quantity)

  const discrepancies: DiscrepancyRaised[] = []
  for (const sku of new Set([...sold.keys(), ...covered.keys()])) {
    // A hold may cover more than was sold (the customer left one behind): the rest comes back.
    const beyond = (sold.get(sku) ?? 0) - (covered.get(sku) ?? 0)
    if (beyond === 0) continue
    const { location, order } = sell
    const moved = { type: 'moved', location, sku, quantity: Math.abs(beyond), hold: null, order } as const
    if (beyond < 0) {
      world.pools.stock.change(location, sku, { onHand: -beyond })
      events.push({ ...moved, from: 'outside', to: 'available', reason: 'not sold' })
      continue
    }
    const missing = world.pools.stock.force(location, sku, -beyond)
    events.push({ ...moved, from: 'available', to: 'outside', reason: 'sold' })
    if (missing > 0)
      discrepancies.push({
        type: 'discrepancy',
        id: newId(),
        kind: 'oversold',
        location,
        sku,
        quantity: missing,
        order,
      })
  }
  return {
    outcome: {
      type: 'sold',
      order: sell.order,
      discrepancies: discrepancies.map(({ id, sku, quantity }) => ({ id, sku, quantity })),
    },
    events: [...events, ...discrepancies],
  }
}

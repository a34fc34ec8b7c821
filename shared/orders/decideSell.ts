import { endHold, type HoldEvent, type World } from '../holds/decide.ts'
import type { DiscrepancyRaised } from '../holds/discrepancies.ts'
import type { Decided, Giver, NewId } from '../holds/settle.ts'
import { type Hold, isLive } from '../holds/states.ts'
import { takeForGood } from '../holds/takeForGood.ts'
import { askRules, type Line, stockLinesOf } from '../kinds/registry.ts'
import type { StockMoved } from '../kinds/stock/decide.ts'
import type { StockLine } from '../kinds/stock/schema.ts'
import type { Placed } from '../kinds/types.ts'
import type { EpochMs } from '../time.ts'
import type { Sell } from './sell.ts'

/** A counter sale to be kept as an order. */
export interface Sold {
  readonly type: 'sold'
  readonly sell: Sell
  /** By line: the hold under which it was sold; null if there is none. */
  readonly holds: readonly (string | null)[]
}

export type SellEvent = Sold

export interface SellContext {
  readonly world: World
  readonly giver: Giver
  readonly now: EpochMs
  readonly newId: NewId
}

const keyOf = (line: Line): string => `${line.kind} ${askRules(line, (rules, one) => rules.keyOf(one))}`

/**
 * Books a counter sale (SPEC S6). Holds of its lines that live are confirmed as far as they cover the lines; everything else is taken from what is
 * there, and what is not there is a discrepancy. Never refuses: it has happened.
 */
export const decideSell = (sell: Sell, context: SellContext): Decided => {
  const { world, giver, now, newId } = context
  const { location, order } = sell
  const { confirmed, events: ended } = endHolds(sell, context)
  const covers = new Map(confirmed.flatMap(({ id, lines }) => lines.map((line) => [keyOf(line), id] as const)))
  const holds = sell.lines.map(({ line, hold = null }) => {
    if (line.kind === 'stock') return hold
    const cover = covers.get(keyOf(line)) ?? null
    covers.delete(keyOf(line))
    return cover
  })
  const rest = sell.lines.flatMap(({ line }, index): Placed<Line>[] =>
    line.kind === 'stock' || holds[index] !== null ? [] : [{ line, index }],
  )
  const { channel, ttlSeconds, terminal, staff } = giver
  const wanted = { id: newId(), location, channel, ttlSeconds, terminal, staff }
  const { events: given, taken, misfits } = takeForGood(world, wanted, rest, now)
  const sold = holds.map((hold, index) => (taken.has(index) ? wanted.id : hold))
  const stock = sellStock(sell, confirmed, context)
  const common = { type: 'discrepancy', location, order } as const
  const discrepancies: readonly DiscrepancyRaised[] = [
    ...stock.missing.map(({ sku, quantity }) => ({ ...common, id: newId(), kind: 'oversold' as const, sku, quantity })),
    ...misfits.map(({ line: { kind, sku } }) => ({ ...common, id: newId(), kind, sku, quantity: 1 })),
    ...spendVouchers(sell, sold, world).map((sku) => ({
      ...{ ...common, id: newId(), kind: 'over_budget' as const, sku, quantity: 1 },
    })),
  ]
  return {
    outcome: {
      type: 'sold',
      order,
      discrepancies: discrepancies.map(({ id, sku, quantity }) => ({ id, sku, quantity })),
    },
    events: [{ type: 'sold', sell, holds: sold }, ...ended, ...given, ...stock.moved, ...discrepancies],
  }
}

/** Notes what the sale's vouchers took off, of those that it has (SPEC S7). @returns codes that took more than their campaigns had left */
const spendVouchers = (
  { lines, discounts = [] }: Sell,
  holds: readonly (string | null)[],
  { pools }: World,
): readonly string[] => {
  const holdOf = new Map(
    lines.flatMap(({ line }, index) => (line.kind === 'voucher' ? [[line.code, holds[index]]] : [])),
  )
  const had = discounts.filter(({ code }) => holdOf.get(code) != null)
  const beyond = pools.voucher.beyondBudget(had)
  for (const discount of had) pools.voucher.spend(holdOf.get(discount.code) ?? '', [discount])
  return beyond
}

/**
 * Ends the holds that the lines name and that live. One with more than was sold is released, and what was sold of it is taken anew at once: its
 * claims never change (SPEC H6). Of stock the rest comes back piece by piece.
 */
const endHolds = (sell: Sell, { world, now }: SellContext): { confirmed: readonly Hold[]; events: HoldEvent[] } => {
  const sold = new Set(sell.lines.map(({ line }) => keyOf(line)))
  const confirmed: Hold[] = []
  const events: HoldEvent[] = []
  for (const id of new Set(sell.lines.flatMap((line) => line.hold ?? []))) {
    const hold = world.holds.get(id)
    if (hold === undefined || !isLive(hold, now) || hold.location !== sell.location) continue
    const isWhole = hold.lines.every((line) => line.kind === 'stock' || sold.has(keyOf(line)))
    const ended = isWhole
      ? endHold(world, id, 'confirmed', null, now)
      : endHold(world, id, 'released', 'sold in part', now)
    if (!ended.ok) continue
    events.push(...ended.value.events)
    if (isWhole) confirmed.push(ended.value.hold)
  }
  return { confirmed, events }
}

const piecesBySku = (lines: readonly StockLine[]): Map<string, number> => {
  const pieces = new Map<string, number>()
  for (const { sku, quantity } of lines) pieces.set(sku, (pieces.get(sku) ?? 0) + quantity)
  return pieces
}

/** Moves what was sold beyond what its holds covered, and back what they covered beyond what was sold. */
const sellStock = (
  { location, order, lines }: Sell,
  confirmed: readonly Hold[],
  { world }: SellContext,
): { moved: readonly StockMoved[]; missing: readonly { readonly sku: string; readonly quantity: number }[] } => {
  const sold = piecesBySku(stockLinesOf(lines.map(({ line }) => line)))
  const covered = piecesBySku(stockLinesOf(confirmed.flatMap((hold) => hold.lines)))
  const moved: StockMoved[] = []
  const missing: { sku: string; quantity: number }[] = []
  for (const sku of new Set([...sold.keys(), ...covered.keys()])) {
    const beyond = (sold.get(sku) ?? 0) - (covered.get(sku) ?? 0)
    if (beyond === 0) continue
    const common = { type: 'moved', location, sku, quantity: Math.abs(beyond), hold: null, order } as const
    if (beyond < 0) {
      // The customer left one behind.
      world.pools.stock.change(location, sku, { onHand: -beyond })
      moved.push({ ...common, from: 'outside', to: 'available', reason: 'not sold' })
      continue
    }
    const quantity = world.pools.stock.force(location, sku, -beyond)
    moved.push({ ...common, from: 'available', to: 'outside', reason: 'sold' })
    if (quantity > 0) missing.push({ sku, quantity })
  }
  return { moved, missing }
}

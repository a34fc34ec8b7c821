import type { End } from '../../holds/states.ts'
import { hadOf } from '../hadOf.ts'
import { mergeBySku } from '../mergeBySku.ts'
import type { Conflict, Holder, LineRules, Missing, Placed, PoolSet, Taker } from '../types.ts'
import type { BuyerLimit } from './buyers.ts'
import { counted, leftUnderCap } from './limits.ts'
import type { Bucket, StockLine, StockPool } from './schema.ts'

/** What can be promised now (SPEC S1). Negative when the pool is in shortfall or below its safety stock. */
export const availableOf = (pool: Pick<StockPool, 'onHand' | 'held' | 'allotted' | 'safetyStock'>): number =>
  pool.onHand - pool.held - pool.allotted - pool.safetyStock

/** The key under which a pool is found; a slash cannot stand in a code. */
export const stockKey = (location: string, sku: string): string => `${location}/${sku}`

/** The shortfall that is left after a pool changed: it only shrinks here (SPEC S4). */
const shrunk = (pool: StockPool): number =>
  Math.max(0, Math.min(pool.shortfall, pool.held + pool.allotted - pool.onHand))

export type StockConflict = 'sold_out' | 'limit_reached' | 'not_listed'

export interface LimitsThen {
  readonly alone: ReadonlySet<string>
  readonly revision: number | null
  /** What buyers have of pools of which each may have so many (SPEC F8), by their keys. */
  readonly buyers?: ReadonlyMap<string, BuyerLimit>
}

/** Who takes stock; of what is taken in a booking only the channel is asked. */
type StockTaker = Pick<Taker, 'channel'> & Partial<Pick<Taker, 'hold' | 'customer' | 'terminal' | 'had'>>

/** Stock pools as a decision sees them: the start values and what was decided since. */
export class StockPools implements PoolSet<StockLine, StockConflict> {
  private readonly pools = new Map<string, StockPool>()

  /** The pools that were changed since, by key. */
  private readonly touched = new Set<string>()

  /** What was moved between bins since, by key. */
  private readonly bins = new Map<string, Map<Bucket, number>>()

  /**
   * @param unknownLocations locations that a request named and that do not exist
   * @param limits of which of them a channel has a limit for the SKU alone, and how often limits were said by then
   */
  constructor(
    pools: Iterable<StockPool>,
    private readonly unknownLocations: ReadonlySet<string> = new Set(),
    readonly limits: LimitsThen = { alone: new Set(), revision: null },
  ) {
    for (const pool of pools) this.pools.set(stockKey(pool.location, pool.sku), pool)
  }

  get(location: string, sku: string): StockPool | undefined {
    return this.pools.get(stockKey(location, sku))
  }

  /** All pools, as they are now. */
  all(): IterableIterator<StockPool> {
    return this.pools.values()
  }

  /** Takes in the start value of one more pool, unless it is there. */
  add(pool: StockPool): void {
    const key = stockKey(pool.location, pool.sku)
    if (!this.pools.has(key)) this.pools.set(key, pool)
  }

  /** The pools whose figures were set since the start, as they are now. */
  *changed(): Generator<StockPool> {
    for (const key of this.touched) {
      const pool = this.pools.get(key)
      if (pool !== undefined) yield pool
    }
  }

  available(location: string, sku: string): number {
    const pool = this.get(location, sku)
    return pool === undefined ? 0 : availableOf(pool)
  }

  missing(location: string, lines: readonly Pick<StockLine, 'sku'>[]): Missing | null {
    if (this.unknownLocations.has(location)) return { what: 'location', id: location }
    const line = lines.find(({ sku }) => this.get(location, sku) === undefined)
    return line === undefined ? null : { what: 'sku', id: line.sku }
  }

  check(location: string, lines: readonly Placed<StockLine>[], taker: StockTaker): Conflict<StockConflict>[] {
    const { channel } = taker
    return lines.flatMap(({ line: { sku, quantity }, index }): Conflict<StockConflict>[] => {
      const pool = this.get(location, sku)
      if (pool?.isUnlisted === true && quantity > hadOf(taker.had, 'stock', sku))
        return [{ line: index, code: 'not_listed' }]
      const limits = pool?.limits
      const there = this.available(location, sku) - (limits?.get(channel)?.safetyStock ?? 0)
      const allowed = Math.min(leftUnderCap(limits, channel), this.leftForBuyer(location, sku, taker))
      if (quantity <= Math.min(there, allowed)) return []
      const code = quantity > there ? 'sold_out' : 'limit_reached'
      return [{ line: index, code, available: Math.max(0, Math.min(there, allowed)) }]
    })
  }

  /** How many more a buyer may have. Counters have no limits, for what is taken there lies before them (SPEC K4). */
  private leftForBuyer(location: string, sku: string, { customer = [], terminal }: StockTaker): number {
    const limit = terminal === null ? this.buyersOf(location, sku) : undefined
    return limit === undefined ? Number.POSITIVE_INFINITY : limit.left(customer)
  }

  private buyersOf(location: string, sku: string): BuyerLimit | undefined {
    const { buyers } = this.limits
    return buyers === undefined || buyers.size === 0 ? undefined : buyers.get(stockKey(location, sku))
  }

  take(location: string, lines: readonly StockLine[], { channel, hold, customer = [], terminal }: StockTaker): void {
    for (const { sku, quantity } of lines) {
      const before = this.get(location, sku) ?? emptyPool(location, sku)
      const held = before.held + quantity
      // What fits leaves no shortfall. Where a hold is put back that was promised more than is there, so much is short again as was before.
      this.set({ ...before, held, shortfall: Math.max(0, held + before.allotted - before.onHand) })
      this.count(location, sku, channel, quantity)
      if (terminal === null && hold !== undefined) this.buyersOf(location, sku)?.take(hold, customer, quantity)
    }
  }

  end(location: string, lines: readonly StockLine[], end: End, { id, channel }: Holder): void {
    for (const { sku, quantity } of lines) {
      this.change(location, sku, end === 'confirmed' ? { held: -quantity, onHand: -quantity } : { held: -quantity })
      // What is sold stays under the cap (SPEC K2).
      if (end === 'confirmed') continue
      this.count(location, sku, channel, -quantity)
      this.buyersOf(location, sku)?.end(id)
    }
  }

  giveBack(location: string, lines: readonly StockLine[], holder: Holder): void {
    for (const { sku, quantity } of lines) {
      this.change(location, sku, { onHand: quantity })
      this.countSold(location, sku, holder, -quantity)
      this.buyersOf(location, sku)?.end(holder.id)
    }
  }

  /** What was promised before it was there has come for a hold (SPEC G5): held if that is, else it has left at once. */
  arrive(location: string, sku: string, quantity: number, holder: Holder): void {
    if (holder.endedAt !== null) {
      this.countSold(location, sku, holder, quantity)
      return
    }
    this.change(location, sku, { onHand: quantity, held: quantity })
    this.count(location, sku, holder.channel, quantity)
  }

  /** Adds to a pool's figures, making the pool if it was never counted; the shortfall may shrink by it. */
  change(location: string, sku: string, by: { onHand?: number; held?: number }): void {
    const before = this.get(location, sku) ?? emptyPool(location, sku)
    const after = { ...before, onHand: before.onHand + (by.onHand ?? 0), held: before.held + (by.held ?? 0) }
    this.set({ ...after, shortfall: shrunk(after) })
  }

  /**
   * Changes on hand by a fact, which cannot be refused (SPEC C5). What does not fit becomes shortfall.
   * @returns by how much the shortfall grew, in pieces
   */
  force(location: string, sku: string, onHand: number): number {
    const before = this.get(location, sku) ?? emptyPool(location, sku)
    const after = { ...before, onHand: before.onHand + onHand }
    const shortfall = Math.max(0, after.held + after.allotted - after.onHand)
    this.set({ ...after, shortfall })
    return Math.max(0, shortfall - before.shortfall)
  }

  /** Moves pieces between bins. Only what is in `available` counts for what can be promised; the other bins are told by `shifted`. */
  shift(location: string, sku: string, from: Bucket, to: Bucket, quantity: number): void {
    this.change(location, sku, {
      onHand: (to === 'available' ? quantity : 0) - (from === 'available' ? quantity : 0),
    })
    const key = stockKey(location, sku)
    const bins = this.bins.get(key) ?? new Map<Bucket, number>()
    bins.set(from, (bins.get(from) ?? 0) - quantity)
    bins.set(to, (bins.get(to) ?? 0) + quantity)
    this.bins.set(key, bins)
  }

  /** By how much the pieces in a bin have become more since the start. */
  shifted({ location, sku }: Pick<StockPool, 'location' | 'sku'>, bin: Bucket): number {
    return this.bins.get(stockKey(location, sku))?.get(bin) ?? 0
  }

  /** A channel has so many more of a pool, or fewer: its cap knows. */
  private count(location: string, sku: string, channel: string, by: number): void {
    const pool = this.get(location, sku)
    if (pool?.limits?.get(channel)?.cap == null) return
    this.set({ ...pool, limits: counted(pool.limits, channel, by) })
  }

  /** The same of what was sold: it counts only if it was sold since the counting began. */
  private countSold(location: string, sku: string, { channel, endedAt }: Holder, by: number): void {
    const cap = this.get(location, sku)?.limits?.get(channel)?.cap
    if (cap != null && endedAt !== null && endedAt >= cap.since) this.count(location, sku, channel, by)
  }

  private set(pool: StockPool): void {
    const key = stockKey(pool.location, pool.sku)
    this.pools.set(key, pool)
    this.touched.add(key)
  }
}

/** A pool of something that was never here. */
export const emptyPool = (location: string, sku: string): StockPool => ({
  location,
  sku,
  onHand: 0,
  held: 0,
  allotted: 0,
  safetyStock: 0,
  shortfall: 0,
})

export const stockLines: LineRules<StockLine> = {
  merge: mergeBySku,
  keyOf: ({ sku }) => sku,
  misfitOf: ({ sku }) => ({ kind: 'oversold', sku }),
}

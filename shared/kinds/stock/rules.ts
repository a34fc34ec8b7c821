import type { End } from '../../holds/states.ts'
import { mergeBySku } from '../mergeBySku.ts'
import type { Conflict, LineRules, Missing, Placed, PoolSet } from '../types.ts'
import type { Bucket, StockLine, StockPool } from './schema.ts'

/** What can be promised now (SPEC S1). Negative when the pool is in shortfall or below its safety stock. */
export const availableOf = (pool: Pick<StockPool, 'onHand' | 'held' | 'allotted' | 'safetyStock'>): number =>
  pool.onHand - pool.held - pool.allotted - pool.safetyStock

/** The key under which a pool is found; a slash cannot stand in a code. */
export const stockKey = (location: string, sku: string): string => `${location}/${sku}`

/** The shortfall that is left after a pool changed: it only shrinks here (SPEC S4). */
const shrunk = (pool: StockPool): number =>
  Math.max(0, Math.min(pool.shortfall, pool.held + pool.allotted - pool.onHand))

/** Stock pools as a decision sees them: the start values and what was decided since. */
export class StockPools implements PoolSet<StockLine, 'sold_out'> {
  private readonly pools = new Map<string, StockPool>()

  /** The pools that were changed since, by key. */
  private readonly touched = new Set<string>()

  /** What was moved between bins since, by key. */
  private readonly bins = new Map<string, Map<Bucket, number>>()

  /** @param unknownLocations locations that a request named and that do not exist */
  constructor(
    pools: Iterable<StockPool>,
    private readonly unknownLocations: ReadonlySet<string> = new Set(),
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

  missing(location: string, lines: readonly StockLine[]): Missing | null {
    if (this.unknownLocations.has(location)) return { what: 'location', id: location }
    const line = lines.find(({ sku }) => this.get(location, sku) === undefined)
    return line === undefined ? null : { what: 'sku', id: line.sku }
  }

  check(location: string, lines: readonly Placed<StockLine>[]): Conflict<'sold_out'>[] {
    const conflicts: Conflict<'sold_out'>[] = []
    for (const { line, index } of lines) {
      const available = this.available(location, line.sku)
      if (line.quantity > available)
        conflicts.push({ line: index, code: 'sold_out', available: Math.max(0, available) })
    }
    return conflicts
  }

  take(location: string, lines: readonly StockLine[]): void {
    for (const line of lines) this.change(location, line.sku, { held: line.quantity })
  }

  end(location: string, lines: readonly StockLine[], end: End): void {
    for (const { sku, quantity } of lines)
      this.change(location, sku, end === 'confirmed' ? { held: -quantity, onHand: -quantity } : { held: -quantity })
  }

  giveBack(location: string, lines: readonly StockLine[]): void {
    for (const { sku, quantity } of lines) this.change(location, sku, { onHand: quantity })
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

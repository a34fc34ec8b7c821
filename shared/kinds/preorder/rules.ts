import type { End } from '../../holds/states.ts'
import type { EpochMs } from '../../time.ts'
import { hadOf } from '../hadOf.ts'
import { mergeBySku } from '../mergeBySku.ts'
import type { Conflict, Holder, LineRules, Missing, Placed, PoolSet, Taker } from '../types.ts'
import type { PreorderLine, PreorderPool } from './schema.ts'

/** A promise that waits for its goods. */
export interface PreorderClaim {
  readonly hold: string
  readonly location: string
  readonly sku: string
  /** Pieces that are still to come. */
  readonly waiting: number
  /** Goods are given out in the order of these. */
  readonly place: number
}

/** How many may be pre-ordered now (SPEC G1, G2). */
export const preorderable = (
  { quantity, promised, arrived, releaseAt }: Pick<PreorderPool, 'quantity' | 'promised' | 'arrived' | 'releaseAt'>,
  now: EpochMs,
): number => (releaseAt <= now ? 0 : quantity - promised - arrived)

export type PreorderConflict = 'sold_out' | 'not_listed'

const keyOf = (location: string, sku: string): string => `${location}/${sku}`

/** The pools of goods to come that a decision can see: how they were at the start, and what was decided since. */
export class PreorderPools implements PoolSet<PreorderLine, PreorderConflict> {
  private readonly pools: Map<string, PreorderPool>
  private readonly touched = new Set<string>()
  /** Promises by hold and pool, of the pools to which goods come. */
  private readonly claims: Map<string, PreorderClaim>
  /** Promises that ended here, should their hold have to be put back. */
  private readonly ended = new Map<string, PreorderClaim>()
  private lastPlace: number

  constructor(pools: Iterable<PreorderPool>, claims: Iterable<PreorderClaim> = []) {
    this.pools = new Map([...pools].map((pool) => [keyOf(pool.location, pool.sku), pool]))
    this.claims = new Map([...claims].map((claim) => [claimKey(claim.hold, claim.location, claim.sku), claim]))
    this.lastPlace = [...this.claims.values()].reduce((last, { place }) => Math.max(last, place), 0)
  }

  get(location: string, sku: string): PreorderPool | undefined {
    return this.pools.get(keyOf(location, sku))
  }

  /** The pools whose figures were changed since the start, as they are now. */
  changed(): PreorderPool[] {
    return [...this.touched].flatMap((key) => this.pools.get(key) ?? [])
  }

  missing(location: string, lines: readonly PreorderLine[]): Missing | null {
    const line = lines.find(({ sku }) => this.get(location, sku) === undefined)
    return line === undefined ? null : { what: 'preorder', id: keyOf(location, line.sku) }
  }

  check(location: string, lines: readonly Placed<PreorderLine>[], { now, had }: Taker): Conflict<PreorderConflict>[] {
    return lines.flatMap(({ line, index }): Conflict<PreorderConflict>[] => {
      const pool = this.get(location, line.sku)
      if (pool?.isUnlisted === true && line.quantity > hadOf(had, 'preorder', line.sku))
        return [{ line: index, code: 'not_listed' }]
      const available = pool === undefined ? 0 : Math.max(0, preorderable(pool, now))
      return line.quantity > available ? [{ line: index, code: 'sold_out', available }] : []
    })
  }

  take(location: string, lines: readonly PreorderLine[], { hold }: Taker): void {
    for (const { sku, quantity } of lines) {
      this.change(location, sku, { promised: quantity })
      const key = claimKey(hold, location, sku)
      this.claims.set(key, this.ended.get(key) ?? { hold, location, sku, waiting: quantity, place: this.nextPlace() })
    }
  }

  /** A confirmed hold stays promised until its goods come; any other end gives back (SPEC G3). */
  end(location: string, lines: readonly PreorderLine[], end: End, holder: Holder): void {
    if (end !== 'confirmed') this.giveBack(location, lines, holder)
  }

  giveBack(location: string, lines: readonly PreorderLine[], { id: hold }: Holder): void {
    for (const { sku, quantity } of lines) {
      this.change(location, sku, { promised: -quantity })
      const key = claimKey(hold, location, sku)
      const claim = this.claims.get(key)
      if (claim === undefined) continue
      this.claims.delete(key)
      this.ended.set(key, claim)
    }
  }

  /** Who waits for goods of a pool, first come first (SPEC G4). Only of pools to which goods come. */
  queue(location: string, sku: string): PreorderClaim[] {
    return [...this.claims.values()]
      .filter((claim) => claim.location === location && claim.sku === sku)
      .toSorted((one, other) => one.place - other.place)
  }

  /** Goods have come for a promise. */
  arrive({ hold, location, sku, waiting, place }: PreorderClaim, quantity: number): void {
    this.change(location, sku, { promised: -quantity, arrived: quantity })
    const key = claimKey(hold, location, sku)
    if (waiting === quantity) this.claims.delete(key)
    else this.claims.set(key, { hold, location, sku, waiting: waiting - quantity, place })
  }

  /** Goods have come that nobody waits for: as much less can be pre-ordered. @returns how much less */
  close(location: string, sku: string, quantity: number): number {
    const pool = this.get(location, sku)
    if (pool === undefined) return 0
    const closed = Math.min(quantity, pool.quantity - pool.promised - pool.arrived)
    if (closed > 0) this.change(location, sku, { arrived: closed })
    return closed
  }

  private change(location: string, sku: string, by: { promised?: number; arrived?: number }): void {
    const pool = this.get(location, sku)
    // A terminal knows of no such pools.
    if (pool === undefined) return
    const { promised = 0, arrived = 0 } = by
    this.pools.set(keyOf(location, sku), {
      ...pool,
      promised: pool.promised + promised,
      arrived: pool.arrived + arrived,
    })
    this.touched.add(keyOf(location, sku))
  }

  private nextPlace(): number {
    this.lastPlace += 1
    return this.lastPlace
  }
}

const claimKey = (hold: string, location: string, sku: string): string => `${hold} ${keyOf(location, sku)}`

export const preorderLines: LineRules<PreorderLine> = {
  merge: mergeBySku,
  keyOf: ({ sku }) => sku,
  misfitOf: ({ sku }) => ({ kind: 'oversold', sku }),
  // Goods come.
  mayChange: true,
}

/** So many of a pool, by its key (`stockKey`). */
export interface Want {
  readonly pool: string
  readonly quantity: number
}

/** What one request asks for of pools on flash sale, each pool once. */
export interface Wish {
  readonly wants: readonly Want[]
  /** It asks for nothing else: then the gate may refuse it. */
  readonly isWhole: boolean
}

/** What was let through, to be settled once there is a verdict. */
export interface Ticket {
  /** Which count it is in. */
  readonly by: string
  readonly wants: readonly Want[]
  /** The generation in which each want is counted; null: it is not. */
  readonly generations: readonly (string | null)[]
}

export type Passage =
  /** These of its pools have nothing left. */
  | { readonly type: 'refused'; readonly soldOut: readonly string[] }
  /** `isSeen`: all its pools were known, by a look that is fresh. */
  | { readonly type: 'through'; readonly ticket: Ticket; readonly isSeen: boolean }

/** How much there is of a pool, as the database told it at a position of the feed; overdue holds count for nothing. */
export interface Look {
  readonly pool: string
  readonly available: number
  readonly position: number
}

/** What the gate counts by: in this process, or in Redis for all hubs. */
export interface GateCounter {
  /** Lets a request through, and counts it if it fits; or refuses it (SPEC F2). */
  take(wish: Wish): Passage | Promise<Passage>
  /** Says what became of it: taken at a position of the feed, or (null) not taken. */
  settle(ticket: Ticket, position: number | null): void
  /** Takes in what the database tells. @returns by how much each count was wrong; null where there was none, or what is told is old */
  look(looks: readonly Look[]): readonly (number | null)[] | Promise<readonly (number | null)[]>
  /** Something came back at this position: until somebody has looked at it, these pools refuse nobody. */
  doubt(pools: readonly string[], position: number): void | Promise<void>
}

/** A look that is older refuses nobody. */
export const freshForMs = 1_000
/** While nobody commits anything, what was let through counts for so long: whoever has it may have died. */
export const countsForMs = 2_000

interface Pool {
  /** Changes with a look at another position, since what was let through before may or may not be in what was told; and after a while in any case. */
  generation: string
  begunAt: number
  available: number
  position: number
  lookedAt: number
  doubtedAt: number
  left: number
}

export interface CounterOptions {
  readonly name: string
  readonly now: () => number
  readonly newGeneration: () => string
  readonly freshForMs?: number
  readonly countsForMs?: number
}

/** The count of one hub, in its memory. What the scripts for Redis do is the same, and a test holds the two side by side. */
export class MemoryCounter implements GateCounter {
  private readonly pools = new Map<string, Pool>()

  constructor(private readonly options: CounterOptions) {}

  take({ wants, isWhole }: Wish): Passage {
    const found = wants.map(({ pool }) => this.pools.get(pool))
    const isSeen = found.every((pool) => pool !== undefined && this.isFresh(pool))
    if (isWhole && isSeen) {
      const soldOut = wants.filter((_, n) => (found[n]?.left ?? 1) <= 0).map(({ pool }) => pool)
      const isTold = wants.every(({ quantity }, n) => (found[n]?.left ?? 1) <= 0 || (found[n]?.left ?? 0) >= quantity)
      if (soldOut.length > 0 && isTold) return { type: 'refused', soldOut }
    }
    // What does not fit will be refused by the arbiter, which tells how much there is: it must not make others believe that nothing is.
    const fits = wants.every(({ quantity }, n) => (found[n]?.left ?? quantity) >= quantity)
    if (fits)
      wants.forEach(({ quantity }, n) => {
        const pool = found[n]
        if (pool !== undefined) pool.left -= quantity
      })
    const generations = found.map((pool) => (fits ? (pool?.generation ?? null) : null))
    return { type: 'through', ticket: { by: this.options.name, wants, generations }, isSeen }
  }

  private isFresh({ lookedAt, position, doubtedAt }: Pool): boolean {
    return lookedAt >= this.options.now() - (this.options.freshForMs ?? freshForMs) && position >= doubtedAt
  }

  settle({ wants, generations }: Ticket, position: number | null): void {
    wants.forEach(({ pool: key, quantity }, n) => {
      const pool = this.pools.get(key)
      if (pool === undefined) return
      const isCounted = generations[n] === pool.generation
      if (position === null) pool.left += isCounted ? quantity : 0
      else if (!isCounted && position > pool.position) pool.left -= quantity
    })
  }

  look(looks: readonly Look[]): (number | null)[] {
    return looks.map((look) => this.lookAt(look))
  }

  private lookAt({ pool: key, available, position }: Look): number | null {
    const lookedAt = this.options.now()
    const before = this.pools.get(key)
    if (before === undefined) {
      const generation = this.options.newGeneration()
      this.pools.set(key, {
        generation,
        begunAt: lookedAt,
        available,
        position,
        lookedAt,
        doubtedAt: 0,
        left: available,
      })
      return null
    }
    if (position < before.position) return null
    const isNew = position > before.position || lookedAt - before.begunAt >= (this.options.countsForMs ?? countsForMs)
    const left = isNew ? available : before.left + available - before.available
    const difference = left - before.left
    const generation = isNew ? this.options.newGeneration() : before.generation
    const begunAt = isNew ? lookedAt : before.begunAt
    Object.assign(before, { generation, begunAt, available, position, lookedAt, left })
    return difference
  }

  doubt(pools: readonly string[], position: number): void {
    for (const key of pools) {
      const pool = this.pools.get(key)
      if (pool !== undefined) pool.doubtedAt = Math.max(pool.doubtedAt, position)
    }
  }

  /** What is left of a pool by this count; null if it was never looked at. */
  left(key: string): number | null {
    return this.pools.get(key)?.left ?? null
  }
}

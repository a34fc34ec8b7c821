import type { Logger } from 'pino'
import { isFault } from '../db/faults.ts'
import type { GateCounter, Look } from './counter.ts'

export interface LookerOptions {
  readonly counter: GateCounter
  readonly read: (pools: readonly string[]) => Promise<readonly Look[]>
  readonly now: () => number
  readonly log: Logger
  /** By how many pieces the count of all pools together was wrong. */
  readonly onDifference: (pieces: number) => void
  /** Commits that come within this time are looked at once. */
  readonly gatherMs?: number
  readonly tickMs?: number
  readonly reconcileMs?: number
}

/** A pool for which nobody has asked for so long is looked at with all others only, until it is forgotten. */
const askedForMs = 2_000
const rememberedMs = 600_000
/** Of more pools than this only the first are looked at; the others refuse nobody. */
const mostPools = 10_000
/** Longer than this nobody waits for a look: then the database has other troubles. */
const patienceMs = 250

/**
 * Looks at the database for the gate: at pools that are asked for whenever somebody commits, and a few times a second since a deadline passes without a
 * commit; at all that were asked for lately now and then. Never twice at a time, and not at all while nobody asks.
 */
export class Looker {
  private readonly askedAt = new Map<string, number>()
  private readonly urgent = new Set<string>()
  private waiting: ((hasLooked: boolean) => void)[] = []
  private timer: NodeJS.Timeout | null = null
  private dueAt = Number.POSITIVE_INFINITY
  private reconciledAt: number
  private running: Promise<void> | null = null
  private isClosed = false

  constructor(private readonly options: LookerOptions) {
    this.reconciledAt = options.now()
  }

  /** Somebody asks for this pool. @param isSeen false: nobody has looked at it lately, so look at once */
  asked(pool: string, isSeen: boolean): void {
    if (this.askedAt.size >= mostPools && !this.askedAt.has(pool)) return
    this.askedAt.set(pool, this.options.now())
    if (isSeen) this.lookIn(this.options.tickMs ?? 100)
    else {
      this.urgent.add(pool)
      this.lookIn(0)
    }
  }

  /** Somebody has committed something. */
  committed(): void {
    if (this.askedAt.size > 0) this.lookIn(this.options.gatherMs ?? 25)
  }

  /** Something came back to these pools at this position. Resolves once somebody has looked, or else once they refuse nobody. */
  async cameBack(pools: readonly string[], position: number): Promise<void> {
    for (const pool of pools) this.urgent.add(pool)
    const isLookedAt = await new Promise<boolean>((resolve) => {
      const patience = setTimeout(() => resolve(false), patienceMs)
      this.waiting.push((hasLooked) => {
        clearTimeout(patience)
        resolve(hasLooked)
      })
      this.lookIn(0)
    })
    if (!isLookedAt) await this.options.counter.doubt(pools, position)
  }

  async close(): Promise<void> {
    this.isClosed = true
    if (this.timer !== null) clearTimeout(this.timer)
    await this.running
  }

  private lookIn(milliseconds: number): void {
    const at = this.options.now() + milliseconds
    if (this.isClosed || at >= this.dueAt) return
    this.dueAt = at
    if (this.running !== null) return
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = setTimeout(() => this.begin(), milliseconds)
  }

  private begin(): void {
    this.timer = null
    this.dueAt = Number.POSITIVE_INFINITY
    const waiting = this.waiting
    this.waiting = []
    this.running = this.look().then((hasLooked) => {
      this.running = null
      for (const tell of waiting) tell(hasLooked)
      const { dueAt } = this
      this.dueAt = Number.POSITIVE_INFINITY
      if (dueAt < Number.POSITIVE_INFINITY) this.lookIn(Math.max(0, dueAt - this.options.now()))
    })
  }

  /** @returns false if the database did not tell */
  private async look(): Promise<boolean> {
    const { now, onDifference, reconcileMs = 5_000, tickMs = 100 } = this.options
    const isReconciling = now() - this.reconciledAt >= reconcileMs
    for (const [pool, at] of this.askedAt) if (now() - at > rememberedMs) this.askedAt.delete(pool)
    const asked = [...this.askedAt].filter(([, at]) => isReconciling || now() - at < askedForMs).map(([pool]) => pool)
    const pools = [...new Set([...this.urgent, ...asked])]
    this.urgent.clear()
    const differences = await this.lookAt(pools)
    if (isReconciling && differences !== null) {
      this.reconciledAt = now()
      onDifference(differences.reduce<number>((sum, difference) => sum + Math.abs(difference ?? 0), 0))
    }
    if (asked.length > 0) this.lookIn(tickMs)
    else if (this.askedAt.size > 0) this.lookIn(reconcileMs)
    return differences !== null
  }

  private async lookAt(pools: readonly string[]): Promise<readonly (number | null)[] | null> {
    const { counter, read, log } = this.options
    try {
      return pools.length === 0 ? [] : await counter.look(await read(pools))
    } catch (error) {
      // Without a fresh look the gate lets everybody through.
      if (isFault(error)) log.debug({ err: error }, 'the gate could not look at the database')
      else log.error({ err: error }, 'the gate met a bug as it looked at the database')
      return null
    }
  }
}

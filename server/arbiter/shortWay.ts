import { type NewId, settle, type SettleWorld } from '../../shared/holds/settle.ts'
import { noBookings } from '../../shared/bookings/bookingWorld.ts'
import { noOrders } from '../../shared/orders/orderWorld.ts'
import { emptyPools, type Pools } from '../../shared/kinds/registry.ts'
import { StockPools, stockKey } from '../../shared/kinds/stock/rules.ts'
import type { StockPool } from '../../shared/kinds/stock/schema.ts'
import type { Session } from '../db/session.ts'
import { type Asked, placeAtOnce, type Step } from '../kinds/stock/placeAtOnce.ts'
import type { BatchResult } from './runBatch.ts'
import type { Answer, Submission } from './types.ts'

/** A batch that was decided on what its levels are taken to be, ready to be written. */
export interface ShortBatch {
  readonly asked: readonly Asked[]
  readonly steps: readonly Step[]
  readonly revision: number
}

/** Levels that are remembered, the last used ones; each takes some 200 bytes. */
const mostLevels = 10_000
/** The most batches that take the long way after the short one failed. */
const longestRest = 64

/**
 * The short way of a batch: it is decided on what the last batch left behind, before that one is even committed, and written in one round trip by a
 * statement that writes nothing unless it was decided on the truth. PostgreSQL and the hub so work at the same time, and the next batch follows
 * without anybody waiting for an answer. Any failure means only that the batch has to go the long way, which settles it whatever happened: a batch
 * whose answer was lost is found there by its keys.
 */
export class ShortWay {
  private readonly levels = new Map<string, StockPool>()
  /** How often limits of channels were said, up to what is remembered. */
  private revision = 0
  private failures = 0
  private rest = 0

  constructor(private readonly newId: NewId) {}

  /** Remembers the levels as a batch on the long way left them. */
  learn({ stock }: Pools): void {
    const { alone, revision } = stock.limits
    // Somebody has said limits since: what is remembered is decided by other ones.
    if (revision !== null && revision !== this.revision) this.levels.clear()
    this.revision = revision ?? this.revision
    for (const pool of stock.all()) if (!alone.has(stockKey(pool.location, pool.sku))) this.remember(pool)
  }

  /** Decides a batch and takes it as done. @returns null if it has to go the long way; then nothing was changed */
  decide(batch: readonly Submission[]): ShortBatch | null {
    if (this.rest > 0) {
      this.rest -= 1
      return null
    }
    const before = batch.every(isShort) && isDistinct(batch) ? this.levelsOf(batch) : null
    if (before === null) return null
    const world: SettleWorld = {
      pools: { ...emptyPools(), stock: new StockPools(before.values()) },
      holds: new Map(),
      discrepancies: new Map(),
      ...noBookings(),
      ...noOrders(),
    }
    const asked: Asked[] = []
    for (const submission of batch) {
      const { verdict } = settle(world, submission.command, submission.giver, 0, this.newId)
      // A refusal may be one only because of overdue holds, or of a level that is out of date.
      if (!verdict.accepted || verdict.outcome.type !== 'hold') return null
      asked.push({ hold: verdict.outcome.hold, submission })
    }
    const steps: Step[] = []
    for (const to of world.pools.stock.changed()) {
      const from = before.get(stockKey(to.location, to.sku))
      if (from === undefined) throw new Error(`a level that was not asked for was changed: ${to.location}/${to.sku}`)
      steps.push({ from, to })
      this.remember(to)
    }
    return { asked, steps, revision: this.revision }
  }

  /** Writes a batch that was decided. Sends before it returns to the caller. @throws whatever PostgreSQL says */
  async write(session: Session, { asked, steps, revision }: ShortBatch): Promise<BatchResult> {
    const { position, now } = await placeAtOnce(session, asked, { steps, revision })
    this.failures = 0
    let nextDeadline = Number.POSITIVE_INFINITY
    const answers = asked.map(({ hold }): Answer => {
      const expiresAt = now + hold.expiresAt
      if (expiresAt < nextDeadline) nextDeadline = expiresAt
      return {
        type: 'verdict',
        verdict: {
          accepted: true,
          outcome: { type: 'hold', hold: { ...hold, lines: [...hold.lines], placedAt: now, expiresAt } },
        },
        replayed: false,
        position,
      }
    })
    return { answers, position, nextDeadline }
  }

  /** What was taken as done is not: forget it, and trust the short way less where it fails often, as with several hubs on one SKU. */
  failed({ steps }: ShortBatch): void {
    for (const { to } of steps) this.levels.delete(stockKey(to.location, to.sku))
    this.failures += 1
    this.rest = Math.min(longestRest, 2 ** this.failures)
  }

  /** The levels that a batch draws on, as far as they are known; null if one is not. */
  private levelsOf(batch: readonly Submission[]): Map<string, StockPool> | null {
    const levels = new Map<string, StockPool>()
    for (const { command } of batch) {
      if (command.type !== 'hold.place') return null
      for (const line of command.lines) {
        const key = line.kind === 'stock' ? stockKey(command.location, line.sku) : null
        const level = key === null ? undefined : this.levels.get(key)
        if (key === null || level === undefined) return null
        levels.set(key, level)
      }
    }
    return levels
  }

  private remember(pool: StockPool): void {
    const key = stockKey(pool.location, pool.sku)
    this.levels.delete(key)
    this.levels.set(key, pool)
    if (this.levels.size <= mostLevels) return
    const [oldest] = this.levels.keys()
    if (oldest !== undefined) this.levels.delete(oldest)
  }
}

/** A new hold that a channel asks for: it touches no hold that exists and no terminal's turn. */
const isShort = ({ command, turn, giver }: Submission): boolean =>
  command.type === 'hold.place' && command.session === undefined && turn === undefined && giver.terminal === null

/** The same command twice in a batch, or the same hold, is for the long way. */
const isDistinct = (batch: readonly Submission[]): boolean =>
  new Set(batch.map(({ caller, key }) => `${caller}\n${key}`)).size === batch.length &&
  new Set(batch.map(({ command }) => (command.type === 'hold.place' ? command.hold : ''))).size === batch.length

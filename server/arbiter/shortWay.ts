import { type NewId, settle, type SettleWorld } from '../../shared/holds/settle.ts'
import { noBookings } from '../../shared/bookings/bookingWorld.ts'
import { noOrders } from '../../shared/orders/orderWorld.ts'
import { noTransfers } from '../../shared/transfers/transferWorld.ts'
import { emptyPools, type Pools } from '../../shared/kinds/registry.ts'
import type { ChannelLimits } from '../../shared/kinds/stock/limits.ts'
import { availableOf, emptyPool, StockPools, stockKey } from '../../shared/kinds/stock/rules.ts'
import type { StockPool } from '../../shared/kinds/stock/schema.ts'
import type { Hold } from '../../shared/holds/states.ts'
import type { Session } from '../db/session.ts'
import { type Asked, placeAtOnce, type Placing, type Step } from '../kinds/stock/placeAtOnce.ts'
import type { BatchResult } from './runBatch.ts'
import type { Answer, Submission } from './types.ts'

/** A batch that was decided on what is taken to be there, ready to be written. */
export interface ShortBatch extends Placing {
  /** What it leaves of each level if nobody else takes of it, in the order of the steps. */
  readonly leaves: readonly number[]
}

/** All of a level that is asked here: how much of it can be promised, and what stays of it for whom. */
interface Level {
  readonly location: string
  readonly sku: string
  readonly left: number
  readonly limits: ChannelLimits | undefined
}

/** Levels that are remembered, the last ones met; each takes some 200 bytes. */
const mostLevels = 10_000
/** After so many batches of which nobody else took anything we are alone again. */
const companyStays = 16
/** The most batches that take the long way after the short one failed. */
const longestRest = 64

/**
 * The short way of a batch: it is decided on what the last batch left behind, before that one is even committed, and written in one round trip by a
 * statement that writes nothing unless there still is enough for all of it. PostgreSQL and the hub so work at the same time, and the next batch
 * follows without anybody waiting for an answer. What is remembered here is only an opinion of what will fit: the statement decides by the levels as
 * they are, and tells what they are then. Any failure means only that the batch has to go the long way, which settles it whatever happened: a
 * batch whose answer was lost is found there by its keys.
 */
export class ShortWay {
  private readonly levels = new Map<string, Level>()
  /** In the order of their sending. */
  private readonly underWay: ShortBatch[] = []
  /** How often limits of channels were said, up to what is remembered. */
  private revision = 0
  private failures = 0
  private rest = 0
  /** How many batches in a row found no less than was taken to be there. */
  private aloneFor = companyStays

  constructor(private readonly newId: NewId) {}

  /** True if other hubs lately took of what we take. */
  get hasCompany(): boolean {
    return this.aloneFor < companyStays
  }

  /** Remembers the levels as a batch on the long way left them. */
  learn({ stock }: Pools): void {
    const { alone, revision } = stock.limits
    // Somebody has said limits since: what is remembered is decided by other ones.
    if (revision !== null && revision !== this.revision) this.levels.clear()
    this.revision = revision ?? this.revision
    for (const pool of stock.all()) if (!alone.has(stockKey(pool.location, pool.sku))) this.remember(levelOf(pool))
  }

  /** Decides a batch and takes it as done. @returns null if it has to go the long way; then nothing was changed */
  decide(batch: readonly Submission[]): ShortBatch | null {
    if (this.rest > 0) {
      this.rest -= 1
      return null
    }
    const before = batch.every(isShort) ? this.levelsOf(batch) : null
    if (before === null) return null
    const world: SettleWorld = {
      pools: { ...emptyPools(), stock: new StockPools([...before.values()].map(poolOf)) },
      holds: new Map(),
      discrepancies: new Map(),
      ...noBookings(),
      ...noOrders(),
      ...noTransfers(),
    }
    const asked: Asked[] = []
    for (const submission of batch) {
      const { verdict } = settle(world, submission.command, submission.giver, 0, this.newId)
      // A refusal may be one only because of overdue holds, or of a level that is out of date.
      if (!verdict.accepted || verdict.outcome.type !== 'hold') return null
      asked.push({ hold: verdict.outcome.hold, submission })
    }
    const steps = stepsOf(asked, before)
    const leaves = steps.map(({ location, sku, quantity }) => this.take(stockKey(location, sku), quantity))
    return { asked, steps, revision: this.revision, hasCompany: this.hasCompany, leaves }
  }

  /** Writes a batch that was decided. Sends before it returns to the caller. @throws whatever PostgreSQL says */
  async write(session: Session, batch: ShortBatch): Promise<BatchResult> {
    const { asked } = batch
    this.underWay.push(batch)
    const { position, now, left } = await placeAtOnce(session, batch).finally(() =>
      this.underWay.splice(this.underWay.indexOf(batch), 1),
    )
    this.failures = 0
    this.aloneFor = left.some((seen, n) => seen < (batch.leaves[n] ?? 0)) ? 0 : this.aloneFor + 1
    this.see(batch, left)
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

  /** What was taken as done is not: forget it, and trust the short way less where it fails often, as where little is left. */
  failed({ steps }: ShortBatch): void {
    for (const { location, sku } of steps) this.levels.delete(stockKey(location, sku))
    this.failures += 1
    this.rest = Math.min(longestRest, 2 ** this.failures)
  }

  /** Remembers what a batch found to be left, others' takings too, less what the batches behind it take. */
  private see({ steps }: ShortBatch, left: readonly number[]): void {
    const now = new Map(steps.map(({ location, sku }, n) => [stockKey(location, sku), left[n] ?? 0]))
    for (const behind of this.underWay)
      for (const { location, sku, quantity } of behind.steps) {
        const key = stockKey(location, sku)
        const seen = now.get(key)
        if (seen !== undefined) now.set(key, seen - quantity)
      }
    for (const [key, seen] of now) {
      const level = this.levels.get(key)
      if (level !== undefined) this.levels.set(key, { ...level, left: seen })
    }
  }

  /** @returns what is left after it */
  private take(key: string, quantity: number): number {
    const level = this.levels.get(key)
    if (level === undefined) throw new Error(`a level that was not asked for was changed: ${key}`)
    const left = level.left - quantity
    this.remember({ ...level, left })
    return left
  }

  /** The levels that a batch draws on, as far as they are known; null if one is not. */
  private levelsOf(batch: readonly Submission[]): Map<string, Level> | null {
    const levels = new Map<string, Level>()
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

  private remember(level: Level): void {
    const key = stockKey(level.location, level.sku)
    this.levels.set(key, level)
    if (this.levels.size <= mostLevels) return
    const [oldest] = this.levels.keys()
    if (oldest !== undefined) this.levels.delete(oldest)
  }
}

const levelOf = (pool: StockPool): Level => ({
  ...{ location: pool.location, sku: pool.sku, left: availableOf(pool), limits: pool.limits },
})

/** A pool of which there is what is left, and nothing is held. */
const poolOf = ({ location, sku, left, limits }: Level): StockPool => ({
  ...emptyPool(location, sku),
  ...{ onHand: left, ...(limits === undefined ? {} : { limits }) },
})

/** What a batch takes of each level, in the order in which it was decided: whoever is behind needs what those before take, too. */
const stepsOf = (asked: readonly { readonly hold: Hold }[], levels: ReadonlyMap<string, Level>): Step[] => {
  const steps = new Map<string, Step>()
  for (const { hold } of asked)
    for (const line of hold.lines) {
      if (line.kind !== 'stock') continue
      const { location } = hold
      const key = stockKey(location, line.sku)
      const before = steps.get(key)
      const quantity = (before?.quantity ?? 0) + line.quantity
      const kept = levels.get(key)?.limits?.get(hold.channel)?.safetyStock ?? 0
      const needs = Math.max(before?.needs ?? 0, quantity + kept)
      steps.set(key, { location, sku: line.sku, quantity, needs })
    }
  return [...steps.values()]
}

/** A new hold that a channel asks for: it touches no hold that exists and no terminal's turn. */
const isShort = ({ command, turn, giver }: Submission): boolean =>
  command.type === 'hold.place' && command.session === undefined && turn === undefined && giver.terminal === null

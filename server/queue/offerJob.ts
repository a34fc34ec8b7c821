import type { Logger } from 'pino'
import type { NewId } from '../../shared/holds/settle.ts'
import type { Arbiter } from '../arbiter/types.ts'
import type { Sql } from '../db/connect.ts'
import { readFree } from '../gate/readLooks.ts'
import { type Halls, seatsNow } from '../seating/halls.ts'
import { type NextWake, startWakingJob } from '../wakingJob.ts'
import { forgetBuyers, type GoodsInLine, markGone, readLines } from './buyers.ts'
import { offer } from './inLine.ts'
import { inTurn } from './inTurn.ts'
import { noteLostOffers, readSeatLines, type SeatInLine } from './seatBuyers.ts'
import { seatsInTurn } from './seatsInTurn.ts'

/** After a run the job rests for so many times as long as it took, and a while at least: a long line never takes more than a sixth of a core. */
const restFactor = 5
const leastRestMs = 50
const forgetEveryMs = 3_600_000

export interface OfferJobOptions {
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly halls: Pick<Halls, 'read'>
  readonly log: Logger
  readonly newId: NewId
  /** Something has changed for those who wait. */
  readonly onChange: () => void
  readonly onOffered?: (offers: number) => void
  readonly tickMs?: number
}

export interface OfferJob {
  /** Somebody has begun to wait. */
  joined(): void
  /** Something was committed that may be free now. */
  committed(): void
  stop(): Promise<void>
}

/**
 * Offers what is free to those whose turn it is (SPEC Q3, Q8): after each commit while somebody waits, and now and then, since a deadline passes without
 * one. It reads without locks; the arbiter decides.
 */
export const startOfferJob = (options: OfferJobOptions): OfferJob => {
  const { sql, log, onChange, onOffered, tickMs = 1_000 } = options
  let isAnybodyWaiting = false
  let restsUntil = 0
  let forgotAt = Number.NEGATIVE_INFINITY

  const readAll = async () => {
    const [goods, seats] = await Promise.all([readLines(sql), readSeatLines(sql)])
    return { goods, seats }
  }
  const run = async (): Promise<NextWake | null> => {
    const began = performance.now()
    if (began - forgotAt > forgetEveryMs) {
      await forgetBuyers(sql)
      forgotAt = began
    }
    const lines = await readAll()
    isAnybodyWaiting = lines.goods.size + lines.seats.size > 0
    if (!isAnybodyWaiting) return null
    const gone = (await markGone(sql)) + (lines.seats.size === 0 ? 0 : await noteLostOffers(sql))
    const { goods, seats } = gone === 0 ? lines : await readAll()
    const made = (await offerGoods(options, goods)) + (await offerSeats(options, seats))
    if (made > 0) onOffered?.(made)
    if (gone + made > 0) onChange()
    restsUntil = performance.now() + Math.max(leastRestMs, restFactor * (performance.now() - began))
    return null
  }

  const job = startWakingJob({ name: 'waiting room', log, run, tickMs })
  const wake = (): void => job.wakeIn(Math.max(0, restsUntil - performance.now()))
  return {
    joined: () => {
      isAnybodyWaiting = true
      wake()
    },
    committed: () => {
      if (isAnybodyWaiting) wake()
    },
    stop: () => job.stop(),
  }
}

/** @returns how many offers were made */
const offerGoods = async (
  parts: OfferJobOptions,
  lines: ReadonlyMap<string, readonly GoodsInLine[]>,
): Promise<number> => {
  let made = 0
  for (const { pool, free } of await readFree(parts.sql, [...lines.keys()])) {
    const answers = await Promise.all(
      inTurn(free, lines.get(pool) ?? []).map((buyer) => {
        const { sku, quantity } = buyer
        return offer(parts, buyer, [{ kind: 'stock', sku, quantity }])
      }),
    )
    made += answers.filter(Boolean).length
  }
  return made
}

/** @returns how many offers were made */
const offerSeats = async (
  parts: OfferJobOptions,
  lines: ReadonlyMap<string, readonly SeatInLine[]>,
): Promise<number> => {
  let made = 0
  for (const [event, line] of lines) {
    const now = await parts.halls.read(event)
    if (now === null) continue
    const answers = await Promise.all(
      seatsInTurn(seatsNow(now), line).map(({ buyer, seats }) =>
        offer(
          parts,
          buyer,
          seats.map(({ seat }) => ({ kind: 'seat', event, seat })),
        ),
      ),
    )
    made += answers.filter(Boolean).length
  }
  return made
}

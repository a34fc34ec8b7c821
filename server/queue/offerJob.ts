import type { Logger } from 'pino'
import type { NewId } from '../../shared/holds/settle.ts'
import { type Answer, type Arbiter, Fault, Overloaded, type Submission } from '../arbiter/types.ts'
import type { Sql } from '../db/connect.ts'
import { readFree } from '../gate/readLooks.ts'
import { type NextWake, startWakingJob } from '../wakingJob.ts'
import { forgetBuyers, type InLine, markGone, noteOffered, noteRefused, readLines } from './buyers.ts'
import { inTurn } from './inTurn.ts'

/** How long an offer is a buyer's: time enough to pay, and not much for those behind. */
export const offerSeconds = 120

/** After a run the job rests for so many times as long as it took, and a while at least: a long line never takes more than a sixth of a core. */
const restFactor = 5
const leastRestMs = 50
const forgetEveryMs = 3_600_000

export interface OfferJobOptions {
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
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
 * Offers what is free to those whose turn it is (SPEC Q3): after each commit while somebody waits, and now and then, since a deadline passes without
 * one. It reads without locks; the arbiter decides.
 */
export const startOfferJob = (options: OfferJobOptions): OfferJob => {
  const { sql, log, onChange, onOffered, tickMs = 1_000 } = options
  let isAnybodyWaiting = false
  let restsUntil = 0
  let forgotAt = Number.NEGATIVE_INFINITY

  const run = async (): Promise<NextWake | null> => {
    const began = performance.now()
    if (began - forgotAt > forgetEveryMs) {
      await forgetBuyers(sql)
      forgotAt = began
    }
    const lines = await readLines(sql)
    isAnybodyWaiting = lines.size > 0
    if (!isAnybodyWaiting) return null
    const gone = await markGone(sql)
    const made = await offerAll(options, gone === 0 ? lines : await readLines(sql))
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
const offerAll = async (options: OfferJobOptions, lines: ReadonlyMap<string, readonly InLine[]>): Promise<number> => {
  let made = 0
  for (const { pool, free } of await readFree(options.sql, [...lines.keys()])) {
    const answers = await Promise.all(inTurn(free, lines.get(pool) ?? []).map((buyer) => offer(options, buyer)))
    made += answers.filter(Boolean).length
  }
  return made
}

/** @returns true if the arbiter has held it for them */
const offer = async ({ sql, arbiter, newId }: OfferJobOptions, buyer: InLine): Promise<boolean> => {
  const answer = await askFor(arbiter, submissionOf(buyer, newId))
  if (answer === null) return false
  if (answer.type !== 'verdict') throw new Error(`the arbiter answered ${answer.type} to an offer`)
  const { verdict } = answer
  if (verdict.accepted && verdict.outcome.type === 'hold') {
    await noteOffered(sql, buyer.id, verdict.outcome.hold.id)
    return true
  }
  await noteRefused(sql, buyer.id, buyer.refusals)
  return false
}

/** An arbiter that is overloaded or cannot reach its database says nothing: the same offer is made again. */
const askFor = async (arbiter: Pick<Arbiter, 'submit'>, submission: Submission): Promise<Answer | null> => {
  try {
    return await arbiter.submit(submission)
  } catch (error) {
    if (error instanceof Overloaded || error instanceof Fault) return null
    throw error
  }
}

/** In the name of the channel that let them queue, and in their session. */
const submissionOf = (buyer: InLine, newId: NewId): Submission => {
  const { id, refusals, channel, location, sku, quantity, session, customer } = buyer
  return {
    ...{ caller: 'queue', key: `${id}/${refusals}`, bodyHash: '' },
    giver: { channel, ttlSeconds: offerSeconds, terminal: null, staff: null, role: 'staff', ownOnly: true },
    command: { type: 'hold.place', hold: newId(), location, lines: [{ kind: 'stock', sku, quantity }], session },
    ...(customer === null ? {} : { customer }),
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { NewId } from '../../shared/holds/settle.ts'
import { isConflictingWrite, isFault, isGivenUp } from '../db/faults.ts'
import type { Session } from '../db/session.ts'
import { recordFailure } from './recordFailure.ts'
import { type BatchResult, type LongResult, runBatch } from './runBatch.ts'
import { type Answer, Fault, type Submission } from './types.ts'

/** A submission and whoever waits for its answer. */
export interface Waiting {
  readonly submission: Submission
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/** What a batch is settled with. */
export interface Bench {
  readonly session: Session
  readonly log: Logger
  readonly newId: NewId
  /** How long a batch is tried again while the database cannot be asked. */
  readonly patienceMs: number
  readonly onSettled: (batch: readonly Waiting[], result: LongResult, milliseconds: number) => void
}

/**
 * Settles a batch on locked rows. A batch that meets a bug is halved until the command that has it stands alone (SPEC C7).
 * @param onSent called while PostgreSQL has work for a while
 * @returns how to answer everyone in it
 */
export const settleLong = async (batch: readonly Waiting[], bench: Bench, onSent: () => void): Promise<() => void> => {
  const began = performance.now()
  try {
    const result = await persist(batch, bench, onSent)
    bench.onSettled(batch, result, performance.now() - began)
    return () => answerAll(batch, result)
  } catch (error) {
    if (isFault(error)) {
      const fault = new Fault(error)
      return () => {
        for (const { reject } of batch) reject(fault)
      }
    }
    const [first] = batch
    if (batch.length === 1 && first !== undefined) return failAlone(first, error, bench)
    const half = Math.ceil(batch.length / 2)
    const answers = [
      await settleLong(batch.slice(0, half), bench, onSent),
      await settleLong(batch.slice(half), bench, onSent),
    ]
    return () => {
      for (const answer of answers) answer()
    }
  }
}

/** Gives everyone in a batch their own answer. */
export const answerAll = (batch: readonly Waiting[], { answers }: BatchResult): void =>
  batch.forEach(({ resolve, reject }, index) => {
    const answer = answers[index]
    if (answer === undefined) reject(new Error('a batch answered fewer than it was asked'))
    else resolve(answer)
  })

/** Runs the batch, again and again while the database is away: what was committed without our hearing of it is found by its key. */
const persist = async (
  batch: readonly Waiting[],
  { session, newId, patienceMs, log }: Bench,
  onSent: () => void,
): Promise<LongResult> => {
  const submissions = batch.map(({ submission }) => submission)
  const until = performance.now() + patienceMs
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await runBatch(session, submissions, newId, onSent)
    } catch (error) {
      const again = isFault(error) ? performance.now() < until : isConflictingWrite(error) && attempt < 3
      if (!again || isGivenUp(error)) throw error
      log.warn({ err: error, attempt }, 'a batch is tried again')
      await sleep(Math.min(1_000, 10 * 2 ** attempt))
    }
  }
}

const failAlone = async ({ submission, resolve, reject }: Waiting, bug: unknown, bench: Bench): Promise<() => void> => {
  const { session, log } = bench
  const { command, caller } = submission
  log.error({ err: bug, command: command.type, caller }, 'a command met a bug and is recorded as failed')
  try {
    const answer = await recordFailure(session, submission)
    return () => resolve(answer)
  } catch (error) {
    return () => reject(error)
  }
}

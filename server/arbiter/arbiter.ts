import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { NewId } from '../../shared/holds/settle.ts'
import type { Sql } from '../db/connect.ts'
import { isConflictingWrite, isFault } from '../db/faults.ts'
import { openSession, type Session } from '../db/session.ts'
import { recordFailure } from './recordFailure.ts'
import { type BatchResult, runBatch } from './runBatch.ts'
import { type Answer, type Arbiter, Fault, Overloaded, type Submission } from './types.ts'

export interface ArbiterOptions {
  /** Opens a pool of one connection, which is enough: batches run one after the other. */
  readonly connect: () => Sql
  readonly log: Logger
  readonly newId: NewId
  /** How many commands may wait; above it callers are turned away at once. */
  readonly maxWaiting?: number
  /** The most that one transaction settles. */
  readonly maxBatch?: number
  /** How long a batch is tried again while the database cannot be asked. */
  readonly patienceMs?: number
  /** Called after each commit that others have to hear of. */
  readonly onCommitted?: (position: number) => void
  /** Called with the earliest deadline of new promises, in milliseconds of the database's clock. */
  readonly onDeadline?: (deadline: number) => void
  readonly onBatch?: (size: number, milliseconds: number) => void
}

interface Waiting {
  readonly submission: Submission
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * The only writer of holds. It gathers what waits, without a timer: whatever came while the last batch was running is settled together, in
 * order of arrival, in one transaction. Under load batches grow and the cost of a commit is shared; a single caller waits for nobody.
 */
export const createArbiter = (options: ArbiterOptions): Arbiter => {
  const { maxWaiting = 10_000, maxBatch = 512 } = options
  const bench: Bench = { ...options, session: openSession(options.connect) }
  let waiting: Waiting[] = []
  let running: Promise<void> | null = null
  let closed = false

  /**
   * The callers of a batch are answered while PostgreSQL writes the next one, which makes them send anew: not earlier, since the event loop would be
   * busy with them just when PostgreSQL's locks have come.
   */
  const drain = async (): Promise<void> => {
    let answers: (() => void)[] = []
    const answer = (): void => {
      const due = answers
      answers = []
      for (const one of due) one()
    }
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch)
      waiting = waiting.slice(maxBatch)
      const settled = await settleAll(batch, bench, answer)
      answer()
      answers = [settled]
    }
    running = null
    answer()
  }

  return {
    submit: (submission) =>
      new Promise<Answer>((resolve, reject) => {
        if (closed || waiting.length >= maxWaiting) {
          reject(new Overloaded())
          return
        }
        waiting.push({ submission, resolve, reject })
        // What arrives in the same turn of the event loop goes into the same batch.
        running ??= new Promise<void>((begin) => setImmediate(begin)).then(drain)
      }),
    close: async () => {
      closed = true
      await running
      await bench.session.close()
    },
  }
}

/** What a batch is settled with. */
interface Bench extends ArbiterOptions {
  readonly session: Session
}

/**
 * Settles a batch. A batch that meets a bug is halved until the command that has it stands alone (SPEC C7).
 * @returns how to answer everyone in it
 */
const settleAll = async (batch: readonly Waiting[], bench: Bench, onSent: () => void): Promise<() => void> => {
  const began = performance.now()
  try {
    const result = await persist(batch, bench, onSent)
    bench.onBatch?.(batch.length, performance.now() - began)
    if (result.position !== null) bench.onCommitted?.(result.position)
    if (result.nextDeadline !== null) bench.onDeadline?.(result.nextDeadline)
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
      await settleAll(batch.slice(0, half), bench, onSent),
      await settleAll(batch.slice(half), bench, onSent),
    ]
    return () => {
      for (const answer of answers) answer()
    }
  }
}

const answerAll = (batch: readonly Waiting[], { answers }: BatchResult): void =>
  batch.forEach(({ resolve, reject }, index) => {
    const answer = answers[index]
    if (answer === undefined) reject(new Error('a batch answered fewer than it was asked'))
    else resolve(answer)
  })

/** Runs the batch, again and again while the database is away: what was committed without our hearing of it is found by its key. */
const persist = async (
  batch: readonly Waiting[],
  { session, newId, patienceMs = 5_000, log }: Bench,
  onSent: () => void,
): Promise<BatchResult> => {
  const submissions = batch.map(({ submission }) => submission)
  const until = performance.now() + patienceMs
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await runBatch(session, submissions, newId, onSent)
    } catch (error) {
      const again = isFault(error) ? performance.now() < until : isConflictingWrite(error) && attempt < 3
      if (!again) throw error
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

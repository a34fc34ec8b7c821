import type { Logger } from 'pino'
import type { NewId } from '../../shared/holds/settle.ts'
import { openSession, type SessionOptions } from '../db/session.ts'
import type { BatchResult } from './runBatch.ts'
import { answerAll, type Bench, settleLong, type Waiting } from './settleLong.ts'
import { type ShortBatch, ShortWay } from './shortWay.ts'
import { type Answer, type Arbiter, Fault, Overloaded } from './types.ts'

export type Way = 'short' | 'long'

export interface ArbiterOptions {
  /** One connection is enough: batches go one behind the other. */
  readonly connection: SessionOptions
  readonly log: Logger
  readonly newId: NewId
  /** How many commands may wait; above it callers are turned away at once. */
  readonly maxWaiting?: number
  /** The most that one transaction settles on the long way. */
  readonly maxBatch?: number
  /** How long a batch is tried again while the database cannot be asked. */
  readonly patienceMs?: number
  /** Called after each commit that others have to hear of. */
  readonly onCommitted?: (position: number) => void
  /** Called with the earliest deadline of new promises, in milliseconds of the database's clock. */
  readonly onDeadline?: (deadline: number) => void
  readonly onBatch?: (size: number, milliseconds: number, way: Way) => void
}

/**
 * Batches on the short way at once: one that PostgreSQL works on, and one that waits there so that it never waits for us. Where other hubs take of
 * the same goods, it has their batches to work on: ours are better one that is large.
 */
const mostUnderWay = (hasCompany: boolean): number => (hasCompany ? 1 : 2)

/**
 * True if a batch of those that wait may be sent now, beside batches of these sizes. Behind another only if it is as large: each costs PostgreSQL as much as twenty
 * holds beside its own, and those who come while the first is worked on can still join the second.
 */
const mayGo = (waiting: number, underWay: readonly number[], hasCompany: boolean): boolean =>
  waiting > 0 && underWay.length < mostUnderWay(hasCompany) && underWay.every((size) => waiting >= size)

/**
 * The only writer of holds. It gathers what waits, without a timer: whatever came while earlier batches were running is settled together, in
 * order of arrival, in one transaction. Under load batches grow and the cost of a commit is shared; a single caller waits for nobody.
 */
export const createArbiter = (options: ArbiterOptions): Arbiter => {
  const { maxWaiting = 10_000, log, newId } = options
  const session = openSession(options.connection)
  const shortWay = new ShortWay(newId)
  const queue: Queue = { waiting: [], sent: [], wake: null }
  const tell = (size: number, { position, nextDeadline }: BatchResult, milliseconds: number, way: Way): void => {
    options.onBatch?.(size, milliseconds, way)
    if (position !== null) options.onCommitted?.(position)
    if (nextDeadline !== null) options.onDeadline?.(nextDeadline)
  }
  const bench: Bench = {
    ...{ session, log, newId, patienceMs: options.patienceMs ?? 5_000 },
    onSettled: (batch, result, milliseconds) => {
      shortWay.learn(result.pools)
      tell(batch.length, result, milliseconds, 'long')
    },
  }
  let running: Promise<void> | null = null
  let closed = false

  const run = async (): Promise<void> => {
    // Whoever is answered may ask again at once.
    do await drain(queue, { bench, shortWay, tell, maxBatch: options.maxBatch ?? 512 })
    while (queue.waiting.length > 0)
    running = null
  }

  return {
    submit: (submission) =>
      new Promise<Answer>((resolve, reject) => {
        if (closed || queue.waiting.length >= maxWaiting) {
          reject(new Overloaded())
          return
        }
        queue.waiting.push({ submission, resolve, reject })
        queue.wake?.()
        // What arrives in the same turn of the event loop goes into the same batch.
        running ??= nextTurn().then(run)
      }),
    abandon: () => {
      const begun = queue.sent.flat()
      const notBegun = queue.waiting
      queue.waiting = []
      for (const { reject } of begun) reject(new Fault(new Error('the database does not answer')))
      for (const { reject } of notBegun) reject(new Overloaded())
    },
    close: async () => {
      closed = true
      await running
      await session.close()
    },
  }
}

interface Queue {
  waiting: Waiting[]
  /** Batches that PostgreSQL has, or had: not answered yet. An array, for what is dropped from a Set is kept longer (README.md). */
  sent: readonly (readonly Waiting[])[]
  /** Called when something comes. */
  wake: (() => void) | null
}

interface Ways {
  readonly bench: Bench
  readonly shortWay: ShortWay
  readonly tell: (size: number, result: BatchResult, milliseconds: number, way: Way) => void
  readonly maxBatch: number
}

/**
 * Settles until nothing waits. Callers are answered once the next batch was sent: answering makes them send anew, and the event loop would be busy
 * with them while PostgreSQL has nothing to do.
 */
const drain = async (queue: Queue, { bench, shortWay, tell, maxBatch }: Ways): Promise<void> => {
  /** In the order of their sending. None of these rejects. */
  const underWay: { readonly size: number; readonly ended: Promise<void> }[] = []
  /** What failed on the short way, to go the long one before anything that came later. */
  let failed: (readonly Waiting[])[] = []
  let due: { readonly batch: readonly Waiting[]; readonly answer: () => void }[] = []
  const answer = (): void => {
    const answers = due
    due = []
    for (const one of answers) {
      queue.sent = queue.sent.filter((sent) => sent !== one.batch)
      one.answer()
    }
  }
  const goShort = async (batch: readonly Waiting[], short: ShortBatch): Promise<void> => {
    const began = performance.now()
    try {
      const result = await shortWay.write(bench.session, short)
      due.push({ batch, answer: () => answerAll(batch, result) })
      tell(batch.length, result, performance.now() - began, 'short')
    } catch (error) {
      shortWay.failed(short)
      bench.log.debug({ err: error }, 'a batch goes the long way')
      failed.push(batch)
    }
  }
  const goLong = async (batch: readonly Waiting[]): Promise<void> => {
    await Promise.all(underWay.map(({ ended }) => ended))
    const batches = [...failed, batch]
    failed = []
    for (const one of batches) {
      if (one.length === 0) continue
      const settled = await settleLong(one, bench, answer)
      due.push({ batch: one, answer: settled })
    }
  }
  while (queue.waiting.length + underWay.length + failed.length > 0) {
    if (failed.length > 0) await goLong([])
    const { hasCompany } = shortWay
    const sizes = underWay.map(({ size }) => size)
    if (!mayGo(queue.waiting.length, sizes, hasCompany)) {
      answer()
      await Promise.race([underWay[0]?.ended, ...(underWay.length < mostUnderWay(hasCompany) ? [arrival(queue)] : [])])
    } else {
      const isFirst = underWay.length === 0 && !hasCompany
      const size = Math.min(mostAtOnce, isFirst ? firstPart(queue.waiting.length) : queue.waiting.length)
      const short = shortWay.decide(queue.waiting.slice(0, size).map(({ submission }) => submission))
      // The long way costs much the same whatever the size: there all who wait go together.
      const batch = takeFrom(queue, short === null ? maxBatch : size)
      if (short === null) await goLong(batch)
      else {
        const ended = goShort(batch, short).then(() => {
          underWay.splice(underWay.indexOf(one), 1)
        })
        const one = { size, ended }
        underWay.push(one)
      }
    }
  }
  answer()
}

/** Takes the first of those who wait. */
const takeFrom = (queue: Queue, most: number): readonly Waiting[] => {
  const batch = queue.waiting.slice(0, most)
  queue.waiting = queue.waiting.slice(most)
  queue.sent = [...queue.sent, batch]
  return batch
}

/** More than so many in one batch of the short way save PostgreSQL little more, and come back to their callers in one lump. */
const mostAtOnce = 64

/** Fewer than so many are not worth a second statement. */
const worthTwo = 32

/**
 * How many of those that wait go first where PostgreSQL has nothing to do. Half of a crowd: were all sent at once, all would be answered at once and
 * ask anew at once, and PostgreSQL and this process would wait for each other in turns.
 */
const firstPart = (waiting: number): number => (waiting < worthTwo ? waiting : Math.ceil(waiting / 2))

/** Resolves a turn after something comes, with all that comes in that turn. */
const arrival = async (queue: Queue): Promise<void> => {
  await new Promise<void>((resolve) => {
    queue.wake = () => {
      queue.wake = null
      resolve()
    }
  })
  await nextTurn()
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

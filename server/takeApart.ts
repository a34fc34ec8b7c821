import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { isGivenUp } from './db/faults.ts'

/** A part of a hub, and how it ends: what it has begun it finishes. */
export interface Part {
  readonly name: string
  readonly end: () => Promise<unknown>
}

export interface TakeApartOptions {
  readonly log: Logger
  /** Asks the database for nothing; what it answers does not matter. */
  readonly ask: () => Promise<unknown>
  /** Gives the database up: whoever waits for it hears so at once, and nobody can ask it any more. */
  readonly giveUp: () => void
  /** How long the database may take for an answer to nothing, in milliseconds. */
  readonly answerMs?: number
  /** How long all parts together may take before the database is given up all the same: an import may be under way, or a lock waited for. */
  readonly partsMs?: number
  /** How long the parts that are left may take once it was given up. */
  readonly restMs?: number
}

type Trouble = 'the database does not answer' | 'a part of the hub took too long to end'

const askEveryMs = 250

/**
 * Ends the parts of a hub one by one, the last one that was started first. They wait for what they have begun as long as the database answers. If it does
 * not it is given up, and with it what was under way: it may never come back. Says in one line what was not finished.
 * @returns false if the database does not answer
 */
export const takeApart = async (parts: readonly Part[], options: TakeApartOptions): Promise<boolean> => {
  const { log, giveUp, restMs = 500 } = options
  const through = new AbortController()
  const unfinished = new Set<string>()
  let current = ''
  const tooLate = watch(options, through.signal).then(async (trouble) => {
    if (trouble === null) return null
    unfinished.add(current)
    giveUp()
    await rest(restMs, through.signal)
    return trouble
  })
  const running = new Set<string>()
  for (const { name, end } of parts.toReversed()) {
    current = name
    running.add(name)
    const ended = end()
      .catch((error: unknown) => {
        // Without a database no part can say good-bye to it.
        if (!isGivenUp(error)) log.error({ err: error, part: name }, 'a part of the hub did not stop cleanly')
      })
      .finally(() => running.delete(name))
    await Promise.race([ended, tooLate])
  }
  through.abort()
  const trouble = await tooLate
  for (const name of running) unfinished.add(name)
  if (trouble !== null)
    log.error({ unfinished: [...unfinished] }, `${trouble}: the hub has stopped without waiting for it`)
  return trouble !== 'the database does not answer'
}

/** @returns why the database is to be given up; null if all was through before */
const watch = async (
  { ask, answerMs = 1_500, partsMs = 4_000 }: TakeApartOptions,
  through: AbortSignal,
): Promise<Trouble | null> => {
  const end = performance.now() + partsMs
  while (!through.aborted) {
    const answers = ask().then(
      () => true,
      () => false,
    )
    const isThere = await Promise.race([answers, rest(answerMs, through).then(() => through.aborted)])
    if (!isThere) return 'the database does not answer'
    if (performance.now() >= end) return 'a part of the hub took too long to end'
    await rest(askEveryMs, through)
  }
  return null
}

/** Ends early once all is through. */
const rest = (milliseconds: number, through: AbortSignal): Promise<unknown> =>
  sleep(milliseconds, null, { signal: through }).catch(() => {})

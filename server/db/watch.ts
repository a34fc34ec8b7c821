import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Sql } from './connect.ts'

export interface WatchOptions {
  /** A connection for this alone: it must not wait behind others. */
  readonly sql: Sql
  readonly log: Logger
  /** Called when the database has stopped to answer, once each time. */
  readonly onStalled: () => void
  /** How long it may take for an answer to nothing, in milliseconds. */
  readonly patienceMs?: number
  /** How long between two questions. */
  readonly everyMs?: number
}

export interface DatabaseWatch {
  /** The database is there and does not answer. One that is away is not: whoever asks it is told at once. */
  isStalled(): boolean
  stop(): Promise<void>
}

/**
 * Tells whether the database answers. One that hangs, with its disk or its machine, breaks no connection: callers would wait for as long as it takes,
 * and the hub would gather them all in its memory.
 */
export const startWatch = ({ sql, log, onStalled, patienceMs = 3_000, everyMs = 500 }: WatchOptions): DatabaseWatch => {
  let stalled = false
  let away = false
  const stopping = new AbortController()
  const ask = async (): Promise<void> => {
    const patience = setTimeout(() => {
      stalled = true
      log.error('the database does not answer; callers are turned away until it does')
      onStalled()
    }, patienceMs)
    try {
      await sql`select`
      if (stalled || away) log.warn('the database answers again')
      away = false
    } catch (error) {
      // Nothing was asked for that could be wrong: whatever it says, it lets nobody in.
      if (!away) log.error({ err: error }, 'the database cannot be reached')
      away = true
    } finally {
      clearTimeout(patience)
      stalled = false
    }
  }
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await ask()
      await sleep(everyMs, null, { signal: stopping.signal, ref: false }).catch(() => {})
    }
  }
  const watching = watch()
  return {
    isStalled: () => stalled,
    stop: async () => {
      stopping.abort()
      // One that is stalled would keep the hub from stopping.
      if (!stalled) await watching
    },
  }
}

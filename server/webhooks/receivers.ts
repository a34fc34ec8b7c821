import { setMaxListeners } from 'node:events'
import type { Logger } from 'pino'
import type { Sql } from '../db/connect.ts'
import { isFault } from '../db/faults.ts'
import { deliverTo } from './deliver.ts'
import type { SendOptions } from './exchange.ts'

export interface ReceiversOptions extends Omit<SendOptions, 'stopping'> {
  readonly sql: Sql
  readonly log: Logger
  /** Something was sent to one of them, and nothing more is due there. */
  readonly onRest: (arrived: number) => void
}

/** Everybody who is told of changes. */
export interface Receivers {
  /** Begins to send what is due, and does not wait for it. */
  serve(): Promise<void>
  /** Nobody is waited for: what is under way is due again at the next start. */
  stop(): Promise<void>
}

/** Those who are not left alone just now. */
export const readyReceivers = async (sql: Sql): Promise<string[]> => {
  const rows = await sql<{ name: string }[]>`select name from webhooks where coalesce(paused_until <= now(), true)`
  return rows.map(({ name }) => name)
}

/** Each receiver has a loop of its own, so that one that hangs keeps nobody else waiting. */
export const createReceivers = (options: ReceiversOptions): Receivers => {
  const { sql, log, onRest } = options
  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal)
  const sending = { ...options, stopping: stopping.signal }
  const loops = new Map<string, Promise<void>>()
  /** Something new came for it while it may have looked for the last time. */
  const again = new Set<string>()

  const loop = async (webhook: string): Promise<void> => {
    let [hasTried, arrived] = [false, 0]
    do {
      again.delete(webhook)
      const delivered = await deliverTo(sql, webhook, sending)
      hasTried ||= delivered.hasTried
      arrived += delivered.arrived
    } while (again.has(webhook) && !stopping.signal.aborted)
    loops.delete(webhook)
    if (hasTried) onRest(arrived)
  }

  const begin = (webhook: string): void => {
    if (loops.has(webhook)) {
      again.add(webhook)
      return
    }
    const running = loop(webhook).catch((error: unknown) => {
      loops.delete(webhook)
      if (isFault(error)) log.warn({ err: error }, 'a webhook’s queue could not be reached and will be tried again')
      else log.error({ err: error }, 'sending to a webhook met a bug; others go on')
    })
    loops.set(webhook, running)
  }

  return {
    serve: async () => {
      for (const webhook of await readyReceivers(sql)) begin(webhook)
    },
    stop: async () => {
      stopping.abort()
      await Promise.all(loops.values())
    },
  }
}

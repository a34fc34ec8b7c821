import type { Logger } from 'pino'
import type { NewId } from '../../shared/holds/settle.ts'
import type { Arbiter } from '../arbiter/types.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { endSession } from './endSession.ts'
import { channelOf, keyOf, type Life, lifeOf, openSession, renew } from './leases.ts'
import { type Presence, Presences } from './presence.ts'
import { startSessionJob } from './sessionJob.ts'

export interface SessionsOptions {
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly log: Logger
  readonly newId: NewId
  readonly mostStreams?: number
}

/** Live sessions at this hub. A session is named by its id, except where a key is asked for. */
export interface Sessions {
  /** @returns the id of a new session, which lives once the transaction is committed */
  open(channel: string, tx: Tx): Promise<string>
  /**
   * A stream that keeps the session until it is left.
   * @returns how to leave it; or why it cannot be joined
   * @throws TooManyStreams
   */
  join(id: string, stream: Presence): Promise<(() => void) | Exclude<Life, 'live'>>
  /** Gives a live session a whole lease. */
  heartbeat(id: string): Promise<Life>
  /** Ends it with its holds; again does no harm. @returns false if there is no such session */
  end(id: string): Promise<boolean>
  /** The channel of a live session; null if it is not live. */
  channelOf(id: string): Promise<string | null>
  /** Stops what runs by itself. Sessions live on. */
  close(): Promise<void>
}

export const startSessions = ({ sql, arbiter, log, newId, ...options }: SessionsOptions): Sessions => {
  const job = startSessionJob({ sql, arbiter, log, newId })
  const presences = new Presences({ sql, log, job, ...options })
  /** What is not live has ended, or never was. */
  const why = async (key: string): Promise<Exclude<Life, 'live'>> =>
    (await lifeOf(sql, key)) === 'unknown' ? 'unknown' : 'ended'
  return {
    open: (channel, tx) => openSession(tx, channel),
    join: async (id, stream) => {
      const key = keyOf(id)
      if (!(await presences.add(key, stream))) return why(key)
      return () => void presences.remove(key, stream)
    },
    heartbeat: async (id) => {
      const key = keyOf(id)
      return (await renew(sql, [key])).has(key) ? 'live' : why(key)
    },
    end: async (id) => {
      const key = keyOf(id)
      const live = await endSession({ arbiter, newId }, key, { atOnce: true })
      presences.end(key)
      return live !== null
    },
    channelOf: (id) => channelOf(sql, keyOf(id)),
    close: async () => {
      await presences.close()
      await job.stop()
    },
  }
}

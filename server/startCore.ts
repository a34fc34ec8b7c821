import type { Logger } from 'pino'
import { createArbiter } from './arbiter/arbiter.ts'
import type { ConnectOptions, Sql } from './db/connect.ts'
import { startWatch } from './db/watch.ts'
import { type ExpiryJob, startExpiryJob } from './expiry/expiryJob.ts'
import { startFeedReader } from './feed/reader.ts'
import { startGate } from './gate/startGate.ts'
import type { createMetrics } from './metrics.ts'
import { newId } from './newId.ts'
import { Halls } from './seating/halls.ts'
import type { Settings } from './settings.ts'

/** What every part of a hub is made with. */
export interface Parts {
  readonly settings: Settings
  readonly log: Logger
  readonly metrics: ReturnType<typeof createMetrics>
  readonly connection: Omit<ConnectOptions, 'max' | 'name'>
  /** A connection for asking whether the database answers, and for nothing else. */
  readonly watching: Sql
  /** Opens a pool that is closed when the hub stops. */
  readonly open: (max: number, name: string) => Sql
  /** Says how a part is stopped; the last one to be started stops first. */
  readonly undo: (name: string, end: () => Promise<unknown>) => void
}

/** What settles requests, and tells what was settled: the feed, the arbiter, the gate before it, the watch over the database and the expiry job. */
export const startCore = async ({ settings, log, metrics, connection, watching, open, undo }: Parts) => {
  const sql = open(10, 'reads')
  const feed = await startFeedReader({ sql: open(4, 'feed'), log })
  undo('feed', () => feed.close())
  const onCommitted = (position: number): void => {
    metrics.committed(position)
    feed.committed(position)
  }
  let expiry: ExpiryJob | null = null
  const arbiter = createArbiter({
    connection: { ...connection, name: 'holdfast arbiter' },
    log,
    newId,
    onCommitted,
    onDeadline: (deadline) => expiry?.wakeAt(deadline),
    onBatch: metrics.batchSettled,
  })
  undo('arbiter', () => arbiter.close())
  const halls = new Halls(sql)
  const gate = await startGate({
    ...{ sql: open(2, 'gate'), arbiter, feed, halls, log, newId, redisUrl: settings.redisUrl, metrics },
  })
  undo('gate', () => gate.close())
  const onStalled = (): void => {
    arbiter.abandon()
    gate.abandon()
  }
  const watch = startWatch({ sql: watching, log, onStalled })
  undo('watch', () => watch.stop())
  if (settings.sweep) {
    const job = startExpiryJob({ sql: open(2, 'expiry'), arbiter, newId, log, onCommitted, onSwept: metrics.swept })
    expiry = job
    undo('expiry job', () => job.stop())
  }
  return { sql, feed, arbiter, halls, gate, watch }
}

export type Core = Awaited<ReturnType<typeof startCore>>

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
  /** Opens a pool that is closed when the hub stops. */
  readonly open: (max: number, name: string) => Sql
  /** Says how a part is stopped; the last one to be started stops first. */
  readonly undo: (step: () => Promise<unknown>) => void
}

/** What settles requests, and tells what was settled: the feed, the arbiter, the gate before it, the watch over the database and the expiry job. */
export const startCore = async ({ settings, log, metrics, connection, open, undo }: Parts) => {
  const sql = open(10, 'reads')
  const feed = await startFeedReader({ sql: open(4, 'feed'), log })
  undo(() => feed.close())
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
  undo(() => arbiter.close())
  const halls = new Halls(sql)
  const gate = await startGate({
    ...{ sql: open(2, 'gate'), arbiter, feed, halls, log, newId, redisUrl: settings.redisUrl, metrics },
  })
  undo(() => gate.close())
  const onStalled = (): void => {
    arbiter.abandon()
    gate.abandon()
  }
  const watch = startWatch({ sql: open(1, 'watch'), log, onStalled })
  undo(() => watch.stop())
  if (settings.sweep) {
    const job = startExpiryJob({ sql: open(2, 'expiry'), arbiter, newId, log, onCommitted, onSwept: metrics.swept })
    expiry = job
    undo(() => job.stop())
  }
  return { sql, feed, arbiter, halls, gate, watch }
}

export type Core = Awaited<ReturnType<typeof startCore>>

import { existsSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { createApp } from './api/app.ts'
import { createArbiter } from './arbiter/arbiter.ts'
import { connect, type ConnectOptions, type Sql } from './db/connect.ts'
import { type Cluster, startCluster } from './db/embedded/cluster.ts'
import { migrate } from './db/migrate.ts'
import { startWatch } from './db/watch.ts'
import { loadDemoShop } from './demo/loadDemoShop.ts'
import { startOfferJob } from './bookings/offerJob.ts'
import { type ExpiryJob, startExpiryJob } from './expiry/expiryJob.ts'
import { startFeedReader } from './feed/reader.ts'
import { startGate } from './gate/startGate.ts'
import { startHousekeepingJob } from './housekeeping/housekeepingJob.ts'
import { createMetrics } from './metrics.ts'
import { countedKeys, newId } from './newId.ts'
import { selfCheck } from './selfCheck/selfCheck.ts'
import { providersOf } from './payments/providers.ts'
import { createCheckoutKeys } from './checkout/checkoutKeys.ts'
import { createMailer } from './mail/mailer.ts'
import { startMailJob } from './mail/mailJob.ts'
import { startOverviewJob } from './overview/overviewJob.ts'
import { startReminderJob } from './orders/reminderJob.ts'
import { startQueue } from './queue/queue.ts'
import { Halls } from './seating/halls.ts'
import { startSessions } from './sessions/sessions.ts'
import { isLoopback } from './webhooks/addresses.ts'
import { startStockJob } from './connectors/stockJob.ts'
import { startWebhookJob } from './webhooks/webhookJob.ts'
import type { Settings } from './settings.ts'

export interface RunningHub {
  /** Where it answers. */
  readonly url: string
  /** Resolves if the hub cannot go on: its PostgreSQL has ended by itself. */
  readonly died: Promise<void>
  stop(): Promise<void>
}

/**
 * Puts a hub together and starts it: the database, the arbiter, the expiry job, the waiting list, the feed and the API. What was started is stopped
 * again when a later part fails.
 * @param terminalFolder the built web terminal
 */
export const startHub = async (settings: Settings, log: Logger, terminalFolder: string): Promise<RunningHub> => {
  const undo: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop())
      await step().catch((error: unknown) => log.error({ err: error }, 'a part of the hub did not stop cleanly'))
  }
  try {
    const cluster = settings.databaseUrl === null ? await startCluster({ folder: settings.data, log }) : null
    if (cluster !== null) undo.push(() => cluster.stop())
    const connection = connectionOf(settings, cluster)
    await migrate(connection)
    const open = (max: number, name: string): Sql => {
      const sql = connect({ ...connection, max, name: `holdfast ${name}` })
      undo.push(() => sql.end({ timeout: 3 }))
      return sql
    }
    const { app, url } = await assemble(settings, { log, open, undo, connection, terminalFolder })
    return { url: url(app), died: cluster?.died ?? new Promise<void>(() => {}), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const connectionOf = (settings: Settings, cluster: Cluster | null): Omit<ConnectOptions, 'max' | 'name'> => {
  if (cluster !== null) return cluster.connection
  return settings.databaseUrl === null ? {} : { url: settings.databaseUrl }
}

interface Parts {
  readonly log: Logger
  readonly open: (max: number, name: string) => Sql
  readonly undo: (() => Promise<unknown>)[]
  readonly connection: Omit<ConnectOptions, 'max' | 'name'>
  readonly terminalFolder: string
}

const assemble = async (settings: Settings, { log, open, undo, connection, terminalFolder }: Parts) => {
  const sql = open(10, 'reads')
  const metrics = createMetrics()
  const feed = await startFeedReader({ sql: open(4, 'feed'), log })
  undo.push(() => feed.close())
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
  undo.push(() => arbiter.close())
  const halls = new Halls(sql)
  const gate = await startGate({
    ...{ sql: open(2, 'gate'), arbiter, feed, halls, log, newId, redisUrl: settings.redisUrl, metrics },
  })
  undo.push(() => gate.close())
  const onStalled = (): void => {
    arbiter.abandon()
    gate.abandon()
  }
  const watch = startWatch({ sql: open(1, 'watch'), log, onStalled })
  undo.push(() => watch.stop())
  if (settings.sweep) {
    const job = startExpiryJob({ sql: open(2, 'expiry'), arbiter, newId, log, onCommitted, onSwept: metrics.swept })
    expiry = job
    undo.push(() => job.stop())
  }
  const reminders = startReminderJob({ sql: open(1, 'reminders'), arbiter, newId, log })
  undo.push(() => reminders.stop())
  if (settings.mail !== null) {
    const mailer = await createMailer(settings.mail)
    const lettersSql = open(2, 'mail')
    const letters = startMailJob({
      ...{ sql: lettersSql, mailer, keys: createCheckoutKeys(lettersSql), publicUrl: settings.publicUrl, log },
    })
    undo.push(async () => {
      await letters.stop()
      mailer.close()
    })
  }
  const offers = startOfferJob({ sql: open(2, 'waiting list'), arbiter, feed, log, newId, onOffered: metrics.offered })
  undo.push(() => offers.stop())
  const sessions = startSessions({ sql: open(2, 'sessions'), arbiter, log, newId })
  undo.push(() => sessions.close())
  const queue = startQueue({
    ...{ sql: open(2, 'waiting room'), arbiter, feed, halls, log, newId, onOffered: metrics.offered },
  })
  undo.push(() => queue.close())
  const isLocal = isLoopback(settings.host)
  const webhooks = startWebhookJob({
    ...{ sql: open(2, 'webhooks'), feed, log, mayBePrivate: isLocal },
    onDelivered: metrics.webhooksDelivered,
  })
  undo.push(() => webhooks.stop())
  const shops = startStockJob({ sql: open(2, 'shops'), feed, log, mayBePrivate: isLocal })
  undo.push(() => shops.stop())
  const overview = startOverviewJob({ sql: open(1, 'overview'), feed, log })
  undo.push(() => overview.stop())
  const housekeeping = startHousekeepingJob({
    ...{ sql: open(1, 'housekeeping'), ages: settings.ages, log },
    onPutAway: metrics.putAway,
  })
  undo.push(() => housekeeping.stop())
  const hub = {
    ...{ sql, arbiter, gate, feed, sessions, queue, halls, log, newId },
    newKey: countedKeys(newId()),
    providers: providersOf(settings.payments),
    metrics: metrics.registry,
    monotonicNow: () => performance.now(),
    selfCheck: () => selfCheck(sql),
    ready: async () => !watch.isStalled() && (await isReady(sql)),
    isStalled: () => watch.isStalled(),
    settings: {
      isLocal,
      trustedProxies: settings.trustedProxies,
      publicUrl: settings.publicUrl,
      adminKey: settings.adminKey,
      demo: settings.demo,
      terminalFolder: existsSync(path.join(terminalFolder, 'index.html')) ? terminalFolder : null,
    },
  }
  if (settings.demo) await loadDemoShop(hub)
  const app = await createApp(hub)
  undo.push(() => app.close())
  await app.listen({ port: settings.port, host: settings.host })
  return { app, url: (listening: FastifyInstance) => urlOf(listening, settings.host) }
}

/** Asked within two seconds, so that a stalled database is told at once. */
const isReady = async (sql: Sql): Promise<boolean> => {
  const patience = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), 2_000).unref()
  })
  return Promise.race([
    sql`select 1`.then(
      () => true,
      () => false,
    ),
    patience,
  ])
}

const urlOf = (app: FastifyInstance, host: string): string => {
  const address = app.server.address()
  const port = address === null || typeof address === 'string' ? 0 : address.port
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

import { setMaxListeners } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Logger } from 'pino'
import { createApp } from './api/app.ts'
import { connect, type ConnectOptions, type Sql } from './db/connect.ts'
import { type Cluster, startCluster } from './db/embedded/cluster.ts'
import { migrate } from './db/migrate.ts'
import { reach } from './db/reach.ts'
import { loadDemoShop } from './demo/loadDemoShop.ts'
import { listen } from './listen.ts'
import { createMetrics } from './metrics.ts'
import { countedKeys, newId } from './newId.ts'
import { bankAccountsOf } from './payments/bankAccounts.ts'
import { postJson } from './payments/postJson.ts'
import { providersOf } from './payments/providers.ts'
import { startQueue } from './queue/queue.ts'
import { selfCheck } from './selfCheck/selfCheck.ts'
import { startSessions } from './sessions/sessions.ts'
import type { Settings } from './settings.ts'
import { type Parts, startCore } from './startCore.ts'
import { startJobs } from './startJobs.ts'
import { type Part, takeApart } from './takeApart.ts'
import { isLoopback } from './webhooks/addresses.ts'

export interface RunningHub {
  /** Where it answers. */
  readonly url: string
  /** Resolves if the hub cannot go on: its PostgreSQL has ended by itself. */
  readonly died: Promise<void>
  stop(): Promise<void>
}

/** Within these its PostgreSQL ends too, so that the program does within its ten seconds. */
const longestStopMs = 8_000

/**
 * Puts a hub together and starts it: the database, the arbiter, the expiry job, the waiting list, the feed and the API. What was started is stopped
 * again when a later part fails.
 * @param terminalFolder the built web terminal
 */
export const startHub = async (settings: Settings, log: Logger, terminalFolder: string): Promise<RunningHub> => {
  const cluster = settings.databaseUrl === null ? await startCluster({ folder: settings.data, log }) : null
  const givenUp = new AbortController()
  setMaxListeners(0, givenUp.signal)
  const connection = { ...connectionOf(settings, cluster), givenUp: givenUp.signal }
  const watching = connect({ ...connection, max: 1, name: 'holdfast watch' })
  const parts: Part[] = []
  const undo = (name: string, end: () => Promise<unknown>): void => void parts.push({ name, end })
  const stop = async (): Promise<void> => {
    const began = performance.now()
    const answers = await takeApart(parts.splice(0), {
      log,
      ask: () => watching`select`,
      giveUp: () => givenUp.abort(),
    })
    await watching.end({ timeout: 0 })
    await cluster?.stop(answers ? longestStopMs - (performance.now() - began) : 1_000)
  }
  try {
    if (settings.databaseUrl !== null) await reach(settings.databaseUrl)
    await migrate(connection)
    const open = (max: number, name: string): Sql => {
      const sql = connect({ ...connection, max, name: `holdfast ${name}` })
      undo(`connections for ${name}`, () => sql.end({ timeout: 3 }))
      return sql
    }
    const metrics = createMetrics()
    const url = await assemble({ settings, log, metrics, connection, watching, open, undo }, terminalFolder)
    return { url, died: cluster?.died ?? new Promise<void>(() => {}), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const connectionOf = (settings: Settings, cluster: Cluster | null): Omit<ConnectOptions, 'max' | 'name'> => {
  if (cluster !== null) return cluster.connection
  return settings.databaseUrl === null ? {} : { url: settings.databaseUrl }
}

/** Starts the parts one on the other. @returns where the hub answers */
const assemble = async (parts: Parts, terminalFolder: string): Promise<string> => {
  const { settings, log, metrics, open, undo } = parts
  const core = await startCore(parts)
  const { sql, arbiter, gate, feed, halls, watch } = core
  await startJobs(parts, core)
  const sessions = startSessions({ sql: open(2, 'sessions'), arbiter, log, newId })
  undo('sessions', () => sessions.close())
  const queue = startQueue({
    ...{ sql: open(2, 'waiting room'), arbiter, feed, halls, log, newId, onOffered: metrics.offered },
  })
  undo('waiting room', () => queue.close())
  const bankAccounts = bankAccountsOf(sql, settings.payments.bankAccount)
  const hub = {
    ...{ sql, arbiter, gate, feed, sessions, queue, halls, log, newId },
    newKey: countedKeys(newId()),
    providers: providersOf(settings.payments, postJson, () => bankAccounts.current()),
    bankAccounts,
    metrics: metrics.registry,
    monotonicNow: () => performance.now(),
    selfCheck: () => selfCheck(sql),
    ready: async () => !watch.isStalled() && (await isReady(sql)),
    isStalled: () => watch.isStalled(),
    settings: {
      isLocal: isLoopback(settings.host),
      trustedProxies: settings.trustedProxies,
      publicUrl: settings.publicUrl,
      adminKey: settings.adminKey,
      demo: settings.demo,
      terminalFolder: existsSync(path.join(terminalFolder, 'index.html')) ? terminalFolder : null,
    },
  }
  if (settings.demo) await loadDemoShop(hub)
  const app = await createApp(hub)
  undo('requests', () => app.close())
  return listen(app, settings)
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

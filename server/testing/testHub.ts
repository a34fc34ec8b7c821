import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll } from 'vitest'
import { z } from 'zod'
import { createApp } from '../api/app.ts'
import type { Hub } from '../api/hub.ts'
import { createArbiter } from '../arbiter/arbiter.ts'
import type { Arbiter } from '../arbiter/types.ts'
import { startFeedReader } from '../feed/reader.ts'
import type { FeedReader } from '../feed/types.ts'
import { type GateOptions, startGate } from '../gate/startGate.ts'
import type { Gate } from '../gate/gate.ts'
import { countedKeys, newId } from '../newId.ts'
import { byHandAlone } from '../payments/paymentSettings.ts'
import type { Providers } from '../payments/provider.ts'
import { bankAccountsOf } from '../payments/bankAccounts.ts'
import { postJson } from '../payments/postJson.ts'
import { providersOf } from '../payments/providers.ts'
import { type Queue, startQueue } from '../queue/queue.ts'
import { Halls } from '../seating/halls.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { type Sessions, startSessions } from '../sessions/sessions.ts'
import type { TestDatabase } from './testDatabase.ts'

/** Signs the messages of the provider for tests. */
export const testPaymentSecret = 'secret-of-the-test-payments'

export const adminKey = 'admin-key-of-the-tests'

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  /** The parsed body; null if there was none. */
  readonly body: unknown
  readonly text: string
}

export interface Asking {
  readonly key?: string | null
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is. */
  readonly raw?: string | Buffer
  /** The address from which it comes; default: this machine's. */
  readonly from?: string
}

/** A whole hub on a test file's database, without a port: real arbiter, real feed. */
export interface TestHub {
  readonly app: FastifyInstance
  readonly hub: Hub
  readonly ask: (
    method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH' | 'OPTIONS',
    url: string,
    asking?: Asking,
  ) => Promise<Answered>
  /** Makes a channel and a key for it. */
  channelKey(
    code: string,
    options?: { kind?: 'pos' | 'web'; holdTtlSeconds?: number; requestsPerMinute?: number },
  ): Promise<string>
  /** Makes the location `q1`, and an item with so much stock there. */
  item(sku: string, onHand: number, options?: object): Promise<void>
  /** Moves the clock by which the hub remembers keys. */
  pass(milliseconds: number): void
}

export interface TestHubOptions {
  readonly demo?: boolean
  readonly isLocal?: boolean
  readonly trustedProxies?: readonly string[]
  readonly wrap?: (arbiter: Arbiter) => Arbiter
  readonly terminalFolder?: string
  /** Default: by hand, and for tests. */
  readonly providers?: Providers
  /** Hears what the gate does. */
  readonly gateMetrics?: GateOptions['metrics']
  /** Where the gate counts; default: in memory. */
  readonly redisUrl?: () => string
}

/** For a gate of which nobody wants to know. */
export const noGateMetrics: GateOptions['metrics'] = {
  gateAnswered: () => {},
  gateDiffered: () => {},
  gateShared: () => {},
}

const running = <Value>(value: Value | null): Value => {
  if (value === null) throw new Error('the hub runs only inside tests and hooks')
  return value
}

export const testHub = (database: TestDatabase, options: TestHubOptions = {}): TestHub => {
  let app: FastifyInstance | null = null
  let hub: Hub | null = null
  let feed: FeedReader | null = null
  let sessions: Sessions | null = null
  let gate: Gate | null = null
  let queue: Queue | null = null
  let passed = 0

  beforeAll(async () => {
    const log = pino({ level: process.env['HOLDFAST_TEST_LOG'] ?? 'silent' })
    feed = await startFeedReader({ sql: database.sql, log, coalesceMs: 1 })
    const arbiter = createArbiter({
      connection: { ...database.connection, name: 'test arbiter' },
      log,
      newId,
      onCommitted: (position) => feed?.committed(position),
    })
    sessions = startSessions({ sql: database.sql, arbiter, log, newId, mostStreams: 50 })
    const halls = new Halls(database.sql)
    const wrapped = options.wrap?.(arbiter) ?? arbiter
    gate = await startGate({
      ...{ sql: database.sql, arbiter: wrapped, feed, halls, log, newId },
      redisUrl: options.redisUrl?.() ?? null,
      metrics: options.gateMetrics ?? noGateMetrics,
    })
    queue = startQueue({ sql: database.sql, arbiter: wrapped, feed, halls, log, newId })
    const bankAccounts = bankAccountsOf(database.sql, null)
    hub = {
      queue,
      halls,
      sql: database.sql,
      arbiter: wrapped,
      gate,
      feed,
      sessions,
      settings: {
        publicUrl: null,
        isLocal: options.isLocal ?? true,
        trustedProxies: options.trustedProxies ?? [],
        adminKey,
        demo: options.demo ?? false,
        terminalFolder: options.terminalFolder ?? null,
      },
      providers:
        options.providers ??
        providersOf({ ...byHandAlone, testSecret: testPaymentSecret }, postJson, () => bankAccounts.current()),
      bankAccounts,
      log,
      metrics: new Registry(),
      ready: () => Promise.resolve(true),
      isStalled: () => false,
      selfCheck: () => selfCheck(database.sql),
      monotonicNow: () => performance.now() + passed,
      newId,
      newKey: countedKeys(newId()),
    }
    app = await createApp(hub)
  })
  afterAll(async () => {
    await app?.close()
    await queue?.close()
    await sessions?.close()
    await gate?.close()
    await hub?.arbiter.close()
    await feed?.close()
  })

  const ask: TestHub['ask'] = async (method, url, { key = adminKey, body, headers = {}, raw, from } = {}) => {
    const asked: InjectOptions = {
      method,
      url,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(from === undefined ? {} : { remoteAddress: from }),
      ...(raw === undefined ? {} : { payload: raw }),
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    }
    const answer = await running(app).inject(asked)
    const isJson = /[/+]json\b/.test(String(answer.headers['content-type']))
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson && answer.payload !== '' ? JSON.parse(answer.payload) : null,
      text: answer.payload,
    }
  }

  return {
    get app() {
      return running(app)
    },
    get hub() {
      return running(hub)
    },
    ask,
    channelKey: async (code, channel = {}) => {
      await ask('PUT', `/v1/channels/${code}`, { body: { name: code, kind: 'web', ...channel } })
      const made = await ask('POST', `/v1/channels/${code}/keys`)
      return z.object({ key: z.string() }).parse(made.body).key
    },
    item: async (sku, onHand, item = {}) => {
      await ask('PUT', '/v1/locations/q1', { body: { name: 'Quận 1', timeZone: 'Asia/Ho_Chi_Minh' } })
      await ask('PUT', `/v1/items/${encodeURIComponent(sku)}`, {
        body: { name: sku, price: { amount: 10_000, currency: 'VND' }, ...item },
      })
      await ask('PUT', `/v1/stock/${encodeURIComponent(sku)}/q1`, { body: { onHand } })
    },
    pass: (milliseconds) => {
      passed += milliseconds
    },
  }
}

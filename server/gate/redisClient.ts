import { createHash } from 'node:crypto'

/** Longer than this a request does not wait for Redis, in milliseconds. */
const patienceMs = 300

/** What the gate needs of Redis. Nothing waits for a connection: without one every call fails at once. */
export interface RedisClient {
  /** Runs a script as one step. @throws Error when Redis did not answer in time, or not at all */
  run(script: string, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>
  ping(): Promise<void>
  close(): void
}

/** Connects, and goes on trying for as long as it takes. Resolves after the first try, whatever came of it. */
export const connectRedis = async (url: string, patience: number = patienceMs): Promise<RedisClient> => {
  // Only who has a Redis waits until its client is read.
  const { Redis } = await import('ioredis')
  const redis = new Redis(url, {
    lazyConnect: true,
    commandTimeout: patience,
    connectTimeout: 1_000,
    // What was not answered may have been done: the caller goes on without Redis instead of asking it twice.
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (times) => Math.min(500, times * 50),
  })
  // Told by the calls that fail.
  redis.on('error', () => {})
  await redis.connect().catch(() => {})
  return {
    run: async (script, keys, args) => {
      try {
        return await redis.call('evalsha', shaOf(script), keys.length, ...keys, ...args)
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
        return redis.call('eval', script, keys.length, ...keys, ...args)
      }
    },
    ping: async () => {
      await redis.ping()
    },
    close: () => redis.disconnect(),
  }
}

const known = new Map<string, string>()

const shaOf = (script: string): string => {
  const before = known.get(script)
  if (before !== undefined) return before
  const sha = createHash('sha1').update(script).digest('hex')
  known.set(script, sha)
  return sha
}

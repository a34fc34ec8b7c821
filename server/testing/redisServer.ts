import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { freePort } from './freePort.ts'

/**
 * How a client reaches Redis. `tcp` is how a hub would (`HOLDFAST_REDIS_URL` names a host and a port); `socket` is the shortest way there is on one
 * machine; `pipelined` gathers what is asked in one turn of the event loop into one write, as the client's makers offer but do not do unasked.
 */
export type Reached = 'tcp' | 'socket' | 'pipelined'

export interface TestRedis {
  readonly url: string
  client(reached: Reached): Redis
  /** Ends it as an operating system would: at once, with all it had in memory. */
  kill(): Promise<void>
  /** Starts it again where it was, empty. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Whether this machine has a `redis-server`: tests that need one are skipped, and say so, where it has none. */
export const hasRedis = (): boolean => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Starts the `redis-server` of this machine for itself, keeping nothing on disk. @returns null where there is none */
export const startRedis = async (): Promise<TestRedis | null> => {
  if (!hasRedis()) return null
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hf-redis-'))
  const socket = path.join(folder, 'redis.sock')
  const port = await freePort()
  const clients: Redis[] = []
  const client = (reached: Reached): Redis => {
    const redis = new Redis({
      ...(reached === 'socket' ? { path: socket } : { host: '127.0.0.1', port }),
      lazyConnect: true,
      enableAutoPipelining: reached === 'pipelined',
      retryStrategy: (times) => Math.min(100, times * 20),
    })
    redis.on('error', () => {})
    clients.push(redis)
    return redis
  }
  const begin = async (): Promise<ChildProcess> => {
    const at = ['--bind', '127.0.0.1', '--port', `${port}`, '--unixsocket', socket, '--dir', folder]
    const child = spawn('redis-server', [...at, '--save', '', '--appendonly', 'no'], { stdio: 'ignore' })
    await waitUntilUp(client('tcp'), child)
    return child
  }
  let server = await begin()
  return {
    url: `redis://127.0.0.1:${port}`,
    client,
    kill: () => end(server, 'SIGKILL'),
    restart: async () => {
      server = await begin()
    },
    close: async () => {
      for (const redis of clients) redis.disconnect()
      await end(server, 'SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** @throws Error when the server ends instead */
const waitUntilUp = async (redis: Redis, child: ChildProcess): Promise<void> => {
  while (child.exitCode === null) {
    try {
      await redis.ping()
      redis.disconnect()
      return
    } catch {
      await sleep(20)
    }
  }
  throw new Error('redis-server ended while it started')
}

const end = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

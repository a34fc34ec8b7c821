import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'

/**
 * How a client reaches Redis. `tcp` is how a hub would (`HOLDFAST_REDIS_URL` names a host and a port); `socket` is the shortest way there is on one
 * machine; `pipelined` gathers what is asked in one turn of the event loop into one write, as the client's makers offer but do not do unasked.
 */
export type Reached = 'tcp' | 'socket' | 'pipelined'

export interface TestRedis {
  client(reached: Reached): Redis
  close(): Promise<void>
}

/** Starts the `redis-server` of this machine for itself, keeping nothing on disk. @returns null where there is none */
export const startRedis = async (): Promise<TestRedis | null> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hf-redis-'))
  const socket = path.join(folder, 'redis.sock')
  const port = await freePort()
  const child = spawn(
    'redis-server',
    [
      '--bind',
      '127.0.0.1',
      '--port',
      String(port),
      '--unixsocket',
      socket,
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder,
    ],
    { stdio: 'ignore' },
  )
  const failed = new Promise<'failed'>((resolve) => {
    child.once('error', () => resolve('failed'))
    child.once('exit', () => resolve('failed'))
  })
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
  const up = await Promise.race([failed, waitUntilUp(client('tcp'))])
  const close = async (): Promise<void> => {
    for (const redis of clients) redis.disconnect()
    await stop(child)
    rmSync(folder, { recursive: true, force: true })
  }
  if (up === 'failed') {
    await close()
    return null
  }
  return { client, close }
}

/** A port that nobody had a moment ago. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address === null || typeof address === 'string' ? 0 : address.port
      server.close(() => resolve(port))
    })
  })

const waitUntilUp = async (redis: Redis): Promise<'up'> => {
  for (;;) {
    try {
      await redis.ping()
      return 'up'
    } catch {
      await sleep(20)
    }
  }
}

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.pid === undefined) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  await gone
}

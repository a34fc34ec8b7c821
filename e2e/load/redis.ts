import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'

export interface TestRedis {
  readonly socket: string
  /** @param pipelined gathers what is asked in one turn of the event loop into one write, as its makers offer but do not do unasked */
  client(pipelined: boolean): Redis
  close(): Promise<void>
}

/** Starts the `redis-server` of this machine on a socket of its own, keeping nothing on disk. @returns null where there is none */
export const startRedis = async (): Promise<TestRedis | null> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hf-redis-'))
  const socket = path.join(folder, 'redis.sock')
  const child = spawn(
    'redis-server',
    ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder],
    { stdio: 'ignore' },
  )
  const failed = new Promise<'failed'>((resolve) => {
    child.once('error', () => resolve('failed'))
    child.once('exit', () => resolve('failed'))
  })
  const clients: Redis[] = []
  const client = (pipelined: boolean): Redis => {
    const redis = new Redis(socket, {
      lazyConnect: true,
      enableAutoPipelining: pipelined,
      retryStrategy: (times) => Math.min(100, times * 20),
    })
    redis.on('error', () => {})
    clients.push(redis)
    return redis
  }
  const up = await Promise.race([failed, waitUntilUp(client(false))])
  const close = async (): Promise<void> => {
    for (const redis of clients) redis.disconnect()
    await stop(child)
    rmSync(folder, { recursive: true, force: true })
  }
  if (up === 'failed') {
    await close()
    return null
  }
  return { socket, client, close }
}

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

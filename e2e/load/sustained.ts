import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { argumentsOf, bundle, type Program } from '../../server/bundle.ts'
import { startRedis } from '../../server/testing/redisServer.ts'
import { type HubProcess, readyUrl } from '../support/hubProcess.ts'
import { setUpItem } from '../support/rest.ts'
import { allWere, type Asked, callers } from './callers.ts'
import { inTurns } from './measure.ts'
import { health, placing } from './placing.ts'
import { atLeast, baseline, type Figure, milliseconds, perSecond } from './report.ts'

const connections = 256
const root = fileURLToPath(new URL('../..', import.meta.url))
/** Built and run as the hub is: it is measured beside it. */
const program: Program = { source: 'e2e/load/redisRoute.ts', file: 'e2e/load/dist/redisRoute.js' }

/** The same wish to a route that does only a script of Redis. @returns its address and how to end it */
const startRedisRoute = async (redis: string, how: 'plain' | 'pipelined') => {
  await bundle(program)
  const child = spawn(process.execPath, [...argumentsOf(program), redis, how], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await readyUrl(child)
  const close = async (): Promise<void> => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { url, close }
}

/** One hot SKU for as long as it lasts: what can be held durably in a second, beside the hub's own /healthz and a route that only asks a cache. */
export const sustained = async (hub: HubProcess): Promise<Figure[]> => {
  await setUpItem(hub.url, 'sustained', 100_000_000)
  const redis = await startRedis()
  const routes =
    redis === null ? [] : [await startRedisRoute(redis.url, 'plain'), await startRedisRoute(redis.url, 'pipelined')]
  const latencies: number[] = []
  const contender = (name: string, asked: Asked, status: number) => ({
    name,
    run: async (time: number): Promise<number> => {
      const heard = await callers(connections, { milliseconds: time }, [asked])
      if (name === 'holds') latencies.push(heard.p99Ms)
      return allWere(status, heard).perSecond
    },
  })
  try {
    const [healthz = 0, holds = 0, plain = 0, pipelined = 0] = await inTurns(
      [
        contender('/healthz', health(hub.url), 200),
        contender('holds', placing(hub.url, 'sustained'), 201),
        ...routes.map(({ url }) => contender('Redis', placing(url, 'sustained'), 201)),
      ],
      3,
      4_000,
    )
    const value = perSecond(holds)
    return [
      baseline(`GET /healthz over ${connections} connections`, perSecond(healthz)),
      baseline('the same server with a Redis script alone', redis === null ? 'no redis-server here' : perSecond(plain)),
      ...(redis === null ? [] : [baseline('the same, pipelined by its client', perSecond(pipelined))]),
      atLeast(
        `one hot SKU through REST, durable (p99 ${milliseconds(Math.max(...latencies.slice(1)))})`,
        ...([value, '/healthz', holds / healthz, 0.4, 0.6] as const),
      ),
      ...(redis === null ? [] : [atLeast('the same', value, 'a Redis script alone', holds / plain, 0.6, 1)]),
    ]
  } finally {
    for (const route of routes) await route.close()
    await redis?.close()
  }
}

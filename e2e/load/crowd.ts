import { startRedis } from '../../server/testing/redisServer.ts'
import { newId } from '../../server/newId.ts'
import type { HubProcess } from '../support/hubProcess.ts'
import { ask, holdIdOf, holdWish, setUpItem, stockOf } from '../support/rest.ts'
import { allWere, callers, type Heard } from './callers.ts'
import { inTurns } from './measure.ts'
import { health, placing } from './placing.ts'
import { onHub } from './measuredHub.ts'
import { atLeast, atMost, baseline, type Figure, milliseconds, perSecond } from './report.ts'

export const connections = 256
export const buyers = 5_000
export const units = 500

export const counted = ({ statuses }: Heard, status: number): number => statuses.get(status) ?? 0

/** Where the crowd hears that it has come too late. */
interface Way {
  readonly name: string
  readonly hub: HubProcess
  readonly sku: string
  readonly isGated: boolean
}

/** Many buyers at once, few units: who gets one, how long an answer takes, and who has what a buyer gives back. */
const rush = async ({ name, hub, sku, isGated }: Way): Promise<Figure> => {
  await setUpItem(hub.url, sku, units, { flashSale: isGated })
  const sale = await callers(connections, { answers: buyers }, [placing(hub.url, sku)])
  const [sold, refused] = [counted(sale, 201), counted(sale, 409)]
  if (sold !== units || refused !== buyers - units)
    throw new Error(`of ${buyers} buyers ${sold} got one of ${units}, ${refused} were refused`)
  const { held } = await stockOf(hub.url, sku)
  if (held !== units) throw new Error(`${held} of ${units} are held`)
  await resell(hub.url, `${sku}-last`, isGated)
  return atMost(
    `${name}: all sold, ${refused} told so (${perSecond(sale.perSecond)})`,
    `p99 ${milliseconds(sale.p99Ms)}`,
    ...(['a second', sale.p99Ms / 1_000, 1] as const),
  )
}

/** What is given back is the next buyer's. */
const resell = async (url: string, sku: string, isGated: boolean): Promise<void> => {
  await setUpItem(url, sku, 1, { flashSale: isGated })
  const first = await ask(url, 'POST', '/v1/holds', holdWish(sku))
  for (let refused = 0; refused < 20; refused += 1) await ask(url, 'POST', '/v1/holds', holdWish(sku))
  await ask(url, 'POST', `/v1/holds/${holdIdOf(first)}/release`, {})
  const next = await ask(url, 'POST', '/v1/holds', holdWish(sku))
  if (next.status !== 201) throw new Error(`what was given back could not be had: ${next.status}`)
}

/** How many of a crowd that has come too late are told so in a second. */
const tell = async ({ hub, sku }: Way, time: number): Promise<number> => {
  const heard = await callers(connections, { milliseconds: time }, [placing(hub.url, sku)])
  return allWere(409, heard).perSecond
}

/** The same crowd at a hub without a gate, with one in memory, and with one in Redis. */
export const crowdFigures = async (hub: HubProcess): Promise<Figure[]> => {
  const redis = await startRedis()
  try {
    if (redis === null) return [...(await figuresOf(hub, null)), baseline('gate in Redis', 'no redis-server here')]
    return await onHub((sharing) => figuresOf(hub, sharing), { HOLDFAST_REDIS_URL: redis.url })
  } finally {
    await redis?.close()
  }
}

/** Both hubs were just started. A shop that announces a flash sale has a hub that has run for days: what the first seconds cost is not what its crowd finds. */
const warm = async (url: string): Promise<void> => {
  const sku = `before-${newId()}`
  await setUpItem(url, sku, 100_000_000)
  await callers(connections, { milliseconds: 4_000 }, [placing(url, sku)])
}

const figuresOf = async (hub: HubProcess, sharing: HubProcess | null): Promise<Figure[]> => {
  const ways: readonly Way[] = [
    { name: 'no gate', hub, sku: 'rush', isGated: false },
    { name: 'gate in memory', hub, sku: 'rush-gate', isGated: true },
    ...(sharing === null ? [] : [{ name: 'gate in Redis', hub: sharing, sku: 'rush-redis', isGated: true }]),
  ]
  for (const { url } of sharing === null ? [hub] : [hub, sharing]) await warm(url)
  const bare = await callers(connections, { answers: buyers }, [health(hub.url)])
  const figures: Figure[] = [
    baseline(`GET /healthz, ${buyers} times over ${connections} connections`, `p99 ${milliseconds(bare.p99Ms)}`),
  ]
  for (const way of ways) figures.push(await rush(way))
  const bareHealth = async (time: number): Promise<number> => {
    return allWere(200, await callers(connections, { milliseconds: time }, [health(hub.url)])).perSecond
  }
  const contenders = [
    { name: '/healthz', run: bareHealth },
    ...ways.map((way) => ({ name: way.name, run: (time: number) => tell(way, time) })),
  ]
  const [healthy = 0, ungated = 0, ...gated] = await inTurns(contenders, 3, 3_000)
  return [
    ...figures,
    baseline('GET /healthz', perSecond(healthy)),
    baseline('sold out, no gate', perSecond(ungated)),
    ...gated.flatMap((rate, n) => [
      atLeast(`sold out, ${ways[n + 1]?.name}`, perSecond(rate), 'no gate', rate / ungated, 1.2, 2),
      atLeast(`sold out, ${ways[n + 1]?.name}`, perSecond(rate), '/healthz', rate / healthy, 0.25),
    ]),
  ]
}

import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../../server/db/connect.ts'
import { Random } from '../simulation/random.ts'
import { runSale } from '../support/hotSale.ts'
import { type HubFleet, startFleet } from '../support/hubFleet.ts'
import { selfCheckOf, setUpItem } from '../support/rest.ts'
import { wearIn } from './benchDatabase.ts'
import { allWere, type Asked, callers } from './callers.ts'
import { inTurns } from './measure.ts'
import { health, placing } from './placing.ts'
import { baseline, type Benchmark, type Figure, perSecond } from './report.ts'

const connections = 64
const manySkus = 200
const units = 50

/** Asks the first so many hubs at once, from so many connections together. @returns answers a second */
const load = async (
  fleet: HubFleet,
  hubs: number,
  time: number,
  { request, status }: { request: (url: string) => readonly Asked[]; status: number },
): Promise<number> => {
  const results = await Promise.all(
    fleet.urls.slice(0, hubs).map((url) => callers(connections / hubs, { milliseconds: time }, request(url))),
  )
  return results.reduce((sum, heard) => sum + allWere(status, heard).perSecond, 0)
}

/** How much more hubs settle together, all counting in Redis. */
const throughput = async (fleet: HubFleet): Promise<Figure[]> => {
  const skus = Array.from({ length: manySkus }, (_, n) => `many-${n}`)
  for (const sku of ['hot', ...skus]) await setUpItem(fleet.urls[0] ?? '', sku, 100_000_000, { flashSale: true })
  const ways = [
    { name: 'GET /healthz', request: (url: string) => [health(url)], status: 200 },
    { name: 'one hot SKU', request: (url: string) => [placing(url, 'hot')], status: 201 },
    { name: `${manySkus} SKUs`, request: (url: string) => skus.map((sku) => placing(url, sku)), status: 201 },
  ]
  const contenders = [1, 2, 4].flatMap((hubs) =>
    ways.map(({ name, request, status }) => ({
      name: `${hubs} ${hubs === 1 ? 'hub' : 'hubs'}: ${name}`,
      hubs,
      run: (time: number) => load(fleet, hubs, time, { request, status }),
    })),
  )
  const rates = await inTurns(contenders, 3, 3_000)
  return contenders.map(({ name, hubs }, n) => {
    const rate = rates[n] ?? 0
    const alone = rates[n % ways.length] ?? 0
    return hubs === 1
      ? baseline(name, perSecond(rate))
      : { ...baseline(name, perSecond(rate)), against: '1 hub', ratio: rate / alone }
  })
}

/** A sale of few units during which a hub and Redis are killed: what must hold is looked at, and how fast it went is told. */
const sale = async (fleet: HubFleet, sku: string): Promise<Figure> => {
  await setUpItem(fleet.urls[0] ?? '', sku, units, { flashSale: true })
  const numbers = new Random(fleet.urls.length)
  const began = performance.now()
  let isOver = false
  const selling = runSale({ fleet, sku, clients: 64, isOver: () => isOver, random: () => numbers.next() })
  await sleep(2_000)
  await fleet.redis?.kill()
  await sleep(1_000)
  await fleet.kill(1)
  await sleep(1_000)
  await fleet.redis?.restart()
  await fleet.restart(1)
  await sleep(4_000)
  isOver = true
  const books = await selling
  const seconds = (performance.now() - began) / 1_000
  const { clean, differences } = await selfCheckOf(fleet.urls[0] ?? '')
  if (!clean || books.unexpected.size > 0)
    throw new Error(`answers ${[...books.unexpected.keys()].join(', ')}; ${differences.join('; ')}`)
  const what = `${fleet.urls.length} hubs ${fleet.redis === null ? 'without Redis' : 'with Redis, which is killed'}, one hub killed: ${books.held} holds, ${books.givenBack} given back, ${books.refused.length} refused; never more than ${books.most} of ${units} at a time`
  return {
    ...{ what, value: perSecond((books.held + books.refused.length) / seconds), against: 'what there is' },
    ...{ ratio: books.most / units, wanted: '≤ 1', met: books.most <= units },
  }
}

export const hubsBench: Benchmark = {
  name: 'hubs',
  about: `1, 2 and 4 hubs on one PostgreSQL and one Redis, ${connections} connections together; and sales in which they are killed`,
  run: async () => {
    const figures: Figure[] = []
    for (const { hubs, withRedis } of [
      { hubs: 4, withRedis: true },
      { hubs: 4, withRedis: false },
      { hubs: 2, withRedis: false },
    ]) {
      const fleet = await startFleet({ hubs, withRedis })
      try {
        if (withRedis) {
          const sql = connect({ ...fleet.connection, max: 1, name: 'bench' })
          await wearIn(sql)
          await sql.end()
          figures.push(...(await throughput(fleet)))
        }
        figures.push(await sale(fleet, 'few'))
      } finally {
        await fleet.close()
      }
    }
    return figures
  },
}

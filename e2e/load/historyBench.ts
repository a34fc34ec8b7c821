import { pino } from 'pino'
import { createArbiter } from '../../server/arbiter/arbiter.ts'
import type { Arbiter } from '../../server/arbiter/types.ts'
import { type BenchDatabase, benchDatabase, location, stockItem } from './benchDatabase.ts'
import { median, quantile } from './measure.ts'
import { atMost, baseline, type Benchmark, milliseconds } from './report.ts'
import { type Lies, writeHistory } from './writeHistory.ts'
import { newId } from '../../server/newId.ts'

const many = 10_000_000
const skus = 1_000

interface Shop {
  readonly database: BenchDatabase
  readonly arbiter: Arbiter
}

const shopWith = async (history: number, lies: Lies): Promise<Shop> => {
  const database = await benchDatabase()
  const sql = database.open(1)
  for (let index = 0; index < skus; index += 1) await stockItem(sql, `sku${index}`, 1_000_000)
  await writeHistory(sql, history, skus, lies)
  return {
    database,
    arbiter: createArbiter({
      connection: { ...database.connection, name: 'bench' },
      log: pino({ level: 'silent' }),
      newId,
    }),
  }
}

const giver = { channel: 'web', ttlSeconds: 900, terminal: null, staff: null, role: 'admin', ownOnly: false } as const

/** One hold after the other, each of another SKU: how long one customer waits. */
const latencies = async ({ arbiter }: Shop, holds: number): Promise<number[]> => {
  const times: number[] = []
  for (let index = 0; index < holds; index += 1) {
    const hold = newId()
    const began = performance.now()
    const lines = [{ kind: 'stock', sku: `sku${(index * 7919) % skus}`, quantity: 1 } as const]
    await arbiter.submit({
      ...{ caller: 'key:bench', key: hold, bodyHash: hold, giver },
      command: { type: 'hold.place', hold, location, lines },
    })
    times.push(performance.now() - began)
  }
  return times
}

const count = many.toLocaleString('en-US')

const tell = (figures: readonly number[]): string =>
  `${milliseconds(median(figures))}, p99 ${milliseconds(quantile(figures, 0.99))}`

export const historyBench: Benchmark = {
  name: 'history',
  about: `how long a hold takes after ${count} holds have ended, put away and not, beside an empty database`,
  run: async () => {
    const shops: Shop[] = []
    try {
      for (const lies of ['at hand', 'put away'] as const) shops.push(await shopWith(many, lies))
      shops.push(await shopWith(0, 'at hand'))
      const times = shops.map((): number[] => [])
      for (let round = 0; round < 9; round += 1)
        for (const [index, shop] of shops.entries()) {
          const measured = await latencies(shop, 400)
          // The first round warms the caches up.
          if (round > 0) times[index]?.push(...measured)
        }
      const [atHand = [], putAway = [], empty = []] = times
      const ratio = (figures: readonly number[]): number => median(figures) / median(empty)
      return [
        baseline('a hold on an empty database', tell(empty)),
        atMost(`after ${count} ended holds, put away by month`, tell(putAway), 'empty', ratio(putAway), 1.2),
        atMost(`after ${count} ended holds, all at hand still`, tell(atHand), 'empty', ratio(atHand), 1.2),
      ]
    } finally {
      for (const { arbiter, database } of shops) {
        await arbiter.close()
        await database.close()
      }
    }
  },
}

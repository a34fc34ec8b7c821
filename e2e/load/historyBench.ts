import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { createArbiter } from '../../server/arbiter/arbiter.ts'
import type { Arbiter } from '../../server/arbiter/types.ts'
import type { Sql } from '../../server/db/connect.ts'
import { type BenchDatabase, benchDatabase, location, stockItem } from './benchDatabase.ts'
import { median } from './measure.ts'
import { atMost, baseline, type Benchmark, milliseconds } from './report.ts'

const few = 10_000
const many = 3_000_000
const skus = 1_000

/** So many holds that ended long ago, with all their rows, as if they had been lived through. */
const writeHistory = async (sql: Sql, count: number): Promise<void> => {
  await sql`set synchronous_commit = off`
  for (let done = 0; done < count; done += 500_000) await writePart(sql, Math.min(500_000, count - done))
  await sql`vacuum analyze`
}

const writePart = (sql: Sql, count: number): Promise<unknown> =>
  sql`
    with ids as materialized (
      select gen_random_uuid() as id, 'sku' || (n % ${skus}) as sku, n, now() - interval '40 days' as at from generate_series(1, ${count}) as n
    ), h as (
      insert into holds (id, state, channel, location, placed_at, expires_at, ended_at)
      select id, case when n % 3 = 0 then 'released' else 'confirmed' end, 'web', ${location}, at, at + interval '15 min', at + interval '5 min' from ids
    ), c as (
      insert into stock_claims (hold, line, location, sku, quantity, expires_at, active)
      select id, 0, ${location}, sku, 1, at + interval '15 min', false from ids
    ), m as (
      insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold)
      select ${location}, sku, at, 'available', 'held', 1, 'held', id from ids
      union all select ${location}, sku, at, 'held', 'outside', 1, 'confirmed', id from ids
    ), v as (
      insert into verdicts (caller, key, body_hash, type, hold, deadline, position, settled_at)
      select 'key:old', id::text, 'x', 'hold.place', id, at, 0, at from ids
    ), head as (update feed_head set position = position + ${count} returning position)
    insert into feed (position, at, type, subject, location)
    select head.position - ${count} + n, at, 'hold.placed', id::text, ${location} from head, ids`

interface Shop {
  readonly database: BenchDatabase
  readonly arbiter: Arbiter
}

const shopWith = async (history: number): Promise<Shop> => {
  const database = await benchDatabase()
  const sql = database.open(1)
  for (let index = 0; index < skus; index += 1) await stockItem(sql, `sku${index}`, 1_000_000)
  await writeHistory(sql, history)
  return {
    database,
    arbiter: createArbiter({
      connection: { ...database.connection, name: 'bench' },
      log: pino({ level: 'silent' }),
      newId: uuidv7,
    }),
  }
}

const giver = { channel: 'web', ttlSeconds: 900, terminal: null, staff: null, role: 'admin', ownOnly: false } as const

/** One hold after the other, each of another SKU: how long one customer waits. */
const latencies = async ({ arbiter }: Shop, holds: number): Promise<number[]> => {
  const times: number[] = []
  for (let index = 0; index < holds; index += 1) {
    const hold = uuidv7()
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

export const historyBench: Benchmark = {
  name: 'history',
  about: `how long a hold takes with ${many.toLocaleString('en-US')} old holds in the tables, beside ${few.toLocaleString('en-US')}`,
  run: async () => {
    const shops = [await shopWith(few), await shopWith(many)] as const
    try {
      const times: [number[], number[]] = [[], []]
      for (let round = 0; round < 7; round += 1)
        for (const index of [0, 1] as const) {
          const measured = await latencies(shops[index], 400)
          // The first round warms the caches up.
          if (round > 0) times[index].push(...measured)
        }
      const [short, long] = [median(times[0]), median(times[1])]
      return [
        baseline(`${few.toLocaleString('en-US')} old holds`, milliseconds(short)),
        atMost(`${many.toLocaleString('en-US')} old holds`, milliseconds(long), 'the few', long / short, 1.3),
      ]
    } finally {
      for (const { database } of shops) await database.close()
    }
  },
}

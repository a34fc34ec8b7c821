import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { pino } from 'pino'
import { createArbiter } from '../../server/arbiter/arbiter.ts'
import type { Sql } from '../../server/db/connect.ts'
import { benchDatabase, location, stockItem } from './benchDatabase.ts'
import { closedLoop, inTurns } from './measure.ts'
import { startRedis } from '../../server/testing/redisServer.ts'
import { atLeast, baseline, type Benchmark, perSecond } from './report.ts'
import { takeScript } from './takeScript.ts'
import { newId } from '../../server/newId.ts'

const clients = 64
const plenty = 100_000_000

/** What one customer's hold costs when each locks the row for itself and writes the same rows as the arbiter. */
const selectForUpdate = async (sql: Sql, sku: string): Promise<void> => {
  // Ids as the hub gives them, in the order of time: random ones would cost all who write to the same tables.
  const id = newId()
  const verdict = JSON.stringify({ accepted: true, outcome: { type: 'hold', hold: { id, location, sku } } })
  await sql.begin(async (tx) => {
    const [level] = await tx<{ available: number }[]>`
      select on_hand - held - allotted as available from stock_levels where location = ${location} and sku = ${sku} for update`
    if ((level?.available ?? 0) < 1) throw new Error('sold out')
    await tx`update stock_levels set held = held + 1 where location = ${location} and sku = ${sku}`
    await tx`insert into holds (id, state, channel, location, placed_at, expires_at) values (${id}, 'held', 'web', ${location}, now(), now() + interval '900 s')`
    await tx`insert into stock_claims (hold, line, location, sku, quantity, expires_at) values (${id}, 0, ${location}, ${sku}, 1, now() + interval '900 s')`
    await tx`insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold) values (${location}, ${sku}, now(), 'available', 'held', 1, 'held', ${id})`
    const [head] = await tx<{ position: number }[]>`update feed_head set position = position + 2 returning position`
    const position = head?.position ?? 0
    await tx`
      insert into feed (position, at, type, subject, location)
      values (${position - 1}, now(), 'hold.placed', ${id}, ${location}), (${position}, now(), 'stock.changed', ${`${location}/${sku}`}, ${location})`
    await tx`insert into verdicts (caller, key, body_hash, type, verdict, position, settled_at) values ('key:bench', ${id}, ${id}, 'hold.place', ${verdict}::text::json, ${position}, now())`
  })
}

const oneUpdate = async (sql: Sql, sku: string): Promise<void> => {
  const rows = await sql`
    update stock_levels set held = held + 1 where location = ${location} and sku = ${sku} and on_hand - held - allotted >= 1 returning held`
  if (rows.length === 0) throw new Error('sold out')
}

const takeFrom = (cache: Redis) => async (): Promise<void> => {
  await cache.eval(takeScript, 2, 'left', 'holds', '1', randomUUID())
}

export const arbiterBench: Benchmark = {
  name: 'arbiter',
  about: `one hot SKU at ${clients} clients, all rows written, beside the usual ways`,
  run: async () => {
    const database = await benchDatabase()
    const redis = await startRedis()
    try {
      const sql = database.open(16)
      await database.wearIn()
      for (const sku of ['locked', 'updated', 'settled']) await stockItem(sql, sku, plenty)
      const arbiter = createArbiter({
        connection: { ...database.connection, name: 'bench' },
        log: pino({ level: 'silent' }),
        newId,
      })
      const giver = {
        channel: 'web',
        ttlSeconds: 900,
        terminal: null,
        staff: null,
        role: 'admin',
        ownOnly: false,
      } as const
      const settle = async (): Promise<void> => {
        const hold = newId()
        const answer = await arbiter.submit({
          ...{ caller: 'key:bench', key: hold, bodyHash: hold, giver },
          command: { type: 'hold.place', hold, location, lines: [{ kind: 'stock', sku: 'settled', quantity: 1 }] },
        })
        if (answer.type !== 'verdict' || !answer.verdict.accepted) throw new Error('was refused')
      }
      const caches =
        redis === null ? [] : (['tcp', 'socket', 'pipelined'] as const).map((reached) => redis.client(reached))
      await caches[0]?.set('left', String(plenty))
      const contender = (name: string, work: () => Promise<void>) => ({
        name,
        run: (milliseconds: number) => closedLoop(clients, milliseconds, work),
      })
      const [locked = 0, updated = 0, settled = 0, taken = 0, nearest = 0, pipelined = 0] = await inTurns(
        [
          contender('SELECT FOR UPDATE', () => selectForUpdate(sql, 'locked')),
          contender('one UPDATE', () => oneUpdate(sql, 'updated')),
          contender('arbiter', settle),
          ...caches.map((cache) => contender('Redis Lua', takeFrom(cache))),
        ],
        3,
        2_000,
      )
      const value = perSecond(settled)
      return [
        baseline('SELECT FOR UPDATE, the same rows', perSecond(locked)),
        baseline('one conditional UPDATE, no other row', perSecond(updated)),
        baseline('Redis Lua, nothing on disk', redis === null ? 'no redis-server here' : perSecond(taken)),
        ...(redis === null
          ? []
          : [
              baseline('Redis Lua over a socket of this machine', perSecond(nearest)),
              baseline('Redis Lua, pipelined by its client', perSecond(pipelined)),
            ]),
        atLeast('arbiter', value, 'SELECT FOR UPDATE', settled / locked, 10, 20),
        ...(redis === null ? [] : [atLeast('arbiter', value, 'Redis Lua', settled / taken, 0.3, 0.7)]),
      ]
    } finally {
      await redis?.close()
      await database.close()
    }
  },
}

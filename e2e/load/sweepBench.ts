import { sweep } from '../../server/expiry/sweep.ts'
import type { Sql } from '../../server/db/connect.ts'
import { benchDatabase, location, stockItem } from './benchDatabase.ts'
import { median } from './measure.ts'
import { atLeast, baseline, type Benchmark, milliseconds } from './report.ts'

const holds = 100_000
const skus = 200

/** So many holds that are due, over many SKUs, as if they had been placed. */
const placeDue = async (sql: Sql): Promise<void> => {
  await sql.begin(async (tx) => {
    await tx`truncate holds, stock_claims, stock_movements, feed`
    await tx`update stock_levels set on_hand = ${holds}, held = ${holds / skus}`
    await tx`
      insert into holds (id, state, channel, location, placed_at, expires_at)
      select gen_random_uuid(), 'held', 'web', ${location}, now() - interval '900 s', now() - interval '1 s' from generate_series(1, ${holds})`
    await tx`
      insert into stock_claims (hold, line, location, sku, quantity, expires_at)
      select id, 0, ${location}, 'sku' || (row_number() over () % ${skus}), 1, expires_at from holds`
    await tx`
      insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold)
      select location, sku, now(), 'available', 'held', quantity, 'held', hold from stock_claims`
  })
  await sql`vacuum analyze holds`
  await sql`vacuum analyze stock_claims`
}

/** The same rows in as few statements as can be, in one transaction, with nobody else to think of. */
const bareSql = (sql: Sql): Promise<unknown> =>
  sql.begin(async (tx) => {
    await tx`update holds set state = 'expired', ended_at = now() where state = 'held' and expires_at <= now()`
    await tx`
      with ended as (update stock_claims set active = false where active returning hold, location, sku, quantity),
      moved as (
        insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold)
        select location, sku, now(), 'held', 'available', quantity, 'expired', hold from ended
      )
      update stock_levels l set held = l.held - given.quantity
      from (select location, sku, sum(quantity)::integer as quantity from ended group by location, sku) as given
      where l.location = given.location and l.sku = given.sku`
    await tx`
      with changes as (
        select row_number() over () as n, type, subject from (
          select 'hold.expired' as type, id::text as subject from holds
          union all select 'stock.changed', location || '/' || sku from stock_levels
        ) as c
      ), head as (update feed_head set position = position + (select count(*) from changes) returning position)
      insert into feed (position, at, type, subject, location)
      select head.position - (select count(*) from changes) + n, now(), type, subject, ${location} from head, changes`
  })

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const sweepAll = async (sql: Sql): Promise<void> => {
  for (let expired = 1; expired > 0; ) expired = (await sweep(sql, 2_000)).expired
}

export const sweepBench: Benchmark = {
  name: 'sweep',
  about: `${holds.toLocaleString('en-US')} holds that are due, beside bare SQL that writes the same rows`,
  run: async () => {
    const database = await benchDatabase()
    try {
      const sql = database.open(2)
      for (let index = 0; index < skus; index += 1) await stockItem(sql, `sku${index}`, holds)
      const [bare, swept]: [number[], number[]] = [[], []]
      for (let round = 0; round < 3; round += 1) {
        await placeDue(sql)
        bare.push(await timed(() => bareSql(sql)))
        await placeDue(sql)
        swept.push(await timed(() => sweepAll(sql)))
      }
      return [
        baseline('bare SQL', milliseconds(median(bare))),
        atLeast('sweep', milliseconds(median(swept)), 'bare SQL', median(bare) / median(swept), 0.6),
      ]
    } finally {
      await database.close()
    }
  },
}

import type { Sql } from '../../server/db/connect.ts'
import { location } from './benchDatabase.ts'

/** So many holds that came due in one second, over many SKUs, as if they had been placed. */
export const placeDue = async (sql: Sql, holds: number, skus: number): Promise<void> => {
  await sql.begin(async (tx) => {
    await tx`truncate holds, stock_claims, stock_movements, feed, verdicts`
    await tx`update housekeeping set place = (select position from feed_head) where task = 'feed'`
    await tx`update stock_levels set on_hand = ${2 * holds}, held = ${holds / skus}`
    await tx`
      insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason)
      select location, sku, now(), 'outside', 'available', on_hand, 'count' from stock_levels`
    await tx`
      insert into holds (id, state, channel, location, placed_at, expires_at)
      select uuidv7(), 'held', 'web', ${location}, due - interval '900 s', due
      from (select now() - make_interval(secs => 2 - n / ${holds}::float8) as due from generate_series(1, ${holds}::int) as n) as d`
    await tx`
      insert into stock_claims (hold, line, location, sku, quantity, expires_at)
      select id, 0, ${location}, 'sku' || (row_number() over () % ${skus}), 1, expires_at from holds`
    await tx`
      insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold)
      select location, sku, now(), 'available', 'held', quantity, 'held', hold from stock_claims`
  })
  for (const table of ['holds', 'stock_claims', 'stock_movements']) await sql`vacuum analyze ${sql(table)}`
  await sql`checkpoint`
}

/** The same rows as sweeps of them write, in as few statements as can be, in one transaction, with nobody else to think of. */
export const expireBare = (sql: Sql): Promise<unknown> =>
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

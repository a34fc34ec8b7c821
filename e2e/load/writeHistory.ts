import type { Sql } from '../../server/db/connect.ts'
import { location } from './benchDatabase.ts'

/** Where the rows of ended holds lie: in the hot tables still, or put away by housekeeping. The ledger has their movements either way. */
export type Lies = 'at hand' | 'put away'

const partSize = 500_000

/** So many holds that ended over the last months, with all their rows, as if they had been lived through. */
export const writeHistory = async (sql: Sql, count: number, skus: number, lies: Lies): Promise<void> => {
  if (count === 0) return
  await sql`set synchronous_commit = off`
  for (let month = 0; month <= 12; month += 1)
    for (const parent of ['holds_ended', 'verdicts_old', 'feed_old'])
      await sql`select ensure_month(${parent}, now() - make_interval(months => ${month}))`
  for (let done = 0; done < count; done += partSize)
    await writePart(sql, { from: done, to: Math.min(count, done + partSize), of: count, skus, lies })
  if (lies === 'put away')
    await sql`update housekeeping set place = (select position from feed_head) where task = 'feed'`
  await sql`vacuum analyze`
  // What was written for the benchmark is on disk before anything is measured.
  await sql`checkpoint`
}

interface Part {
  readonly from: number
  readonly to: number
  readonly of: number
  readonly skus: number
  readonly lies: Lies
}

/** Oldest first, from three hundred days ago until forty days ago. */
const writePart = (sql: Sql, { from, to, of, skus, lies }: Part): Promise<unknown> => {
  const atHand = lies === 'at hand'
  const columns = sql`id, case when n % 3 = 0 then 'released' else 'confirmed' end, 'web', ${location}::text, at, at + interval '15 min', at + interval '5 min'`
  const holds = atHand
    ? sql`
      h as (
        insert into holds (id, state, channel, location, placed_at, expires_at, ended_at) select ${columns} from ids
      ), c as (
        insert into stock_claims (hold, line, location, sku, quantity, expires_at, active)
        select id, 0, ${location}, sku, 1, at + interval '15 min', false from ids
      )`
    : sql`
      h as (
        insert into holds_ended (id, state, channel, location, placed_at, expires_at, ended_at, claims)
        select ${columns}, jsonb_build_object('stock_claims', jsonb_build_array(jsonb_build_object('hold', id, 'line', 0, 'location', ${location}::text,
          'sku', sku, 'quantity', 1, 'expires_at', at + interval '15 min', 'active', false))) from ids
      )`
  return sql`
    with ids as materialized (
      -- The hub's own ids grow with time too.
      select uuidv7(age) as id, 'sku' || (n % ${skus}) as sku, n, now() + age as at
      from generate_series(${from}::int, ${to - 1}::int) as n, lateral (select make_interval(days => -300, secs => n * (260.0 * 86400 / ${of}))) as a (age)
    ), ${holds}, m as (
      insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold)
      select ${location}, sku, at, 'available', 'held', 1, 'held', id from ids
      union all select ${location}, sku, at, 'held', 'outside', 1, 'confirmed', id from ids
    ), v as (
      insert into ${sql(atHand ? 'verdicts' : 'verdicts_old')} (caller, key, body_hash, type, hold, deadline, position, settled_at)
      select 'key:old', id::text, 'x', 'hold.place', id, at, 0, at from ids
    ), head as (update feed_head set position = position + 2 * ${to - from}::int returning position)
    insert into ${sql(atHand ? 'feed' : 'feed_old')} (position, at, type, subject, location)
    select head.position - 2 * ${to - from}::int + 2 * (n - ${from}::int) + t.k, at, t.type, id::text, ${location}
    from head, ids, (values (1, 'hold.placed'), (2, 'hold.confirmed')) as t (k, type)`
}

import type { Tx } from '../db/connect.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { everyKind, serverKinds } from '../kinds/registry.ts'
import type { Stretch } from './walk.ts'
import { isWithin } from './walk.ts'

const columns = (tx: Tx) =>
  tx`id, state, channel, location, placed_at, expires_at, ended_at, reason, terminal, staff, customer, session`

/**
 * Puts away the holds of a stretch that ended so many days ago, with their claims (SPEC A1). They are locked by a statement of their own, so that the
 * next one sees what those did who had them before; who has one now is left alone.
 */
export const putHoldsAway = async (tx: Tx, stretch: Stretch, days: number): Promise<number> => {
  const [found] = await tx<{ ids: string; count: number }[]>`
    select coalesce(array_agg(id), '{}')::text as ids, count(*)::int as count from (
      select id from holds h
      where ${isWithin(tx, stretch)} and state <> 'held' and ended_at < ${oldest(tx, days)}
        -- Not asked for those that are active: PostgreSQL would read all of them for each hold.
        and (select bool_or(active) from (${everyKind(tx, ({ claims }) => tx`select active from ${tx(claims)} where hold = h.id`)}) as c) is not true
        and not exists (select from orders o where o.hold = h.id and o.state not in ('delivered', 'expired', 'cancelled', 'failed', 'returned'))
        and not exists (select from bookings b where b.hold = h.id and b.state in ('pending', 'confirmed', 'seated'))
      for update skip locked
    ) as due`
  if (found === undefined || found.count === 0) return 0
  const { ids } = found
  await tx`
    select ensure_month('holds_ended', month) from (
      select distinct date_trunc('month', ended_at) as month from holds where id = any(${ids}::text::uuid[])
    ) as m`
  // Looked up hold by hold, not joined: PostgreSQL takes these for a handful of rows and would compare each with each.
  const claims = kinds.map((kind) => serverKinds[kind].claims)
  await Promise.all([
    tx`
      insert into holds_ended (${columns(tx)}, claims)
      select ${columns(tx)}, jsonb_strip_nulls(jsonb_build_object(${listOf(tx, claims)})) from holds h where id = any(${ids}::text::uuid[])`,
    ...[...claims.map((table) => ({ table, key: 'hold' })), { table: 'holds', key: 'id' }].map(
      ({ table, key }) => tx`delete from ${tx(table)} where ${tx(key)} = any(${ids}::text::uuid[])`,
    ),
  ])
  return found.count
}

/** Each table of claims with the rows of a hold `h`. */
const listOf = (tx: Tx, tables: readonly string[]) =>
  tables
    .map(
      (table) =>
        tx`${table}::text, (select jsonb_agg(to_jsonb(c) order by c.line) from ${tx(table)} c where c.hold = h.id)`,
    )
    .reduce((before, next) => tx`${before}, ${next}`)

/** What ended before this may be put away: old enough, and counted by the overview, which reads the hold of each change. */
const oldest = (tx: Tx, days: number) => tx`least(
  now() - make_interval(days => ${days}),
  (select at - interval '1 hour' from feed where position > (select position from overview_head) order by position limit 1)
)`

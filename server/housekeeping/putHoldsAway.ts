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
        and not exists (${everyKind(tx, ({ claims }) => tx`select 1 from ${tx(claims)} c where c.hold = h.id and c.active`)})
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
  await tx`
    with gone as (delete from holds where id = any(${ids}::text::uuid[]) returning *)
    ${kinds.map((kind) => takeClaims(tx, serverKinds[kind].claims, ids)).reduce((all, next) => tx`${all} ${next}`)},
    claimed as (
      select hold, of, jsonb_agg(claim order by line) as claims
      from (${everyKind(tx, ({ claims }) => tx`select hold, line, ${claims}::text as of, to_jsonb(c) as claim from ${tx(`taken_${claims}`)} c`)}) as c
      group by hold, of
    ), gathered as (select hold, jsonb_object_agg(of, claims) as claims from claimed group by hold)
    insert into holds_ended (${columns(tx)}, claims)
    select ${columns(tx)}, coalesce(g.claims, '{}') from gone left join gathered g on g.hold = gone.id`
  return found.count
}

const takeClaims = (tx: Tx, table: string, ids: string) =>
  tx`, ${tx(`taken_${table}`)} as (delete from ${tx(table)} where hold = any(${ids}::text::uuid[]) returning *)`

/** What ended before this may be put away: old enough, and counted by the overview, which reads the hold of each change. */
const oldest = (tx: Tx, days: number) => tx`least(
  now() - make_interval(days => ${days}),
  (select at - interval '1 hour' from feed where position > (select position from overview_head) order by position limit 1)
)`

import type { Queries, Sql } from '../db/connect.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { serverKinds } from '../kinds/registry.ts'
import type { PoolChange } from '../kinds/types.ts'

/** What one sweep did. */
export interface Swept {
  readonly expired: number
  /** The feed's position after it; null if nothing was due. */
  readonly position: number | null
}

/**
 * Expires up to `limit` holds that are due, the longest overdue first, in one transaction. Any number of hubs may sweep at once: each skips what
 * another is sweeping. Locks are taken in the arbiter's order: holds, pools by key, the feed's head. No table is read twice for the same rows: what
 * the first statements found is told to the feed.
 */
export const sweep = (sql: Sql, limit: number): Promise<Swept> =>
  sql.begin(async (tx) => {
    const holds = await expireHolds(tx, limit)
    if (holds.ids.length === 0) return { expired: 0, position: null }
    const pools = await Promise.all(kinds.map((kind) => serverKinds[kind].lockPoolsOf(tx, holds.ids)))
    const given = kinds.flatMap((kind) => serverKinds[kind].expire(tx, holds.ids))
    const [position] = await Promise.all([tellFeed(tx, holds, pools.flat()), ...given])
    return { expired: holds.ids.length, position }
  })

interface Expired {
  readonly ids: string[]
  readonly locations: string[]
}

const expireHolds = async (tx: Queries, limit: number): Promise<Expired> => {
  const [row] = await tx<Expired[]>`
    with due as (
      select id from holds h where state = 'held' and expires_at <= clock_timestamp()
        -- An unpaid order ends as a whole, with its money (SPEC O2), and a booking with what it is to its guest (SPEC B1).
        and not exists (select from orders o where o.hold = h.id and o.state in ('awaiting_payment', 'deposit_paid'))
        and not exists (select from bookings b where b.hold = h.id and b.state = 'pending')
      order by expires_at limit ${limit} for update skip locked
    ), expired as (
      update holds h set state = 'expired', ended_at = now() from due where h.id = due.id
      returning h.id, h.location, h.expires_at
    )
    select coalesce(array_agg(id order by expires_at), '{}') as ids, coalesce(array_agg(location order by expires_at), '{}') as locations
    from expired`
  return row ?? { ids: [], locations: [] }
}

const tellFeed = async (tx: Queries, { ids, locations }: Expired, pools: readonly PoolChange[]): Promise<number> => {
  const count = ids.length + pools.length
  const [row] = await tx<{ position: number }[]>`
    with head as (update feed_head set position = position + ${count} returning position),
    fed as (
      insert into feed (position, at, type, subject, location)
      select head.position - ${count} + n, now(), type, subject, location
      from head, (
        select 'hold.expired' as type, subject, location, n from unnest(${ids}::text[], ${locations}::text[]) with ordinality as h (subject, location, n)
        union all
        select type, subject, location, ${ids.length} + n
        from unnest(
          ${pools.map(({ type }) => type)}::text[], ${pools.map(({ subject }) => subject)}::text[], ${pools.map(({ location }) => location)}::text[]
        ) with ordinality as p (type, subject, location, n)
      ) as changes
    )
    select position, pg_notify('holdfast_feed', position::text) from head`.execute()
  if (row === undefined) throw new Error('the feed has no head: the database was not migrated')
  return row.position
}

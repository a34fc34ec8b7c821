import type { Queries, Sql } from '../db/connect.ts'
import { column } from '../db/column.ts'
import type { PoolChange, UuidArray } from '../kinds/types.ts'
import { everyKind } from '../kinds/registry.ts'
import { expireClaims } from './expireClaims.ts'

/** What one sweep did. */
export interface Swept {
  readonly expired: number
  /** The feed's position after it; null if nothing was due. */
  readonly position: number | null
}

/** Places of holds in their table, as PostgreSQL reads an array from text. */
export type Places = string

/**
 * Where up to `limit` holds are that are due, the longest overdue first, in portions of at most `batch`. Locks nothing: it is only where to look. One look
 * for many portions, for each has to pass by what those before it have ended, until PostgreSQL has tidied up.
 */
export const findDue = async (sql: Queries, limit: number, batch: number): Promise<Places[]> => {
  const rows = await sql<{ places: Places }[]>`
    select array_agg(ctid)::text as places from (
      select ctid, (row_number() over ()::integer - 1) / ${batch}::integer as portion from (
        select ctid from holds h where ${isDue(sql)} order by expires_at limit ${limit}
      ) as due
    ) as numbered
    group by portion order by portion`
  return rows.map(({ places }) => places)
}

/**
 * An unpaid order ends as a whole, with its money (SPEC O2), and a booking with what it is to its guest (SPEC B1). The clock is asked in a question of its own: asked for
 * each hold, the index would be walked through all that are held.
 */
const isDue = (sql: Queries) => sql`
  state = 'held' and expires_at <= (select clock_timestamp())
  and not exists (select from orders o where o.hold = h.id and o.state in ('awaiting_payment', 'deposit_paid'))
  and not exists (select from bookings b where b.hold = h.id and b.state = 'pending')`

/** Expires up to `limit` holds that are due, the longest overdue first, in one transaction. */
export const sweep = async (sql: Sql, limit: number): Promise<Swept> => {
  const [places] = await findDue(sql, limit, limit)
  return places === undefined ? { expired: 0, position: null } : sweepPlaces(sql, places)
}

/**
 * Expires the holds at these places that are due and that nobody else has, in one transaction. Any number of hubs may sweep at once: each skips what
 * another is sweeping. Locks are taken in the arbiter's order: holds, pools by key, the feed's head. No table is read twice for the same rows: what
 * the first statements found is told to the feed.
 */
export const sweepPlaces = (sql: Sql, places: Places): Promise<Swept> =>
  sql.begin(async (tx) => {
    const holds = await expireHolds(tx, places)
    if (holds.count === 0) return { expired: 0, position: null }
    const pools = await expireClaims(tx, holds.ids, holds.claims)
    return { expired: holds.count, position: await tellFeed(tx, holds, pools) }
  })

/** What has expired, as arrays in PostgreSQL's own writing: they only go back to it, and reading thousands here would cost more than their look-up there. */
interface Expired {
  readonly count: number
  readonly ids: UuidArray
  readonly locations: string
  /** Tables in which they have claims. */
  readonly claims: readonly string[]
}

const expireHolds = async (tx: Queries, places: Places): Promise<Expired> => {
  const [row] = await tx<Expired[]>`
    with due as (
      -- Somebody else may have come to that place meanwhile.
      select ctid from holds h where ctid = any(${places}::text::tid[]) and ${isDue(tx)} for update skip locked
    ), expired as (
      -- By its place in the table, which cannot change once it is locked: no look-up, and no plan that reads all holds.
      update holds h set state = 'expired', ended_at = now() where h.ctid = any(array(select ctid from due))
      returning h.id, h.location, h.expires_at
    )
    select count(*)::integer as count, coalesce(array_agg(id), '{}')::text as ids, coalesce(array_agg(location), '{}')::text as locations,
      -- Looked up before anybody waits for a pool.
      array(${everyKind(tx, ({ claims }) => tx`select ${claims}::text where exists (select from ${tx(claims)} where hold in (select id from expired))`)}) as claims
    from (select * from expired order by expires_at) as e`
  return row ?? { count: 0, ids: '{}', locations: '{}', claims: [] }
}

const tellFeed = async (
  tx: Queries,
  { count: holds, ids, locations }: Expired,
  pools: readonly PoolChange[],
): Promise<number> => {
  const count = holds + pools.length
  const [row] = await tx<{ position: number }[]>`
    with head as (update feed_head set position = position + ${count} returning position),
    fed as (
      insert into feed (position, at, type, subject, location)
      select head.position - ${count} + n, now(), type, subject, location
      from head, (
        select 'hold.expired' as type, subject, location, n from unnest(${ids}::text::text[], ${locations}::text::text[]) with ordinality as h (subject, location, n)
        union all
        select type, subject, location, ${holds} + n
        from unnest(
          ${column(pools.map(({ type }) => type))}::text::text[], ${column(pools.map(({ subject }) => subject))}::text::text[],
          ${column(pools.map(({ location }) => location))}::text::text[]
        ) with ordinality as p (type, subject, location, n)
      ) as changes
    )
    select position, pg_notify('holdfast_feed', position::text) from head`.execute()
  if (row === undefined) throw new Error('the feed has no head: the database was not migrated')
  return row.position
}

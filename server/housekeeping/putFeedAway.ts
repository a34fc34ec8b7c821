import type { Sql } from '../db/connect.ts'
import type { Step } from './walk.ts'

/** About so many changes are put away in one transaction. */
const batch = 5_000

/**
 * Puts the oldest entries of the feed away, change by change, in their order and without a gap: those of so many days ago that all have read who follow it
 * from inside (SPEC A5).
 */
export const putFeedAway = (sql: Sql, days: number): Promise<Step> =>
  sql.begin(async (tx) => {
    const [at] = await tx<
      { place: number }[]
    >`select place from housekeeping where task = 'feed' for update skip locked`
    if (at === undefined) return { putAway: 0, isDone: true }
    const [until] = await tx<{ last: number | null; isAll: boolean }[]>`
      with read as (
        select least((select position from overview_head), (select min(position) from webhooks), (select min(position) from connectors)) as position
      ), oldest as (
        select f.position, at < now() - make_interval(days => ${days}) and f.position <= read.position as is_due
        from read, (select position, at from feed where position <= ${at.place}::bigint + ${batch} order by position) as f
      )
      select max(position) as last, not exists (select from oldest where not is_due) as "isAll"
      from oldest where position < all (select position from oldest where not is_due)`
    if (until === undefined || until.last === null || until.last <= at.place) return { putAway: 0, isDone: true }
    const { last, isAll } = until
    await tx`
      select ensure_month('feed_old', month)
      from (select distinct date_trunc('month', at) as month from feed where position <= ${last}::bigint) as m`
    const moved = await tx`
      insert into feed_old (position, at, type, subject, location, deadline, data)
      select position, at, type, subject, location, deadline, data from changes where entry <= ${last}::bigint`
    await tx`delete from feed where position <= ${last}::bigint`
    await tx`update housekeeping set place = ${last}::bigint where task = 'feed'`
    return { putAway: moved.count, isDone: !isAll }
  })

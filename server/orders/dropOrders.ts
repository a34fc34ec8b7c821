import type { Sql } from '../db/connect.ts'
import { appendChanges } from '../feed/append.ts'

/** What one run did. */
export interface DroppedOrders {
  readonly dropped: number
  /** The feed's position after it; null if there was nothing to drop. */
  readonly position: number | null
}

/** Tells terminals to drop up to `limit` orders that ended long enough ago; without this their copies would grow for ever. */
export const dropOrders = (sql: Sql, limit: number): Promise<DroppedOrders> =>
  sql.begin(async (tx) => {
    const rows = await tx<{ id: string; location: string }[]>`
      with gone as (
        select id from orders where kept_until > '-infinity' and kept_until <= now() order by kept_until limit ${limit} for update skip locked
      )
      update orders o set kept_until = '-infinity' from gone where o.id = gone.id returning o.id, o.location`
    if (rows.length === 0) return { dropped: 0, position: null }
    const changes = rows.map(({ id, location }) => ({ type: 'replica.order', subject: id, location, data: null }))
    return { dropped: rows.length, position: await appendChanges(tx, changes) }
  })

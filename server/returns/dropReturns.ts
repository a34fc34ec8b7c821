import type { Sql } from '../db/connect.ts'
import { appendChanges } from '../feed/append.ts'

/** Tells terminals to drop up to `limit` returns that were looked at long enough ago. @returns the feed's position after it; null if there was none */
export const dropReturns = (sql: Sql, limit: number): Promise<number | null> =>
  sql.begin(async (tx) => {
    const rows = await tx<{ id: string; location: string }[]>`
      with gone as (
        select id from returns where kept_until > '-infinity' and kept_until <= now() order by kept_until limit ${limit} for update skip locked
      )
      update returns r set kept_until = '-infinity' from gone where r.id = gone.id returning r.id, r.location`
    if (rows.length === 0) return null
    const changes = rows.map(({ id, location }) => ({ type: 'replica.return', subject: id, location, data: null }))
    return appendChanges(tx, changes)
  })

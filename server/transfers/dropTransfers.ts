import type { Sql } from '../db/connect.ts'
import { appendChanges } from '../feed/append.ts'

/** Tells terminals to drop up to `limit` transfers of which nothing is on the way since long enough. @returns the feed's position after it; null if there was none */
export const dropTransfers = (sql: Sql, limit: number): Promise<number | null> =>
  sql.begin(async (tx) => {
    const rows = await tx<{ id: string; from: string; to: string }[]>`
      with gone as (
        select id from transfers where kept_until > '-infinity' and kept_until <= now() order by kept_until limit ${limit} for update skip locked
      )
      update transfers t set kept_until = '-infinity' from gone where t.id = gone.id
      returning t.id, t.from_location as "from", t.to_location as "to"`
    if (rows.length === 0) return null
    const changes = rows.flatMap(({ id, from, to }) =>
      [from, to].map((location) => ({ type: 'replica.transfer', subject: id, location, data: null })),
    )
    return appendChanges(tx, changes)
  })

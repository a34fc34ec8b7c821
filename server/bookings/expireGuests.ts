import type { Sql } from '../db/connect.ts'
import { appendChanges } from '../feed/append.ts'

/** What one run did. */
export interface ExpiredGuests {
  readonly expired: number
  /** The feed's position after it; null if nobody was due. */
  readonly position: number | null
}

/**
 * Takes up to `limit` guests off the list who wait no more, since the time that they want is over (SPEC W2). Only tidies: readers are exact without
 * it. Skips whom another is busy with.
 */
export const expireGuests = (sql: Sql, limit: number): Promise<ExpiredGuests> =>
  sql.begin(async (tx) => {
    const guests = await tx<{ id: string; location: string }[]>`
      with due as (
        select id from waiting_guests where state in ('waiting', 'missed') and upper(wanted) <= (select clock_timestamp())
        order by id limit ${limit} for update skip locked
      )
      update waiting_guests g set state = 'expired', ended_at = upper(wanted) from due where g.id = due.id returning g.id, g.location`
    if (guests.length === 0) return { expired: 0, position: null }
    const changes = guests.map(({ id, location }) => ({ type: 'waiting.expired', subject: id, location, data: null }))
    return { expired: guests.length, position: await appendChanges(tx, changes) }
  })

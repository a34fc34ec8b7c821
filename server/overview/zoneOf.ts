import type { Sql } from '../db/connect.ts'

/** Whose days are counted: the location's, or for all of them the first one's. Null if there is no such location. */
export const zoneOf = async (sql: Sql, location: string | undefined): Promise<string | null> => {
  const [row] = await sql<{ zone: string }[]>`
    select time_zone as zone from locations where ${location === undefined ? sql`true` : sql`code = ${location}`} order by code limit 1`
  return row?.zone ?? (location === undefined ? 'UTC' : null)
}

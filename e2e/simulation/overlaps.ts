import type { Sql } from '../../server/db/connect.ts'

/** A booking as it stands in the books, and how long its resources have to rest after it. */
export interface Standing {
  readonly id: string
  readonly resources: readonly string[]
  readonly start: number
  readonly end: number
}

/**
 * Which two bookings have a resource at one time, or too close to each other. Knows nothing of how they came to be and shares no code with what
 * decides: every pair is looked at.
 */
export const overlapsAmong = (
  bookings: readonly Standing[],
  bufferMs: ReadonlyMap<string, number>,
): (readonly [one: string, other: string, resource: string])[] =>
  bookings.flatMap((one, index) =>
    bookings.slice(index + 1).flatMap((other) =>
      one.resources.flatMap((resource) => {
        if (!other.resources.includes(resource)) return []
        const rest = bufferMs.get(resource) ?? 0
        const apart = one.end + rest <= other.start || other.end + rest <= one.start
        return apart ? [] : [[one.id, other.id, resource] as const]
      }),
    ),
  )

/** Bookings that are to come and get in each other's way. Who sits may sit where another has a booking: that is a fact (SPEC B6). */
export const overlapsInBooks = async (
  sql: Sql,
): Promise<(readonly [one: string, other: string, resource: string])[]> => {
  const standing = await sql<Standing[]>`
    select id, resources, (extract(epoch from starts_at) * 1000)::float8 as start, (extract(epoch from ends_at) * 1000)::float8 as end
    from bookings where state = 'confirmed' or state = 'pending' and confirm_by > now()`
  const resources = await sql<{ code: string; buffer: number }[]>`
    select code, buffer_minutes * 60000 as buffer from resources`
  return overlapsAmong(standing, new Map(resources.map(({ code, buffer }) => [code, buffer])))
}

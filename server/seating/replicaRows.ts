import { z } from 'zod'
import { seatKey } from '../../shared/kinds/seat/schema.ts'
import type { DocumentOf } from '../../shared/protocol/feed.ts'
import { type PackedHall, packHall } from '../../shared/seating/packedHall.ts'
import { planSchema } from '../../shared/seating/plan.ts'
import { type SeatedEvent, seatedEventSchema } from '../../shared/seating/events.ts'
import type { Queries } from '../db/connect.ts'
import { seatRows } from '../kinds/seat/wanted.ts'
import { isCurrent } from './events.ts'

const rowSchema = z.array(seatedEventSchema)

/** Those of these events that there are, as terminals keep them. */
export const readEventsFor = async (sql: Queries, codes: readonly string[]): Promise<SeatedEvent[]> =>
  rowSchema.parse(
    await sql<object[]>`
      select e.code, e.name, e.location, round(extract(epoch from e.starts_at) * 1000)::bigint as "startsAt", e.hall, e.prices, h.currency,
        e.leaves_no_single as "leavesNoSingle", e.public_seats as "publicSeats", e.seat_count as seats
      from events e, hub h where e.code = any(${[...codes]}::text[])`,
  )

/** Those of these halls that an event is in, as terminals keep them. */
export const readHallsFor = async (sql: Queries, ids: readonly string[]): Promise<PackedHall[]> => {
  const rows = await sql<{ hall: string; plan: unknown }[]>`
    select distinct on (hall) hall, plan from events where hall = any(${[...ids]}::text[]) order by hall, code`
  return rows.map(({ hall, plan }) => packHall(hall, planSchema.parse(plan)))
}

interface SeatRow extends Omit<DocumentOf<'seats'>, 'id'> {
  readonly location: string
}

/** A claim `c` on the seat `s` that counts. */
const claimOf = (sql: Queries) => sql`
  seat_claims c on c.event = s.event and c.seat = s.seat and c.active and (c.ends_at is null or c.ends_at > clock_timestamp())`

/** Seats of a location's events that are not simply free, after one of them. */
export const pageSeatsFor = async (
  sql: Queries,
  location: string,
  after: { readonly event: string; readonly seat: string },
  limit: number,
): Promise<DocumentOf<'seats'>[]> =>
  (
    await sql<SeatRow[]>`
      select e.location, s.event, s.seat, s.blocked, s.allotted_to as "allottedTo", c.hold,
        round(extract(epoch from c.ends_at) * 1000)::bigint as until, false as "_deleted"
      from events e join seats s on s.event = e.code left join ${claimOf(sql)}
      where e.location = ${location} and ${isCurrent(sql)} and (s.event, s.seat) > (${after.event}, ${after.seat})
        and (s.blocked or s.allotted_to is not null or c.hold is not null)
      order by s.event, s.seat limit ${limit}`
  ).map(present)

/** These seats as they are now; those that are free, or gone with their plan, as deleted. */
export const readSeatsFor = async (
  sql: Queries,
  seats: readonly { readonly event: string; readonly seat: string }[],
): Promise<DocumentOf<'seats'>[]> =>
  (
    await sql<SeatRow[]>`
      select e.location, n.event, n.seat, coalesce(s.blocked, false) as blocked, s.allotted_to as "allottedTo", c.hold,
        round(extract(epoch from c.ends_at) * 1000)::bigint as until,
        not coalesce(s.blocked or s.allotted_to is not null or c.hold is not null, false) as "_deleted"
      from (${seatRows(sql, seats)}) as n join events e on e.code = n.event
      left join seats s on s.event = n.event and s.seat = n.seat left join ${claimOf(sql)}`
  ).map(present)

const present = (row: SeatRow): DocumentOf<'seats'> => ({ id: seatKey(row), ...row })

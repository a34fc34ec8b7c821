import type { BusyTimes } from '../../shared/bookings/availability.ts'
import { type GuestInLine, inLineOf, overstayOf, type Place } from '../../shared/bookings/waiting.ts'
import { longestWaitMs, type WaitingGuest } from '../../shared/bookings/waitingGuests.ts'
import { dayMs } from '../../shared/bookings/zoneTime.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Sql } from '../db/connect.ts'
import { selectGuests } from './guestRows.ts'
import { readBusy, readOffered } from './readOffered.ts'
import { readServices } from './services.ts'

/** What there is at a location and what is taken, for those who wait. */
export interface ReadPlace {
  readonly place: Place
  /** The next moment at which a promise there lapses by itself; null if none does. */
  readonly nextLapse: EpochMs | null
}

/** No booking and its buffer reaches further. */
const marginMs = 3 * dayMs

/** Locks nothing. @returns null if there is no such location */
export const readPlace = async (sql: Sql, location: string, to: EpochMs): Promise<ReadPlace | null> => {
  const { zone, resources, hours, now } = await readOffered(sql, location, null)
  if (zone === null) return null
  const [taken, overstays, nextLapse] = await Promise.all([
    readBusy(sql, location, now - marginMs, Math.max(now, to) + marginMs),
    readOverstays(sql, location),
    readNextLapse(sql, location),
  ])
  const busy = new Map<string, BusyTimes>(taken)
  for (const { resource, end } of overstays) {
    const more = overstayOf({ state: 'seated', end }, now)
    if (more !== null) busy.set(resource, [...Array.from(busy.get(resource) ?? []), more.from, more.to])
  }
  return { place: { resources, hours, busy, zone, now, from: now, to }, nextLapse }
}

/** Who still sits though their time is over. The clock is asked in questions of their own: asked for each booking, all that ever were would be read. */
const readOverstays = (sql: Sql, location: string): Promise<{ resource: string; end: EpochMs }[]> =>
  sql<{ resource: string; end: EpochMs }[]>`
    select unnest(resources) as resource, round(extract(epoch from ends_at) * 1000)::bigint as end
    from bookings
    where location = ${location} and state = 'seated' and ends_at <= (select clock_timestamp())
      and starts_at > clock_timestamp() - interval '1 day' and ends_at > (select clock_timestamp()) - make_interval(secs => ${longestWaitMs / 1000})`

const readNextLapse = async (sql: Sql, location: string): Promise<EpochMs | null> => {
  const [row] = await sql<{ next: EpochMs | null }[]>`
    select ceil(extract(epoch from c.ends_at) * 1000)::bigint as next
    from slot_claims c join resources r on r.code = c.resource
    where c.active and c.ends_at > (select clock_timestamp()) and r.location = ${location}
    order by c.ends_at limit 1`
  return row?.next ?? null
}

/** Those who wait now, by location. Nothing but one look-up where nobody does. */
export const readLines = async (sql: Sql): Promise<ReadonlyMap<string, readonly GuestInLine[]>> => {
  const guests = await selectGuests(sql, sql`where g.state = 'waiting' and upper(g.wanted) > clock_timestamp()`)
  return guests.length === 0 ? new Map() : linesOf(sql, guests)
}

/** Those who wait at a location. */
export const readLineAt = async (sql: Sql, location: string): Promise<readonly GuestInLine[]> => {
  const guests = await selectGuests(
    sql,
    sql`where g.state = 'waiting' and upper(g.wanted) > clock_timestamp() and g.location = ${location}`,
  )
  return (await linesOf(sql, guests)).get(location) ?? []
}

const linesOf = async (sql: Sql, guests: readonly WaitingGuest[]): Promise<Map<string, GuestInLine[]>> => {
  const codes = [...new Set(guests.map(({ service }) => service))]
  const services = new Map((await readServices(sql, codes)).map((service) => [service.code, service]))
  const lines = new Map<string, GuestInLine[]>()
  for (const guest of guests) {
    const service = services.get(guest.service)
    if (service === undefined) continue
    const line = lines.get(guest.location) ?? []
    line.push(inLineOf(guest, service))
    lines.set(guest.location, line)
  }
  return lines
}

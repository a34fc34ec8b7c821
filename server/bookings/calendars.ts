import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { type Booking, isStanding } from '../../shared/bookings/bookings.ts'
import { shortName } from '../../shared/bookings/shortName.ts'
import { dayMs } from '../../shared/bookings/zoneTime.ts'
import { digestOf, newSecret } from '../auth/secrets.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { listBookings } from './readBookings.ts'

/** Makes a new address for the calendar of a resource; one that was made before ends. @returns its secret, or null if there is no such resource */
export const createCalendar = async (tx: Tx, code: string): Promise<string | null> => {
  const secret = newSecret()
  const [row] = await tx`
    update resources set calendar_digest = ${digestOf(secret)} where code = ${code} returning 1`
  return row === undefined ? null : secret
}

/** Ends the address of a resource's calendar. @returns false if it has none */
export const endCalendar = async (sql: Sql, code: string): Promise<boolean> => {
  const [row] = await sql`
    update resources set calendar_digest = null where code = ${code} and calendar_digest is not null returning 1`
  return row !== undefined
}

const shownBeforeMs = 31 * dayMs
const shownAfterMs = 366 * dayMs
/** More than a calendar program shows of one table or person in a year. */
const mostShown = 10_000

/**
 * The calendar of a resource as iCalendar text: what is to come for a year, and what was in the last month. Of guests no more than who has the
 * address needs: a short name and how many come.
 * @returns null if the secret is not that of this resource's calendar
 */
export const readCalendar = async (sql: Sql, code: string, secret: string): Promise<string | null> => {
  const [resource] = await sql<{ name: string; location: string; place: string; now: number }[]>`
    select r.name, r.location, l.name as place, floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now
    from resources r join locations l on l.code = r.location where r.code = ${code} and r.calendar_digest = ${digestOf(secret)}`
  if (resource === undefined) return null
  const { name, location, place, now } = resource
  const [{ data }, names] = await Promise.all([
    listBookings(sql, {
      ...{ location, resource: code, from: now - shownBeforeMs, to: now + shownAfterMs, limit: mostShown },
    }),
    readNames(sql, location),
  ])
  const calendar = ical({
    ...{ name: `${name} · ${place}`, method: ICalCalendarMethod.PUBLISH, ttl: 900 },
    prodId: { company: 'Holdfast', product: 'Holdfast', language: 'VI' },
  })
  for (const booking of data)
    if (isStanding(booking.state) || booking.state === 'completed')
      calendar.createEvent(eventOf(booking, code, place, names))
  return calendar.toString()
}

/** What codes of resources and services are called. */
const readNames = async (sql: Sql, location: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await sql<{ key: string; name: string }[]>`
    select 'resource:' || code as key, name from resources where location = ${location}
    union all select 'service:' || code, name from services`
  return new Map(rows.map(({ key, name }) => [key, name]))
}

const eventOf = (booking: Booking, code: string, place: string, names: ReadonlyMap<string, string>) => {
  const { id, start, end, party, customer, service, resources, state, bookedAt } = booking
  const guest = shortName(customer?.name)
  const others = resources.filter((other) => other !== code).map((other) => names.get(`resource:${other}`) ?? other)
  return {
    id: `${id}@holdfast`,
    start: new Date(start),
    end: new Date(end),
    // Not the time of asking: what has not changed is the same to the byte.
    stamp: new Date(bookedAt),
    summary: guest === '' ? `(${party})` : `${guest} (${party})`,
    description: names.get(`service:${service}`) ?? service,
    location: [...others, place].join(', '),
    status: state === 'pending' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
  }
}

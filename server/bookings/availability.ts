import { findAvailability, type FreeStart } from '../../shared/bookings/availability.ts'
import { dayRange } from '../../shared/bookings/hours.ts'
import { dayMs, dayOfDate } from '../../shared/bookings/zoneTime.ts'
import type { Sql } from '../db/connect.ts'
import { readBusy, readOffered } from './readOffered.ts'

export interface AvailabilityQuery {
  readonly location: string
  readonly service: string
  readonly party: number
  /** The first day, in the location's zone. */
  readonly date: string
  readonly days: number
}

export type AvailabilityAnswer =
  | { readonly found: true; readonly zone: string; readonly starts: readonly FreeStart[] }
  | { readonly found: false; readonly what: 'location' | 'service' }

/** No zone is further from UTC, and no service with its buffer lasts longer. */
const marginBeforeMs = dayMs
const marginAfterMs = 3 * dayMs

/** When a service can be had at a location, and with what, as the database knows it now. */
export const readAvailability = async (sql: Sql, query: AvailabilityQuery): Promise<AvailabilityAnswer> => {
  const day = dayOfDate(query.date)
  const from = day * dayMs - marginBeforeMs
  const to = (day + query.days) * dayMs + marginAfterMs
  const [offered, busy] = await Promise.all([
    readOffered(sql, query.location, query.service),
    readBusy(sql, query.location, from, to),
  ])
  const { zone, service } = offered
  if (zone === null) return { found: false, what: 'location' }
  if (service === null) return { found: false, what: 'service' }
  const range = dayRange(zone, query.date, query.days)
  const { resources, hours, now } = offered
  const question = { resources, hours, busy, service, party: query.party, zone, now, ...range }
  return { found: true, zone, starts: findAvailability(question) }
}

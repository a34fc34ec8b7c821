import type { Booking } from '../../shared/bookings/bookings.ts'
import { type WaitingGuest, waitingGuestAt, type WaitingState } from '../../shared/bookings/waitingGuests.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Sql } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { selectBookings } from './bookingRows.ts'
import { selectGuests } from './guestRows.ts'
import { readClock } from './readBookings.ts'

/** A waiting guest, and what they are offered now. */
export interface GuestRead {
  readonly guest: WaitingGuest
  readonly offer: Booking | null
}

/** As a reader must see them: an offer whose moment has passed is none, whether or not the job has come by (SPEC W2). */
const withOffers = async (sql: Sql, stored: readonly WaitingGuest[], now: EpochMs): Promise<GuestRead[]> => {
  const guests = stored.map((guest) => waitingGuestAt(guest, now))
  const ids = guests.flatMap(({ state, offer }) => (state === 'offered' && offer !== null ? [offer] : []))
  const offers = ids.length === 0 ? [] : await selectBookings(sql, sql`where b.id = any(${ids}::uuid[])`)
  return guests.map((guest) => ({
    guest,
    offer: guest.state === 'offered' ? (offers.find(({ id }) => id === guest.offer) ?? null) : null,
  }))
}

export const readGuest = async (sql: Sql, id: string): Promise<GuestRead | null> => {
  const [guests, now] = await Promise.all([selectGuests(sql, sql`where g.id = ${id}`), readClock(sql)])
  return (await withOffers(sql, guests, now))[0] ?? null
}

export interface GuestsQuery {
  readonly location?: string | undefined
  readonly state?: WaitingState | undefined
  /** The turn of the last guest who was read: when they came, and their id. */
  readonly after?: readonly [cameAt: EpochMs, id: string] | undefined
  readonly limit: number
}

/** Waiting guests in their turn. */
export const listGuests = async (
  sql: Sql,
  { location, state, after, limit }: GuestsQuery,
): Promise<{ data: GuestRead[]; nextCursor: string | null }> => {
  const isMissed = sql`g.state = 'offered' and g.offer_until <= clock_timestamp()`
  const stateNow = sql`
    case when (g.state in ('waiting', 'missed') or ${isMissed}) and upper(g.wanted) <= clock_timestamp() then 'expired'
      when ${isMissed} then 'missed' else g.state end`
  const [guests, now] = await Promise.all([
    selectGuests(
      sql,
      sql`
        where ${location === undefined ? sql`true` : sql`g.location = ${location}`}
          and ${state === undefined ? sql`true` : sql`${stateNow} = ${state}`}
          and ${after === undefined ? sql`true` : sql`(g.came_at, g.id) > (to_timestamp(${after[0]}::float8 / 1000), ${after[1]}::uuid)`}
        order by g.came_at, g.id limit ${limit + 1}`,
    ),
    readClock(sql),
  ])
  const { data, nextCursor } = pageOf(guests, limit, ({ cameAt, id }) => [cameAt, id])
  return { data: await withOffers(sql, data, now), nextCursor }
}

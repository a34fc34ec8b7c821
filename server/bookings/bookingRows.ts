import { type Booking, bookingStates, guestSchema } from '../../shared/bookings/bookings.ts'
import type { Queries } from '../db/connect.ts'

interface BookingRow extends Omit<Booking, 'state' | 'customer'> {
  readonly state: string
  readonly customer: unknown
}

/** The columns of a booking, for a select on `bookings b`. */
const columns = (sql: Queries) => sql`
  b.id, b.hold, b.state, b.channel, b.location, b.service, b.party, b.resources, b.customer, b.note, b.terminal, b.staff, b.reason, b.waiting,
  round(extract(epoch from b.starts_at) * 1000)::bigint as start, round(extract(epoch from b.ends_at) * 1000)::bigint as end,
  round(extract(epoch from b.booked_at) * 1000)::bigint as "bookedAt", round(extract(epoch from b.confirm_by) * 1000)::bigint as "confirmBy",
  round(extract(epoch from b.no_show_at) * 1000)::bigint as "noShowAt", round(extract(epoch from b.free_until) * 1000)::bigint as "freeUntil",
  round(extract(epoch from b.seated_at) * 1000)::bigint as "seatedAt", round(extract(epoch from b.ended_at) * 1000)::bigint as "endedAt"`

const storedGuest = guestSchema.nullable()

/**
 * Reads bookings.
 * @param rest what follows `select … from bookings b`
 */
export const selectBookings = async (sql: Queries, rest: ReturnType<typeof columns>): Promise<Booking[]> => {
  const rows = await sql<BookingRow[]>`select ${columns(sql)} from bookings b ${rest}`.execute()
  return rows.map(({ state, customer, ...row }) => ({
    ...row,
    state: bookingStates.find((known) => known === state) ?? unknownState(state),
    customer: storedGuest.parse(customer),
  }))
}

const unknownState = (state: string): never => {
  throw new Error(`a booking has the unknown state ${state}`)
}

import { guestSchema } from '../../shared/bookings/bookings.ts'
import { type WaitingGuest, waitingStates } from '../../shared/bookings/waitingGuests.ts'
import type { Queries } from '../db/connect.ts'

interface GuestRow extends Omit<WaitingGuest, 'state' | 'customer'> {
  readonly state: string
  readonly customer: unknown
}

/** The columns of a waiting guest, for a select on `waiting_guests g`. */
const columns = (sql: Queries) => sql`
  g.id, g.state, g.channel, g.location, g.service, g.party, g.at_the_door as "atTheDoor", g.customer, g.note, g.quoted_minutes as "quotedMinutes",
  g.terminal, g.staff, g.offer, g.reason,
  round(extract(epoch from lower(g.wanted)) * 1000)::bigint as from, round(extract(epoch from upper(g.wanted)) * 1000)::bigint as to,
  round(extract(epoch from g.came_at) * 1000)::bigint as "cameAt", round(extract(epoch from g.offer_until) * 1000)::bigint as "offerUntil",
  round(extract(epoch from g.ended_at) * 1000)::bigint as "endedAt"`

const storedGuest = guestSchema.nullable()

/**
 * Reads waiting guests.
 * @param rest what follows `select … from waiting_guests g`
 */
export const selectGuests = async (sql: Queries, rest: ReturnType<typeof columns>): Promise<WaitingGuest[]> => {
  const rows = await sql<GuestRow[]>`select ${columns(sql)} from waiting_guests g ${rest}`.execute()
  return rows.map(({ state, customer, ...row }) => ({
    ...row,
    state: waitingStates.find((known) => known === state) ?? unknownState(state),
    customer: storedGuest.parse(customer),
  }))
}

const unknownState = (state: string): never => {
  throw new Error(`a waiting guest has the unknown state ${state}`)
}

import type { BookingState } from '../../shared/bookings/bookings.ts'
import { column } from '../db/column.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { appendChanges, type FeedChange } from '../feed/append.ts'
import { expireClaims } from '../expiry/expireClaims.ts'

/** What one run did. */
export interface Lapsed {
  readonly lapsed: number
  /** The feed's position after it; null if nothing was due. */
  readonly position: number | null
}

/**
 * Ends up to `limit` bookings whose moment has passed: pending ones that nobody confirmed, confirmed ones whose guest has not come (SPEC B2). Only
 * tidies, as the sweep of holds does: readers and the arbiter are exact without it. Locks in the arbiter's order: waiting guests, bookings, holds, pools, the
 * head.
 */
export const lapseBookings = (sql: Sql, limit: number): Promise<Lapsed> =>
  sql.begin(async (tx) => {
    const guests = await lockMissed(tx, limit)
    const due = await lockDue(tx, guests, limit)
    if (due.length === 0) return { lapsed: 0, position: null }
    const pending = due.filter(({ state }) => state === 'pending').map(({ hold }) => hold)
    const expired = await expireHolds(tx, pending)
    const ids = expired.map(({ id }) => id)
    const pools = ids.length === 0 ? [] : await expireClaims(tx, column(ids))
    await freeSlots(
      tx,
      due.map(({ hold }) => hold),
    )
    const ended = await endBookings(
      tx,
      due.map(({ id }) => id),
    )
    const missed = await missOffers(
      tx,
      due.map(({ id }) => id),
    )
    const position = await appendChanges(tx, [
      ...expired.map(({ id, location }) => change('hold.expired', id, location)),
      ...ended.map(({ id, state, location }) => change(`booking.${state}`, id, location)),
      ...missed.map(({ id, location }) => change('waiting.missed', id, location)),
      ...pools.map(({ type, subject, location }) => change(type, subject, location)),
    ])
    return { lapsed: due.length, position }
  })

const change = (type: string, subject: string, location: string): FeedChange => ({
  type,
  subject,
  location,
  data: null,
})

interface Due {
  readonly id: string
  readonly hold: string
  readonly state: string
}

/** Guests whose offer has lapsed. */
const lockMissed = async (tx: Tx, limit: number): Promise<string[]> => {
  const rows = await tx<{ id: string }[]>`
    select id from waiting_guests where state = 'offered' and offer_until <= (select clock_timestamp()) order by id limit ${limit} for update skip locked`
  return rows.map(({ id }) => id)
}

/**
 * A pending booking that is an offer is left alone unless its guest is locked: they have to go its way. Found first and then put in order: asked for in
 * their order, PostgreSQL may read all bookings that ever were.
 */
const lockDue = (tx: Tx, guests: readonly string[], limit: number): Promise<Due[]> => {
  const isDue = tx`(
    state = 'pending' and confirm_by <= (select clock_timestamp()) and (waiting is null or waiting = any(${[...guests]}::uuid[]))
      or state = 'confirmed' and no_show_at <= (select clock_timestamp()))`
  return tx<Due[]>`
    with due as materialized (select id from bookings where ${isDue})
    select id, hold, state from bookings where id = any(array(select id from due)) and ${isDue}
    order by id limit ${limit} for update skip locked`
}

const expireHolds = (tx: Tx, holds: readonly string[]): Promise<{ id: string; location: string }[]> =>
  tx<{ id: string; location: string }[]>`
    with due as (select id from holds where id = any(${[...holds]}::uuid[]) and state = 'held' order by id for update)
    update holds h set state = 'expired', ended_at = now() from due where h.id = due.id returning h.id, h.location`

const freeSlots = (tx: Tx, holds: readonly string[]): Promise<unknown> =>
  tx`update slot_claims set active = false where hold = any(${[...holds]}::uuid[]) and active`

interface Ended {
  readonly id: string
  readonly state: BookingState
  readonly location: string
}

const endBookings = (tx: Tx, ids: readonly string[]): Promise<Ended[]> =>
  tx<Ended[]>`
    update bookings set state = case state when 'pending' then 'expired' else 'no_show' end,
      ended_at = case state when 'pending' then confirm_by else no_show_at end
    where id = any(${[...ids]}::uuid[]) returning id, state, location`

const missOffers = (tx: Tx, bookings: readonly string[]): Promise<{ id: string; location: string }[]> =>
  tx<{ id: string; location: string }[]>`
    update waiting_guests set state = 'missed', ended_at = offer_until, offer_until = null
    where state = 'offered' and offer = any(${[...bookings]}::uuid[]) returning id, location`

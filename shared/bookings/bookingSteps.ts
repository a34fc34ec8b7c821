import { accept, endHold, expireHold, reject, type Result, type World } from '../holds/decide.ts'
import type { Outcome } from '../protocol/verdicts.ts'
import type { EpochMs } from '../time.ts'
import { type Booking, bookingStateAt } from './bookings.ts'
import type { BookingEvent, BookingWorld, Context, Events } from './bookingWorld.ts'
import { followBooking } from './followBooking.ts'
import { freeSlots } from './takeSlots.ts'
import { minuteMs } from './zoneTime.ts'

/** What a step of a booking came to. */
export interface Acted {
  readonly outcome: Outcome
  readonly events: Events
}

/** Ends a booking that lapsed by `now`: not confirmed in time, or the guest did not come (SPEC B2). Its hold may be any. */
export const lapseBooking = (world: World & BookingWorld, id: string, now: EpochMs): Events => {
  const booking = world.bookings.get(id)
  if (booking === undefined) return []
  const state = bookingStateAt(booking, now)
  if (state === booking.state) return []
  const at = state === 'expired' ? booking.confirmBy : booking.noShowAt
  const freed = state === 'expired' ? expireHold(world, booking.hold, now) : freeSlots(world, booking)
  return [...freed, ...change(world, { ...booking, state, endedAt: at ?? now }, now)]
}

/** The guest comes: from now on the slots last until the moment from which they have not come. */
export const confirm = (booking: Booking, context: Context): Result<Acted> => {
  const { world, now } = context
  const state = bookingStateAt(booking, now)
  if (state === 'confirmed') return told(booking, [])
  if (state !== 'pending') return reject({ code: 'booking_state', state })
  const ended = endHold(world, booking.hold, 'confirmed', null, now)
  if (!ended.ok) return ended
  const noShowAfter = world.services.get(booking.service)?.noShowAfterMinutes ?? null
  const noShowAt = noShowAfter === null ? null : booking.start + noShowAfter * minuteMs
  const confirmed: Booking = { ...booking, state: 'confirmed', confirmBy: null, noShowAt }
  return told(confirmed, [
    ...ended.value.events,
    { type: 'slots_last', hold: booking.hold, until: noShowAt },
    ...change(world, confirmed, now),
  ])
}

/** Ends a booking for good and gives its time back. */
export const finish = (
  booking: Booking,
  state: 'cancelled' | 'late_cancelled' | 'no_show' | 'completed',
  reason: string | null,
  { world, now }: Context,
): Result<Acted> => {
  const isPending = bookingStateAt(booking, now) === 'pending'
  const released = isPending ? endHold(world, booking.hold, 'released', reason ?? state, now) : null
  if (released?.ok === false) return released
  const ended: Booking = { ...booking, state, endedAt: now, reason, confirmBy: null }
  return told(ended, [...(released?.value.events ?? freeSlots(world, booking)), ...change(world, ended, now)])
}

/** Notes that a booking entered a state; a waiting guest goes the way of their offer. */
export const change = (world: BookingWorld, booking: Booking, now: EpochMs): BookingEvent[] => {
  world.bookings.set(booking.id, booking)
  return [{ type: 'booking_changed', booking, told: true }, ...followBooking(world, booking, now)]
}

/** Accepts, with the booking as it is now. */
export const told = (booking: Booking, events: Events): Result<Acted> =>
  accept({
    outcome: { type: 'booking', booking: { ...booking, resources: [...booking.resources] } },
    events,
  })

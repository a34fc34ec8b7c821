import type { EpochMs } from '../time.ts'
import type { Booking } from './bookings.ts'
import type { BookingEvent, BookingWorld } from './bookingWorld.ts'
import type { WaitingGuest } from './waitingGuests.ts'

/** What a booking that entered a state means for the waiting guest whose it is (SPEC W5); null: nothing. */
const followed = (guest: WaitingGuest, booking: Booking, now: EpochMs): WaitingGuest | null => {
  const isTheirOffer = guest.state === 'offered' && guest.offer === booking.id
  const ended = { ...guest, offerUntil: null, endedAt: booking.endedAt ?? now, reason: booking.reason }
  switch (booking.state) {
    case 'pending':
      return {
        ...guest,
        state: 'offered',
        offer: booking.id,
        offerUntil: booking.confirmBy,
        endedAt: null,
        reason: null,
      }
    case 'confirmed':
    case 'seated':
      return guest.state === 'served' ? null : { ...ended, state: 'served', offer: booking.id, endedAt: now }
    case 'cancelled':
    case 'late_cancelled':
      return isTheirOffer ? { ...ended, state: 'left' } : null
    case 'expired':
    case 'no_show':
      return isTheirOffer ? { ...ended, state: 'missed' } : null
    case 'completed':
      return null
  }
}

/** A waiting guest goes the way of the booking that names them (SPEC W5). Call it with every booking that was made or entered a state. */
export const followBooking = (world: BookingWorld, booking: Booking, now: EpochMs): BookingEvent[] => {
  const guest = booking.waiting === null ? undefined : world.waiting.get(booking.waiting)
  const next = guest === undefined ? null : followed(guest, booking, now)
  return next === null ? [] : changeGuest(world, next)
}

/** Notes that a guest began to wait, or entered another state. */
export const changeGuest = (world: BookingWorld, guest: WaitingGuest): BookingEvent[] => {
  world.waiting.set(guest.id, guest)
  return [{ type: 'waiting_changed', guest }]
}

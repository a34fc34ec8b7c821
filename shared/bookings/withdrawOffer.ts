import { bookingStateAt } from './bookings.ts'
import { finish, lapseBooking } from './bookingSteps.ts'
import type { Context, Events } from './bookingWorld.ts'
import { retake } from './takeSlots.ts'

interface Withdrawn {
  readonly events: Events
  /** Makes all as it was, where what the guest was to have instead is not to be had. */
  readonly restore: () => void
}

const nothing: Withdrawn = { events: [], restore: () => undefined }

/**
 * Gives back the offer of a waiting guest who needs it no more, since they get something else or leave. One that has lapsed is ended as such. The
 * guest's own next state is the caller's to note.
 * @param id of the waiting guest; null: there is none
 */
export const withdrawOffer = (id: string | null, context: Context, reason: string | null = null): Withdrawn => {
  const { world, now } = context
  const guest = id === null ? undefined : world.waiting.get(id)
  const booking = guest?.state !== 'offered' || guest.offer === null ? undefined : world.bookings.get(guest.offer)
  const hold = booking === undefined ? undefined : world.holds.get(booking.hold)
  if (guest === undefined || booking?.state !== 'pending' || hold === undefined) return nothing
  const restore = (): void => {
    world.waiting.set(guest.id, guest)
    world.bookings.set(booking.id, booking)
    world.holds.set(hold.id, hold)
    retake(world, hold)
  }
  if (bookingStateAt(booking, now) === 'expired') return { events: lapseBooking(world, booking.id, now), restore }
  // Not theirs any more, so that its end is not theirs either.
  world.waiting.set(guest.id, { ...guest, state: 'waiting', offer: null, offerUntil: null })
  const ended = finish(booking, 'cancelled', reason, context)
  if (!ended.ok) throw new Error(`the offer ${booking.id} is pending and its hold has ended`)
  return { events: ended.value.events, restore }
}

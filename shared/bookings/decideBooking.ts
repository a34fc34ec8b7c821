import { accept, endHold, reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { slotLinesOf } from '../kinds/registry.ts'
import { type Booking, bookingStateAt } from './bookings.ts'
import { change, confirm, finish, lapseBooking, told } from './bookingSteps.ts'
import type { Context, Events } from './bookingWorld.ts'
import type { BookingCommand, BookingCommandOf } from './commands.ts'
import { book, seat } from './makeBooking.ts'
import { freeSlots, placeFirst, retake, takeWhatIsFree } from './takeSlots.ts'
import { withdrawOffer } from './withdrawOffer.ts'
import { minuteMs } from './zoneTime.ts'

/** Settles one command on bookings (SPEC B1 to B7). */
export const decideBooking = (command: BookingCommand, context: Context): Result<Decided> => {
  switch (command.type) {
    case 'booking.book':
      return book(command, context)
    case 'booking.seat':
      return seat(command, context)
    case 'booking.move':
      return withBooking(command.booking, context, (booking) => move(booking, command, context))
    case 'booking.confirm':
      return withBooking(command.booking, context, (booking) => confirm(booking, context))
    case 'booking.cancel':
      return withBooking(command.booking, context, (booking) => cancel(booking, command.reason ?? null, context))
    case 'booking.check_in':
      return withBooking(command.booking, context, (booking) => checkIn(booking, context))
    case 'booking.complete':
      return withBooking(command.booking, context, (booking) => complete(booking, context))
    case 'booking.no_show':
      return withBooking(command.booking, context, (booking) => noShow(booking, command.reason ?? null, context))
  }
}

const cancel = (booking: Booking, reason: string | null, context: Context): Result<Decided> => {
  const { now } = context
  const state = bookingStateAt(booking, now)
  if (state === 'cancelled' || state === 'late_cancelled') return told(booking, [])
  if (state !== 'pending' && state !== 'confirmed') return reject({ code: 'booking_state', state })
  return finish(booking, now > booking.freeUntil ? 'late_cancelled' : 'cancelled', reason, context)
}

const noShow = (booking: Booking, reason: string | null, context: Context): Result<Decided> => {
  const state = bookingStateAt(booking, context.now)
  // One that lapsed by itself is written down as such now.
  if (state === 'no_show' && booking.state === 'no_show') return told(booking, [])
  if (state !== 'no_show' && state !== 'confirmed' && state !== 'pending')
    return reject({ code: 'booking_state', state })
  return finish(booking, 'no_show', reason, context)
}

const complete = (booking: Booking, context: Context): Result<Decided> => {
  const state = bookingStateAt(booking, context.now)
  if (state === 'completed') return told(booking, [])
  if (state !== 'seated') return reject({ code: 'booking_state', state })
  return finish(booking, 'completed', null, context)
}

/** The guest is here, whatever the booking was thought to be (SPEC B6). One that had lost its time takes what is still free of it. */
const checkIn = (booking: Booking, context: Context): Result<Decided> => {
  const { world, now, newId } = context
  const state = bookingStateAt(booking, now)
  if (state === 'seated') return told(booking, [])
  if (state === 'completed') return reject({ code: 'booking_state', state })
  const seated: Booking = {
    ...{ ...booking, state: 'seated', confirmBy: null, noShowAt: null, seatedAt: now, endedAt: null, reason: null },
  }
  if (state === 'pending' || state === 'confirmed') {
    const ended = state === 'pending' ? endHold(world, booking.hold, 'confirmed', null, now) : accept({ events: [] })
    if (!ended.ok) return ended
    return told(seated, [
      ...ended.value.events,
      { type: 'slots_last', hold: booking.hold, until: null },
      ...change(world, seated, now),
    ])
  }
  const lapsed = lapseBooking(world, booking.id, now)
  // Who has another offer by now needs it no more, and may sit where it was.
  const withdrawn = withdrawOffer(booking.waiting, context).events
  const hold = newId()
  const { events, clashes } = takeWhatIsFree(hold, booking.location, booking, booking.resources, context)
  const again: Booking = { ...seated, hold }
  return told(again, [...lapsed, ...withdrawn, ...change(world, again, now), ...events, ...clashes])
}

/** Moves a booking to another time, other resources, or both; if that is not to be had, all stays as it was (SPEC B5). */
const move = (booking: Booking, command: BookingCommandOf<'booking.move'>, context: Context): Result<Decided> => {
  const { world, giver, now } = context
  const state = bookingStateAt(booking, now)
  if (state !== 'pending' && state !== 'confirmed' && state !== 'seated')
    return reject({ code: 'booking_state', state })
  const old = world.holds.get(booking.hold)
  if (old === undefined) return reject({ code: 'not_found', what: 'hold', id: booking.hold })
  const start = command.start ?? booking.start
  const end = start + (command.lasts ?? booking.end - booking.start)
  const goods = state === 'pending' ? old.lines.filter((line) => line.kind !== 'slot') : []
  const ttlSeconds =
    state === 'pending' && booking.confirmBy !== null ? (booking.confirmBy - now) / 1000 : giver.ttlSeconds
  const freed = state === 'pending' ? endHold(world, old.id, 'released', 'moved', now) : null
  if (freed?.ok === false) return freed
  const given = freed === null ? freeSlots(world, booking) : freed.value.events
  const placed = placeFirst(command.choices ?? [booking.resources], context, {
    ...{ id: command.hold, location: booking.location, start, end, ttlSeconds, goods, had: goods },
  })
  if (!placed.ok) {
    world.holds.set(old.id, old)
    if (freed === null) world.pools.slot.take(booking.location, slotLinesOf(old.lines))
    else retake(world, old)
    return placed
  }
  const service = world.services.get(booking.service)
  const noShowAfter = service?.noShowAfterMinutes ?? null
  const moved: Booking = {
    ...{ ...booking, hold: command.hold, start, end, resources: [...placed.value.resources] },
    noShowAt: state === 'confirmed' && noShowAfter !== null ? start + noShowAfter * minuteMs : null,
    freeUntil: start - (service?.cancelFreeUntilMinutes ?? 0) * minuteMs,
  }
  const events: Events = [...given, ...placed.value.events]
  if (state !== 'pending') {
    const confirmed = endHold(world, moved.hold, 'confirmed', null, now)
    if (!confirmed.ok) return confirmed
    events.push(...confirmed.value.events, { type: 'slots_last', hold: moved.hold, until: moved.noShowAt })
  }
  world.bookings.set(moved.id, moved)
  return told(moved, [...events, { type: 'booking_changed', booking: moved, told: false }])
}

const withBooking = (
  id: string,
  { world, giver }: Context,
  act: (booking: Booking) => Result<Decided>,
): Result<Decided> => {
  const booking = world.bookings.get(id)
  if (booking === undefined) return reject({ code: 'not_found', what: 'booking', id })
  if (giver.ownOnly && booking.channel !== giver.channel) return reject({ code: 'forbidden' })
  return act(booking)
}

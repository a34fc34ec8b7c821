import { accept, reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import type { Line } from '../kinds/registry.ts'
import type { Booking, Guest } from './bookings.ts'
import { type Acted, confirm, told } from './bookingSteps.ts'
import type { Context, Events } from './bookingWorld.ts'
import type { BookingCommandOf } from './commands.ts'
import { followBooking } from './followBooking.ts'
import type { Service } from './resources.ts'
import { placeFirst, takeWhatIsFree } from './takeSlots.ts'
import type { WaitingOffer } from './waitingCommands.ts'
import { offerSecondsFor, type WaitingGuest, waitingStateAt } from './waitingGuests.ts'
import { withdrawOffer } from './withdrawOffer.ts'
import { minuteMs } from './zoneTime.ts'

/** Books a time. For a waiting guest it is their offer until it is confirmed, and takes the place of one that they have (SPEC W5). */
export const book = (command: BookingCommandOf<'booking.book'>, context: Context): Result<Decided> => {
  const { world, giver } = context
  const service = world.services.get(command.service)
  if (service === undefined) return reject({ code: 'not_found', what: 'service', id: command.service })
  if (world.bookings.has(command.booking)) return reject({ code: 'hold_exists' })
  const { waiting = null } = command
  const guest = waiting === null ? accept(null) : guestToServe(waiting, context)
  if (!guest.ok) return guest
  const withdrawn = withdrawOffer(waiting, context)
  const made = bookPending(context, {
    ...{ id: command.booking, hold: command.hold, location: command.location, service, start: command.start, waiting },
    ...{ lasts: command.lasts, party: command.party, choices: command.choices, goods: command.goods ?? [] },
    ...{ ttlSeconds: service.confirmWithinSeconds ?? giver.ttlSeconds, note: command.note ?? null },
    customer: command.customer ?? guest.value?.customer ?? null,
  })
  if (!made.ok) {
    withdrawn.restore()
    return made
  }
  const { booking, events } = made.value
  if (command.confirmed !== true) return told(booking, [...withdrawn.events, ...events, ...follow(booking, context)])
  const confirmed = confirm(booking, context)
  if (!confirmed.ok) return confirmed
  return accept({ ...confirmed.value, events: [...withdrawn.events, ...events, ...confirmed.value.events] })
}

/** Gives a waiting guest an offer, if they still wait and it is still free (SPEC W4). */
export const offer = (command: WaitingOffer, context: Context): Result<Decided> => {
  const { world, giver, now } = context
  const guest = world.waiting.get(command.guest)
  if (guest === undefined) return reject({ code: 'not_found', what: 'waiting_guest', id: command.guest })
  const state = waitingStateAt(guest, now)
  if (state !== 'waiting') return reject({ code: 'waiting_state', state })
  const service = world.services.get(guest.service)
  if (service === undefined) return reject({ code: 'not_found', what: 'service', id: guest.service })
  const { channel, location, party, customer, note } = guest
  const made = bookPending(
    { ...context, giver: { ...giver, channel } },
    {
      ...{ id: command.booking, hold: command.hold, location, service, start: command.start, lasts: undefined, party },
      ...{ choices: [command.resources], goods: [], ttlSeconds: offerSecondsFor(guest), customer, note },
      waiting: guest.id,
    },
  )
  if (!made.ok) return made
  return told(made.value.booking, [...made.value.events, ...follow(made.value.booking, context)])
}

/** The waiting guest whom a booking is for. Who was served already has what they wanted. */
const guestToServe = (id: string, { world, giver }: Context): Result<WaitingGuest> => {
  const guest = world.waiting.get(id)
  if (guest === undefined) return reject({ code: 'not_found', what: 'waiting_guest', id })
  if (giver.ownOnly && guest.channel !== giver.channel) return reject({ code: 'forbidden' })
  return guest.state === 'served' ? reject({ code: 'waiting_state', state: 'served' }) : accept(guest)
}

const follow = (booking: Booking, { world, now }: Context): Events => followBooking(world, booking, now)

interface Wanted {
  readonly id: string
  readonly hold: string
  readonly location: string
  readonly service: Service
  readonly start: number
  /** Milliseconds; undefined: as long as the service takes. */
  readonly lasts: number | undefined
  readonly party: number
  readonly choices: readonly (readonly string[])[]
  readonly goods: readonly Line[]
  readonly ttlSeconds: number
  readonly customer: Guest | null
  readonly note: string | null
  readonly waiting: string | null
}

const bookPending = (context: Context, wanted: Wanted): Result<{ booking: Booking; events: Events }> => {
  const { world, giver, now } = context
  const { id, hold, location, service, start, party, customer, note, waiting, goods, ttlSeconds } = wanted
  const end = start + (wanted.lasts ?? service.durationMinutes * minuteMs)
  const placed = placeFirst(wanted.choices, context, { id: hold, location, start, end, ttlSeconds, goods })
  if (!placed.ok) return placed
  const { events, resources, expiresAt } = placed.value
  const booking: Booking = {
    ...{ id, hold, state: 'pending', channel: giver.channel, location, service: service.code, start, end, party },
    ...{ resources: [...resources], customer, note, terminal: giver.terminal, staff: giver.staff },
    ...{ bookedAt: now, confirmBy: expiresAt, noShowAt: null },
    freeUntil: start - (service.cancelFreeUntilMinutes ?? 0) * minuteMs,
    ...{ seatedAt: null, endedAt: null, reason: null, waiting },
  }
  world.bookings.set(booking.id, booking)
  return accept({ booking, events: [...events, { type: 'booked', booking }] })
}

/** Seats a guest who came without a booking. What another has already is left to them, and is a discrepancy (SPEC B6). */
export const seat = (command: BookingCommandOf<'booking.seat'>, context: Context): Result<Acted> => {
  const { world, giver, now } = context
  const service = world.services.get(command.service)
  if (world.bookings.has(command.booking)) return reject({ code: 'hold_exists' })
  const { start, waiting = null } = command
  const end = start + (command.lasts ?? (service?.durationMinutes ?? 60) * minuteMs)
  // They may sit where they were offered to sit.
  const withdrawn = withdrawOffer(waiting, context)
  const { events, clashes } = takeWhatIsFree(command.hold, command.location, { start, end }, command.resources, context)
  const known = waiting === null ? undefined : world.waiting.get(waiting)
  const booking: Booking = {
    ...{ id: command.booking, hold: command.hold, state: 'seated', channel: giver.channel, location: command.location },
    ...{ service: command.service, start, end, party: command.party, resources: command.resources },
    ...{ customer: command.customer ?? known?.customer ?? null, note: command.note ?? null },
    ...{ terminal: giver.terminal, staff: giver.staff, bookedAt: now, confirmBy: null, noShowAt: null },
    ...{ freeUntil: start, seatedAt: now, endedAt: null, reason: null, waiting },
  }
  world.bookings.set(booking.id, booking)
  return told(booking, [
    ...withdrawn.events,
    ...[{ type: 'booked', booking } as const, ...events, ...clashes],
    ...follow(booking, context),
  ])
}

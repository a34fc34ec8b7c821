import { type Booking, bookingStateAt, isStanding } from '../../../shared/bookings/bookings.ts'
import { isBookingCommand } from '../../../shared/bookings/commands.ts'
import { type BookingWorld, noBookings } from '../../../shared/bookings/bookingWorld.ts'
import { isOpen } from '../../../shared/bookings/hours.ts'
import { isWaitingCommand } from '../../../shared/bookings/waitingCommands.ts'
import { waitingGuestAt } from '../../../shared/bookings/waitingGuests.ts'
import { minuteMs } from '../../../shared/bookings/zoneTime.ts'
import { type Hold, isLive } from '../../../shared/holds/states.ts'
import { type Line, slotLinesOf } from '../../../shared/kinds/registry.ts'
import { SlotPools, type SlotResource, type Taken } from '../../../shared/kinds/slot/rules.ts'
import { type SlotLine, type Span, spanOf } from '../../../shared/kinds/slot/schema.ts'
import { type Command, holdsOf } from '../../../shared/protocol/commands.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import { type EpochMs, toRfc3339 } from '../../../shared/time.ts'
import type { BoardResource } from '../../app/terminal.ts'
import type { BookingBase } from './bookingBase.ts'

/** What the rules of bookings look at, made from the replica. Holds are made for those bookings that somebody touches. */
export interface BookedWorld extends BookingWorld {
  readonly slot: SlotPools
  /** The next moment at which time of the replica becomes free by itself, whatever was done here. */
  readonly nextLapse: EpochMs
}

export const nothingBooked = (): BookedWorld => ({ ...noBookings(), slot: new SlotPools([], []), nextLapse: Infinity })

/** True for a command that nothing but the whole book of a location can judge. */
export const touchesBookings = (command: Command, linesOfHold: (id: string) => readonly Line[]): boolean => {
  if (isBookingCommand(command) || isWaitingCommand(command)) return true
  const asked = command.type === 'hold.place' || command.type === 'hold.replace' ? command.lines : []
  return [...asked, ...holdsOf(command).flatMap(linesOfHold)].some(({ kind }) => kind === 'slot')
}

/** The resources of a location as the rules of slots see them. */
export const slotResourcesOf = (resources: readonly BoardResource[], zone: string): SlotResource[] =>
  resources.map(({ code, location, bufferMinutes, active, hours }) => ({
    ...{ code, location, active, bufferMs: bufferMinutes * minuteMs },
    isOpen: ({ start, end }) => hours === null || isOpen(hours, zone, start, end),
  }))

/** The book of a location as of `now`: what has lapsed by then counts for nothing (SPEC T4). */
export const bookedWorldOf = (base: BookingBase, now: EpochMs): BookedWorld => {
  const resources = base.resources()
  const buffers = new Map(resources.map(({ code, bufferMinutes }) => [code, bufferMinutes * minuteMs]))
  const ofBookings = new Set<string>()
  const bookings = new Map<string, Booking>()
  const taken: Taken[] = []
  let nextLapse = Infinity
  const take = (resource: string, { start, end }: Span): void => {
    taken.push({ resource, start, end, blockedUntil: end + (buffers.get(resource) ?? 0) })
  }
  for (const booking of base.bookings()) {
    const state = bookingStateAt(booking, now)
    bookings.set(booking.id, state === booking.state ? booking : { ...booking, state })
    ofBookings.add(booking.hold)
    if (!isStanding(state)) continue
    nextLapse = Math.min(nextLapse, lapseOf(booking))
    for (const resource of booking.resources) take(resource, booking)
  }
  for (const hold of base.slotHolds()) {
    if (ofBookings.has(hold.id) || !isLive(hold, now)) continue
    nextLapse = Math.min(nextLapse, hold.expiresAt)
    for (const line of slotLinesOf(hold.lines)) take(line.resource, spanOf(line))
  }
  return {
    bookings,
    waiting: new Map(Array.from(base.guests(), (guest) => [guest.id, waitingGuestAt(guest, now)])),
    services: new Map(base.services().map((service) => [service.code, service])),
    slot: new SlotPools(slotResourcesOf(resources, base.zone()), taken),
    nextLapse,
  }
}

const slotsOfBooking = ({ resources, start, end }: Pick<Booking, 'resources' | 'start' | 'end'>): SlotLine[] =>
  resources.map((resource) => ({ kind: 'slot', resource, start: toRfc3339(start), end: toRfc3339(end) }))

/** A confirmed booking's hold has ended and is in no replica; all that it has is told by the booking. */
export const holdOfBooking = (booking: Booking): Hold => {
  const { hold, channel, location, bookedAt, confirmBy, terminal, staff } = booking
  return {
    ...{ id: hold, channel, location, terminal, staff, placedAt: bookedAt },
    state: booking.state === 'pending' ? 'held' : 'confirmed',
    expiresAt: confirmBy ?? bookedAt,
    lines: slotsOfBooking(booking),
    ...{ endedAt: null, reason: null },
  }
}

/** The moment at which a booking ends by itself (SPEC B2); infinity if it does not. */
export const lapseOf = ({ state, confirmBy, noShowAt }: Booking): EpochMs => {
  if (state === 'pending') return confirmBy ?? Infinity
  return state === 'confirmed' ? (noShowAt ?? Infinity) : Infinity
}

/** Puts a booking as the hub has it in the place of the one that was foretold. */
export const putBooking = (
  world: BookingWorld & { readonly pools: { readonly slot: SlotPools }; readonly holds: Map<string, Hold> },
  { booking }: Extract<Outcome, { type: 'booking' }>,
): void => {
  const foretold = world.bookings.get(booking.id)
  if (foretold !== undefined && isStanding(foretold.state)) world.pools.slot.free(slotsOfBooking(foretold))
  if (isStanding(booking.state)) world.pools.slot.take(booking.location, slotsOfBooking(booking))
  world.bookings.set(booking.id, booking)
  const known = world.holds.get(booking.hold)
  const hold = holdOfBooking(booking)
  // What was foretold of its goods still says what they are.
  world.holds.set(hold.id, known === undefined ? hold : { ...known, state: hold.state, expiresAt: hold.expiresAt })
}

import type { Booking } from '../../../shared/bookings/bookings.ts'
import { type BookingCommand, type BookingCommandOf, isBookingCommand } from '../../../shared/bookings/commands.ts'
import { isWaitingCommand } from '../../../shared/bookings/waitingCommands.ts'
import { minuteMs } from '../../../shared/bookings/zoneTime.ts'
import type { Discrepancy } from '../../app/terminal.ts'
import type { Documents } from '../../replica/replica.ts'
import { casesOf } from '../cases.ts'
import type { Pending } from '../base.ts'
import type { Picture } from '../picture.ts'
import type { BoardSight } from './board.ts'

export interface BookingSightOptions {
  readonly documents: Documents
  readonly picture: Picture
  readonly location: string
  readonly pending: () => readonly Pending[]
}

/** Gathers what the board is made from: the picture, and what the hub has not said yes to. */
export class BookingSight {
  private readonly options: BookingSightOptions

  constructor(options: BookingSightOptions) {
    this.options = options
  }

  look(): BoardSight {
    const { picture, pending } = this.options
    const base = picture.replicatedBookings
    const bookings = new Map(picture.bookings())
    const ofBookings = new Set([...bookings.values(), ...base.bookings()].map(({ hold }) => hold))
    const unsent = new Set<string>()
    const unsentGuests = new Set<string>()
    for (const one of pending()) {
      const { command, verdict } = one
      if (verdict !== null) continue
      if (isWaitingCommand(command)) unsentGuests.add(command.guest)
      if (!isBookingCommand(command)) continue
      unsent.add(command.booking)
      const guest = guestOf(command, bookings)
      if (guest !== null) unsentGuests.add(guest)
      // The local rules say no by now, but the hub has not spoken, and a guest must not vanish meanwhile.
      if (command.type === 'booking.book' && !bookings.has(command.booking))
        bookings.set(command.booking, this.wantedBy(command, one))
    }
    return {
      ...{ zone: base.zone(), resources: base.resources(), services: base.services(), unsent, ofBookings },
      bookings: bookings.values(),
      slotHolds: base.slotHolds(),
      doubleBooked: this.doubleBooked(),
      ...{ guests: picture.guests().values(), unsentGuests },
    }
  }

  /** A booking as it was asked for. */
  private wantedBy(command: BookingCommandOf<'booking.book'>, { giver, issuedAt }: Pending): Booking {
    const { start, party, location } = command
    const service = this.options.picture.replicatedBookings.services().find(({ code }) => code === command.service)
    return {
      ...{ id: command.booking, hold: command.hold, channel: giver.channel, location, service: command.service },
      state: command.confirmed === true ? 'confirmed' : 'pending',
      ...{ start, end: start + (command.lasts ?? (service?.durationMinutes ?? 60) * minuteMs), party },
      ...{ resources: command.choices[0] ?? [], customer: command.customer ?? null, note: command.note ?? null },
      ...{ terminal: giver.terminal, staff: giver.staff, bookedAt: issuedAt, confirmBy: null, noShowAt: null },
      ...{ freeUntil: start, seatedAt: null, endedAt: null, reason: null, waiting: command.waiting ?? null },
    }
  }

  private doubleBooked(): Discrepancy[] {
    const { documents, location } = this.options
    const names = new Map(this.options.picture.replicatedBookings.resources().map(({ code, name }) => [code, name]))
    return [...casesOf(documents.cases, 'discrepancy')]
      .filter((one) => one.kind === 'double_booked' && one.location === location)
      .toSorted((a, b) => b.at - a.at)
      .map((one) => ({ ...one, name: names.get(one.sku) ?? one.sku }))
  }
}

/** The waiting guest whom a command on a booking serves, or whose offer it is about. */
const guestOf = (command: BookingCommand, bookings: ReadonlyMap<string, Booking>): string | null =>
  (command.type === 'booking.book' || command.type === 'booking.seat' ? command.waiting : undefined) ??
  bookings.get(command.booking)?.waiting ??
  null

import type { Booking } from '../../shared/bookings/bookings.ts'
import { isBookingCommand } from '../../shared/bookings/commands.ts'
import type { Service } from '../../shared/bookings/resources.ts'
import { isWaitingCommand } from '../../shared/bookings/waitingCommands.ts'
import type { WaitingGuest } from '../../shared/bookings/waitingGuests.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Queries } from '../db/connect.ts'
import { selectBookings } from './bookingRows.ts'
import { selectGuests } from './guestRows.ts'
import { readServices } from './services.ts'

export interface LockedBookings {
  readonly bookings: Map<string, Booking>
  /** The services of these bookings and guests, and of those to be made. */
  readonly services: ReadonlyMap<string, Service>
  readonly waiting: Map<string, WaitingGuest>
  /** Their holds, to be locked after them. */
  readonly holds: readonly string[]
}

/** What commands name. */
interface Named {
  readonly bookings: readonly string[]
  readonly guests: readonly string[]
  readonly services: readonly string[]
  /** Holds whose bookings are to be locked too. */
  readonly holds: readonly string[]
}

const namedBy = (commands: readonly ArbiterCommand[], holds: readonly string[]): Named => {
  const ofBookings = commands.filter(isBookingCommand)
  const ofGuests = commands.filter(isWaitingCommand)
  return {
    bookings: [...new Set(ofBookings.map(({ booking }) => booking))],
    guests: [
      ...ofBookings.flatMap((command) => ('waiting' in command ? (command.waiting ?? []) : [])),
      ...ofGuests.map(({ guest }) => guest),
    ],
    services: [...ofBookings, ...ofGuests].flatMap((command) => ('service' in command ? [command.service] : [])),
    holds,
  }
}

/**
 * Locks the waiting guests and the bookings that commands name, the bookings to which these holds belong, and all that belongs to any of them: guests
 * first, then bookings, each in the order of their ids. Comes before holds are locked, since a move gives a booking another hold. Sends nothing for a
 * batch that has nothing to do with them.
 */
export const lockBookings = async (
  tx: Queries,
  commands: readonly ArbiterCommand[],
  holds: readonly string[],
): Promise<LockedBookings> => {
  const named = namedBy(commands, holds)
  if (named.bookings.length + named.guests.length + holds.length === 0)
    return { bookings: new Map(), services: new Map(), waiting: new Map(), holds: [] }
  const [guests, found] = await Promise.all([lockGuests(tx, named), lockThese(tx, named)])
  const codes = [...named.services, ...found.map(({ service }) => service), ...guests.map(({ service }) => service)]
  const services = codes.length === 0 ? [] : await readServices(tx, [...new Set(codes)])
  return {
    bookings: new Map(found.map((booking) => [booking.id, booking])),
    services: new Map(services.map((service) => [service.code, service])),
    waiting: new Map(guests.map((guest) => [guest.id, guest])),
    holds: found.map(({ hold }) => hold),
  }
}

/** Whose a booking is never changes, so that this needs no lock on bookings. */
const guestsOf = (tx: Queries, { bookings, guests, holds }: Named) => tx`
  select id from unnest(${guests}::uuid[]) as n (id)
  union select o.waiting from bookings o where o.id = any(${bookings}::uuid[])
  union select o.waiting from bookings o where o.hold = any(${holds}::uuid[])`

const lockGuests = (tx: Queries, named: Named): Promise<WaitingGuest[]> =>
  selectGuests(tx, tx`where g.id in (${guestsOf(tx, named)}) order by g.id for update of g`)

/** Sent behind the lock on the guests: which offer they have does not change any more. */
const lockThese = (tx: Queries, named: Named): Promise<Booking[]> =>
  selectBookings(
    tx,
    tx`
      where b.id in (
        select id from unnest(${named.bookings}::uuid[]) as n (id)
        union select o.id from bookings o where o.hold = any(${named.holds}::uuid[])
        union select g.offer from waiting_guests g where g.id in (${guestsOf(tx, named)}) and g.state = 'offered'
      )
      order by b.id for update of b`,
  )

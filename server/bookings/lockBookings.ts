import type { Booking } from '../../shared/bookings/bookings.ts'
import { isBookingCommand } from '../../shared/bookings/commands.ts'
import type { Service } from '../../shared/bookings/resources.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import type { Queries } from '../db/connect.ts'
import { selectBookings } from './bookingRows.ts'
import { readServices } from './services.ts'

export interface LockedBookings {
  readonly bookings: Map<string, Booking>
  /** The services of these bookings, and of those to be made. */
  readonly services: ReadonlyMap<string, Service>
  /** Their holds, to be locked after them. */
  readonly holds: readonly string[]
}

/**
 * Locks the bookings that commands name, and those to which these holds belong, in the order of their ids. Comes before holds are locked, since a
 * move gives a booking another hold. Sends nothing for a batch that has nothing to do with them.
 */
export const lockBookings = async (
  tx: Queries,
  commands: readonly Command[],
  holds: readonly string[],
): Promise<LockedBookings> => {
  const named = commands.filter(isBookingCommand)
  if (named.length + holds.length === 0) return { bookings: new Map(), services: new Map(), holds: [] }
  const ids = [...new Set(named.map(({ booking }) => booking))]
  const found = await selectBookings(
    tx,
    tx`
      where b.id in (
        select id from unnest(${ids}::uuid[]) as n (id)
        union select o.id from bookings o where o.hold = any(${[...holds]}::uuid[])
      )
      order by b.id for update of b`,
  )
  const codes = [
    ...named.flatMap((command) => ('service' in command ? [command.service] : [])),
    ...found.map(({ service }) => service),
  ]
  const services = codes.length === 0 ? [] : await readServices(tx, [...new Set(codes)])
  return {
    bookings: new Map(found.map((booking) => [booking.id, booking])),
    services: new Map(services.map((service) => [service.code, service])),
    holds: found.map(({ hold }) => hold),
  }
}

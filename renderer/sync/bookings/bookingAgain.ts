import { type BookingCommand, type BookingCommandOf, isBookingCommand } from '../../../shared/bookings/commands.ts'
import type { Booking } from '../../../shared/bookings/bookings.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import { stockLinesOf } from '../../../shared/kinds/registry.ts'
import type { StockLine } from '../../../shared/kinds/stock/schema.ts'
import { isWaitingCommand, type WaitingCommand } from '../../../shared/bookings/waitingCommands.ts'
import type { Alternative } from '../../app/terminal.ts'
import { type CommandRecord, isUnsent } from '../commandRecord.ts'

export interface UnsentOfGuest {
  readonly id: string
  readonly command: WaitingCommand
}

/** The command that made a booking here, if it was made here. */
const made = (booking: string, records: Iterable<CommandRecord>): BookingCommandOf<'booking.book'> | null => {
  for (const { command } of records) if (command.type === 'booking.book' && command.booking === booking) return command
  return null
}

/**
 * What to ask for when a person says "try again", or takes something else instead. New ids, since the hub keeps its answer to the old ones.
 * @param records all that was done here
 */
export const bookingAgain = (
  command: BookingCommand,
  records: Iterable<CommandRecord>,
  newId: () => string,
  instead?: Alternative,
): BookingCommand => {
  const other = instead && {
    start: instead.start,
    lasts: instead.end - instead.start,
    choices: [[...instead.resources]],
  }
  switch (command.type) {
    case 'booking.book':
      return { ...command, ...other, booking: newId(), hold: newId() }
    case 'booking.move':
      return { ...command, ...other, hold: newId() }
    case 'booking.seat':
      return { ...command, booking: newId(), hold: newId() }
    case 'booking.check_in': {
      // The booking was refused, but the guest sits: then they sit without one.
      const wanted = made(command.booking, records)
      return wanted === null ? command : seatOf(wanted, newId)
    }
    case 'booking.confirm':
    case 'booking.cancel':
    case 'booking.complete':
    case 'booking.no_show':
      return command
  }
}

const seatOf = (
  { location, service, start, lasts, party, choices, customer, note, waiting }: BookingCommandOf<'booking.book'>,
  newId: () => string,
): BookingCommandOf<'booking.seat'> => ({
  ...{ type: 'booking.seat', booking: newId(), hold: newId(), location, service, start, party },
  resources: choices[0] ?? [],
  ...(lasts === undefined ? {} : { lasts }),
  ...(customer === undefined ? {} : { customer }),
  ...(note === undefined ? {} : { note }),
  ...(waiting === undefined ? {} : { waiting }),
})

/** Unsent commands on a booking: without the booking they mean nothing. */
export const unsentOn = (booking: string, records: Iterable<CommandRecord>): string[] =>
  [...records]
    .filter((record) => isUnsent(record) && isBookingCommand(record.command) && record.command.booking === booking)
    .map(({ id }) => id)

/** Unsent commands on a waiting guest's place in the list. */
export const unsentOfGuest = (guest: string, records: Iterable<CommandRecord>): UnsentOfGuest[] =>
  [...records].flatMap((record) => {
    const { id, command } = record
    return isUnsent(record) && isWaitingCommand(command) && command.guest === guest ? [{ id, command }] : []
  })

/** The commands on a booking of which the hub cannot have heard; null if it may know the booking itself. */
export const unheardOn = (booking: string, records: readonly CommandRecord[]): readonly string[] | null => {
  const isUnheard = records.some(
    (record) => isUnsent(record) && record.command.type === 'booking.book' && record.command.booking === booking,
  )
  return isUnheard ? unsentOn(booking, records) : null
}

/** The goods that a booking still holds: by its hold, or by the command that nobody has heard. Else those of a confirmed one are gone. */
export const goodsOf = (
  { id, hold }: Pick<Booking, 'id' | 'hold'>,
  records: Iterable<CommandRecord>,
  liveHold: (id: string) => Hold | null,
): readonly StockLine[] => {
  for (const record of records) {
    const { command } = record
    if (command.type === 'booking.book' && command.booking === id && isUnsent(record)) return command.goods ?? []
  }
  return stockLinesOf(liveHold(hold)?.lines ?? [])
}

import type { BookingCommandOf } from '../../../shared/bookings/commands.ts'
import type { StockLine } from '../../../shared/kinds/stock/schema.ts'
import type { BoardBooking, BookingMove, BookingWish, WalkIn } from '../../app/terminal.ts'

/** More choices than this a command does not name. */
const mostNamed = 20

/** New ids, and where the terminal stands. */
export interface Given {
  readonly location: string
  readonly newId: () => string
}

/** @param choices the best first; the first that is free is taken (SPEC B4) */
export const bookCommand = (
  { service, start, lasts, party, goods = [], guest, note, confirmed, waiting }: BookingWish,
  choices: readonly (readonly string[])[],
  { location, newId }: Given,
): BookingCommandOf<'booking.book'> => ({
  ...{ type: 'booking.book', booking: newId(), hold: newId(), location, service, start, party },
  choices: choices.slice(0, mostNamed).map((codes) => [...codes]),
  ...(lasts === undefined ? {} : { lasts }),
  ...(goods.length === 0 ? {} : { goods: [...goods] }),
  ...(guest === undefined ? {} : { customer: guest }),
  ...(note === undefined ? {} : { note }),
  ...(confirmed === undefined ? {} : { confirmed }),
  ...(waiting === undefined ? {} : { waiting }),
})

export const seatCommand = (
  { service, lasts, party, resources, guest, note, waiting }: WalkIn,
  start: number,
  { location, newId }: Given,
): BookingCommandOf<'booking.seat'> => ({
  ...{ type: 'booking.seat', booking: newId(), hold: newId(), location, service, start, party },
  resources: [...resources],
  ...(lasts === undefined ? {} : { lasts }),
  ...(guest === undefined ? {} : { customer: guest }),
  ...(note === undefined ? {} : { note }),
  ...(waiting === undefined ? {} : { waiting }),
})

/** Seats the guest of a booking of which the hub has not heard, under the booking's own id. */
export const seatBookedCommand = (booking: BoardBooking, given: Given): BookingCommandOf<'booking.seat'> => {
  const { id, service, start, end, party, resources } = booking
  const ofGuest = booking.waiting === null ? {} : { waiting: booking.waiting }
  const walkIn = { service, lasts: end - start, party, resources, ...aboutGuest(booking), ...ofGuest }
  return { ...seatCommand(walkIn, start, given), booking: id }
}

export const moveCommand = (
  booking: string,
  { start, lasts, resources }: BookingMove,
  { newId }: Given,
): BookingCommandOf<'booking.move'> => ({
  ...{ type: 'booking.move', booking, hold: newId() },
  ...(start === undefined ? {} : { start }),
  ...(lasts === undefined ? {} : { lasts }),
  ...(resources === undefined ? {} : { choices: [[...resources]] }),
})

/** The wish for the same booking once more: one that has ended never comes back to life. @param goods what its end gave back with its time */
export const sameWish = (booking: BoardBooking, goods: readonly StockLine[]): BookingWish => {
  const { service, start, end, party, resources, state } = booking
  const confirmed = state === 'confirmed'
  return { service, start, lasts: end - start, party, resources, goods, confirmed, ...aboutGuest(booking) }
}

const aboutGuest = ({ customer, note }: BoardBooking): Pick<BookingWish, 'guest' | 'note'> => ({
  ...(customer === null ? {} : { guest: customer }),
  ...(note === null ? {} : { note }),
})

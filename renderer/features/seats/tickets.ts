import type { BoxOffice, Receipt, Ticket } from '../../app/terminal.ts'

/** Those that let somebody in. */
export const goodTickets = ({ tickets }: Receipt): readonly Ticket[] => tickets.filter(({ isDoubled }) => !isDoubled)

/** A ticket is printed once nobody else can have its seat: the hub has booked the sale, or the seat was set aside for this terminal (SPEC E9). */
export const canPrintTickets = (receipt: Receipt, boxOffice: Pick<BoxOffice, 'seat'>): boolean =>
  receipt.settled || receipt.tickets.every(({ event, seat }) => boxOffice.seat(event, seat)?.isOurs === true)

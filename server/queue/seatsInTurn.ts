import { bestSeats, type Hall, type Party, suits } from '../../shared/seating/bestSeats.ts'
import type { HallSeat } from '../../shared/seating/planSeats.ts'

/** How the seats of a hall are, as far as turns go. */
export interface SeatsNow {
  readonly hall: Hall
  readonly isFree: (seat: HallSeat) => boolean
  /** Somebody holds it, and may give it back. */
  readonly mayCome: (seat: HallSeat) => boolean
}

export interface SeatOffer<Buyer> {
  readonly buyer: Buyer
  readonly seats: readonly HallSeat[]
}

/** More offers are not thought of at once: a hall that comes free whole is offered in several rounds, and nobody waits for the reckoning. */
const mostAtOnce = 50

/**
 * Whose turn it is, and for which seats (SPEC Q8). Seats gather for who wants more than are free, as long as enough may come; what they count on,
 * nobody behind them counts on.
 * @param line in its order
 */
export const seatsInTurn = <Buyer extends Party>(now: SeatsNow, line: readonly Buyer[]): SeatOffer<Buyer>[] => {
  const seats = now.hall.rows.flatMap((row) => row.seats)
  const free = new Set(seats.filter((seat) => now.isFree(seat)))
  const coming = new Set(seats.filter((seat) => now.mayCome(seat)))
  const offers: SeatOffer<Buyer>[] = []
  for (const buyer of line) {
    if (free.size === 0 || offers.length === mostAtOnce) break
    const best = bestSeats(now.hall, buyer, (seat) => free.has(seat))
    if (best !== null) {
      for (const seat of best) free.delete(seat)
      offers.push({ buyer, seats: best })
      continue
    }
    const own = [...free].filter((seat) => suits(seat, buyer))
    const awaited = [...coming].filter((seat) => suits(seat, buyer)).slice(0, buyer.size - own.length)
    if (own.length + awaited.length < buyer.size) continue
    for (const seat of own) free.delete(seat)
    for (const seat of awaited) coming.delete(seat)
  }
  return offers
}

/** The wishes of which enough seats are free, or may come. */
export const mayBeServed = (now: SeatsNow, wishes: readonly Party[]): Party[] => {
  const seats = now.hall.rows.flatMap((row) => row.seats).filter((seat) => now.isFree(seat) || now.mayCome(seat))
  return wishes.filter((wish) => seats.reduce((count, seat) => count + (suits(seat, wish) ? 1 : 0), 0) >= wish.size)
}

/** Whether this free seat is promised to somebody who waits: it suits a wish for which enough may come (SPEC Q9). */
export const isPromised = (now: SeatsNow, wishes: readonly Party[]): ((seat: HallSeat) => boolean) => {
  const served = mayBeServed(now, wishes)
  return (seat) => served.some((wish) => suits(seat, wish))
}

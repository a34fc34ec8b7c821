import type { Terminal } from '../../../renderer/app/terminal.ts'
import type { Random } from '../random.ts'
import { type Act, managing, some } from './act.ts'

export const seatActs = (random: Random): Act[] => {
  /** A seat of the first two rows, which are soon full. */
  const anySeat = ({ boxOffice }: Terminal) => {
    const event = some(random, boxOffice.events.get())
    const row = event && some(random, boxOffice.hall(event.code)?.rows.slice(0, 2) ?? [])
    const seat = row && some(random, row.seats)
    return event && seat && { event: event.code, seat: seat.seat }
  }
  return [
    [
      5,
      (terminal) => {
        const at = anySeat(terminal)
        return at && terminal.boxOffice.toggle(at.event, at.seat)
      },
    ],
    [
      2,
      ({ boxOffice }) => {
        const event = some(random, boxOffice.events.get())
        return event && boxOffice.takeBest(event.code, { size: random.between(1, 3) })
      },
    ],
    [
      1,
      ({ boxOffice, counter }) => {
        const seats = some(random, counter.cart.get().seats)
        return seats && boxOffice.holdAgain(seats.event)
      },
    ],
    [
      1,
      managing((terminal) => {
        const at = anySeat(terminal)
        const ours = random.chance(0.7) ? (terminal.shop.get().terminal?.id ?? null) : null
        if (at === undefined) return undefined
        const { boxOffice } = terminal
        return random.chance(0.5)
          ? boxOffice.setAside(at.event, [at.seat], ours)
          : boxOffice.block(at.event, [at.seat], random.chance(0.5))
      }),
    ],
  ]
}

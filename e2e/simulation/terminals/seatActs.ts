import { setTimeout as sleep } from 'node:timers/promises'
import type { Terminal } from '../../../renderer/app/terminal.ts'
import type { Random } from '../random.ts'
import { type Act, managing, some } from './act.ts'
import { type Heard, takeCash } from './heard.ts'

/** A customer who has chosen waits so long for the hub's yes, and goes away. */
const patienceMs = 600

export const seatActs = (random: Random, heard: Heard): Act[] => {
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
      2,
      async (terminal) => {
        const at = anySeat(terminal)
        const { boxOffice, counter } = terminal
        if (at === undefined) return
        if (counter.cart.get().seats.length === 0) await boxOffice.toggle(at.event, at.seat)
        for (let waited = 0; waited < patienceMs && counter.cart.get().unsure !== null; waited += 20) await sleep(20)
        // Who was taken out meanwhile sells nothing.
        if (terminal.phase.get().name === 'ready') await takeCash(terminal, heard)
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

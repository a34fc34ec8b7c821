import { onTestFinished } from 'vitest'
import { seatLinesOf } from '../../../shared/kinds/registry.ts'
import type { SeatState } from '../../app/terminal.ts'
import { film, openShow } from './showForTests.ts'

/** A show with a box office at so many terminals, which stop after the test. */
export const start = async (terminals = 1) => {
  const show = await openShow(terminals)
  onTestFinished(async () => {
    for (const one of show.machines) await one.stop()
  })
  const [machine, second] = show.machines
  if (machine === undefined) throw new Error('no terminal')
  const { boxOffice, counter, activity } = machine.terminal
  /** As a map shows them: told once at the beginning, and then as they change. */
  const states = new Map<string, SeatState>()
  boxOffice.watch(film, (changes) => {
    for (const { seat, state } of changes) states.set(seat, state)
  })
  const mine = () => counter.cart.get().seats[0]
  const mySeats = () => mine()?.seats.map(({ seat }) => seat) ?? []
  return { ...show, machine, second, boxOffice, counter, activity, states, mine, mySeats }
}

/** The seats of the holds of one, a list each. */
export const heldSeats = (hub: Awaited<ReturnType<typeof start>>['hub'], name: string) =>
  hub.holdsOf(name).map(({ lines }) => seatLinesOf(lines).map(({ seat }) => seat))

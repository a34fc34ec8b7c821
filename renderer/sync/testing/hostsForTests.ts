import { afterEach } from 'vitest'
import type { BookingAnswer, Bookings } from '../../app/terminal.ts'
import type { TestTerminal } from './testTerminal.ts'
import { meal, minute, openVenue } from './venueForTests.ts'

const hour = 60 * minute

/** A meal for two, who have agreed. */
export const an = { service: meal.code, party: 2, confirmed: true }

/** The booking that an answer tells of. @throws Error if it was refused */
export const bookedAs = (answer: BookingAnswer | null) => {
  if (answer?.ok !== true) throw new Error(`not booked: ${JSON.stringify(answer)}`)
  return answer.booking
}

/** Who sits where and how that stands, as the screens have it. */
export const shown = (bookings: Bookings) =>
  bookings.board
    .get()
    .bookings.map(({ customer, resources, state, sent }) => [customer?.name ?? '', resources.join('+'), state, sent])

/** Opens the venue anew for each test, with so many hosts at terminals of their own. To be called inside of `describe`. */
export const bookingHosts = () => {
  const open: TestTerminal[] = []
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop()
  })
  return async (hosts = 1) => {
    const { terminal, hub, timers } = openVenue()
    for (let number = 1; number <= hosts; number++) open.push(await terminal(`t${number}`))
    const [one, two] = open
    if (one === undefined) throw new Error('no terminal')
    /** So many minutes after the next full hour. */
    const at = (minutes: number): number => Math.ceil(timers.wall() / hour) * hour + minutes * minute
    return { hub, timers, at, one: one.terminal, two: (two ?? one).terminal, machine: one }
  }
}

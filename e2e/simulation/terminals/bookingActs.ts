import type { Terminal } from '../../../renderer/app/terminal.ts'
import type { Random } from '../random.ts'
import { type Act, some } from './act.ts'

const quarterMs = 15 * 60_000

export const bookingActs = (random: Random): Act[] => {
  const soon = ({ clock }: Terminal) => (Math.ceil(clock.now() / quarterMs) + random.between(0, 40)) * quarterMs
  const mealOf = ({ bookings }: Terminal) => {
    const { services } = bookings.board.get()
    return some(
      random,
      services.filter(({ needs }) => needs.some(({ kind }) => kind === 'table')),
    )
  }
  const guestOf = ({ bookings }: Terminal) => some(random, bookings.board.get().waiting)
  return [
    [
      4,
      (terminal) => {
        const service = some(random, terminal.bookings.board.get().services)
        const wish = { start: soon(terminal), party: random.between(1, 4), confirmed: random.chance(0.5) }
        return service && terminal.bookings.book({ ...wish, service: service.code, guest: { name: 'An' } })
      },
    ],
    [
      2,
      (terminal) => {
        const service = mealOf(terminal)
        const tables = terminal.bookings.board.get().resources.filter(({ kind }) => kind === 'table')
        const table = some(random, tables)
        return service && table && terminal.bookings.seat({ service: service.code, party: 2, resources: [table.code] })
      },
    ],
    [
      3,
      ({ bookings }) => {
        const { bookings: all, resources } = bookings.board.get()
        const [booking, resource] = [some(random, all), some(random, resources)]
        if (booking === undefined || resource === undefined) return undefined
        const later = { start: booking.start + random.between(-4, 8) * quarterMs }
        return bookings.move(booking.id, random.chance(0.5) ? later : { resources: [resource.code] })
      },
    ],
    [
      5,
      ({ bookings }) => {
        const booking = some(random, bookings.board.get().bookings)
        const step = random.pick(['confirm', 'cancel', 'check_in', 'complete', 'no_show'] as const)
        return booking && bookings.step(booking.id, step)
      },
    ],
    [1, ({ bookings }) => bookings.undo()],
    [
      2,
      (terminal) => {
        const service = mealOf(terminal)
        const wish = { party: random.between(1, 6), atTheDoor: random.chance(0.6) }
        return service && terminal.bookings.waiting.join({ ...wish, service: service.code })
      },
    ],
    [
      1,
      (terminal) => {
        const guest = guestOf(terminal)
        return guest && terminal.bookings.waiting.leave(guest.id)
      },
    ],
    [
      1,
      (terminal) => {
        const guest = guestOf(terminal)
        return guest && terminal.bookings.waiting.again(guest.id)
      },
    ],
  ]
}

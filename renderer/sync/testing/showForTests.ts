import type { ArbiterCommand, CommandOf } from '../../../shared/protocol/commands.ts'
import { openShop, someHold } from './shopForTests.ts'
import { location } from './scriptedHouse.ts'
import { planFor } from './scriptedHalls.ts'
import type { TestTerminal } from './testTerminal.ts'

export const film = 'film'
export const hourMs = 3_600_000

/** A small shop that shows a film in an hour, in a hall of three rows of six, with so many terminals. */
export const openShow = async (terminals = 1) => {
  const shop = openShop()
  const machines: TestTerminal[] = []
  for (let number = 1; number <= terminals; number++) machines.push(await shop.terminal(`t${number}`))
  const startsAt = shop.timers.wall() + hourMs
  shop.hub.addEvent(
    {
      ...{ code: film, name: 'Mùa hoa sữa', location, startsAt, currency: 'VND', leavesNoSingle: true, publicSeats: 8 },
      prices: { VIP: 110_000, Thường: 85_000 },
    },
    planFor(3, 6),
    machines.map(({ name }) => name),
  )
  shop.hub.tick()
  await shop.timers.pass(500)
  return { ...shop, startsAt, machines }
}

/** The website holds seats. */
export const webSeats = (number: number, ...seats: string[]): CommandOf<'hold.place'> => ({
  ...{ type: 'hold.place', hold: someHold(number), location },
  lines: seats.map((seat) => ({ kind: 'seat', event: film, seat })),
})

/** A manager elsewhere sets seats aside. */
export const setAside = (terminal: string, ...seats: string[]): ArbiterCommand => ({
  ...{ type: 'seat.allot', location, event: film, seats, terminal },
})

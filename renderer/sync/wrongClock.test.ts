import { expect, it } from 'vitest'
import { Machine } from './testing/machine.ts'
import { meal, minute, openVenue, webBooks } from './testing/venueForTests.ts'

const year = 365 * 86_400_000

/** A machine whose own clock is wrong by as much as the test says. */
const machineAt = ({ hub, timers }: ReturnType<typeof openVenue>, isPlain: boolean) => {
  const clock = { isWrongBy: 0 }
  const machine = new Machine({
    ...{ name: 't1', isPlain, pin: '1234', hub: ({ name }) => hub.for(name) },
    timers: {
      after: (milliseconds, callback) => timers.after(milliseconds, callback),
      monotonic: () => timers.monotonic(),
      wall: () => timers.wall() + clock.isWrongBy,
      random: () => 0.5,
    },
  })
  return { machine, clock }
}

/** @param isPlain true for all but the first */
const opened = async (isPlain: boolean) => {
  const venue = openVenue()
  const { machine, clock } = machineAt(venue, isPlain)
  await machine.start()
  await machine.terminal.pair('good', 't1')
  await venue.timers.until(() => machine.terminal.phase.get().name === 'signed_out')
  return { ...venue, machine, clock }
}

it('a machine whose clock is years ahead loses nothing of its copy at a start', async () => {
  const { hub, timers, machine, clock } = await opened(false)
  hub.other(webBooks(1, timers.wall() + 60 * minute, [['T1']]))
  const booked = () => machine.documents('bookings').length
  await timers.until(() => booked() === 1)
  await timers.pass(10_000)

  clock.isWrongBy = 20 * year
  await machine.reload()
  await timers.until(() => machine.terminal.status.get().connection === 'online')
  expect(booked()).toBe(1)
  await machine.stop()
})

for (const isWrongBy of [-7 * 60 * minute, 7 * 60 * minute])
  it(`W1: who is written down at a machine without a network, whose clock is ${isWrongBy / minute} minutes wrong, has come when they came`, async () => {
    const { hub, timers, machine, clock } = await opened(true)
    await timers.pass(10_000)
    hub.goOffline()
    clock.isWrongBy = isWrongBy
    await machine.reload()
    const { terminal } = machine
    await timers.until(() => terminal.phase.get().name === 'signed_out')
    await terminal.signIn('lan', '1234')
    const came = timers.wall()
    const { bookings } = terminal
    await bookings.seat({ service: meal.code, party: 2, resources: ['T1'] })
    await bookings.waiting.join({ service: meal.code, party: 4, atTheDoor: true, guest: { name: 'Hằng' } })
    await timers.pass(20 * minute)
    hub.goOnline()
    await timers.until(() => hub.guests().length === 1)
    expect(hub.guests()[0]?.cameAt).toBe(came)
    expect(hub.documents('bookings').find(({ state }) => state === 'seated')).toMatchObject({ start: came })
    await timers.until(() => [...bookings.board.get().waiting].some(({ sent }) => sent))
    expect(bookings.board.get().waiting).toMatchObject([{ state: 'offered', cameAt: came }])
    await machine.stop()
  })

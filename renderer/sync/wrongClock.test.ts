import { expect, it } from 'vitest'
import { Machine } from './testing/machine.ts'
import { minute, openVenue, webBooks } from './testing/venueForTests.ts'

const year = 365 * 86_400_000

it('a machine whose clock is years ahead loses nothing of its copy at a start', async () => {
  const { hub, timers } = openVenue()
  let ahead = 0
  const machine = new Machine({
    ...{ name: 't1', isPlain: false, pin: '1234', hub: ({ name }) => hub.for(name) },
    timers: {
      after: (milliseconds, callback) => timers.after(milliseconds, callback),
      monotonic: () => timers.monotonic(),
      wall: () => timers.wall() + ahead,
      random: () => 0.5,
    },
  })
  await machine.start()
  await machine.terminal.pair('good', 't1')
  await timers.until(() => machine.terminal.phase.get().name === 'signed_out')
  hub.other(webBooks(1, timers.wall() + 60 * minute, [['T1']]))
  const booked = () => machine.documents('bookings').length
  await timers.until(() => booked() === 1)
  await timers.pass(10_000)

  ahead = 20 * year
  await machine.reload()
  await timers.until(() => machine.terminal.status.get().connection === 'online')
  expect(booked()).toBe(1)
  await machine.stop()
})

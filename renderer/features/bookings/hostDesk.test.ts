import { expect, it } from 'vitest'
import { createScriptedBookings } from '../../testing/scriptedBookings.ts'
import { createHostDesk } from './hostDesk.ts'

const now = Date.parse('2026-11-27T10:00:00+07:00')
const open = () => {
  const bookings = createScriptedBookings(() => now, { rooms: true, offline: false, waiting: 0 })
  return { board: () => bookings.board.get(), desk: createHostDesk(bookings) }
}

it('a key or a finger that bounces makes one booking, seats one party, and writes one guest down', async () => {
  const { board, desk } = open()
  const before = board().bookings.length
  const wish = { service: 'ban', start: now + 3_600_000, party: 2, confirmed: true }
  expect(await Promise.all([desk.book(wish), desk.book(wish)])).toEqual([true, false])
  expect(board().bookings).toHaveLength(before + 1)
  const walkIn = { service: 'ban', party: 2, resources: ['B6'] }
  expect(await Promise.all([desk.seat(walkIn), desk.seat(walkIn)])).toEqual([true, false])
  expect(board().bookings).toHaveLength(before + 2)
  expect(board().doubleBooked).toEqual([])
  const guest = { service: 'ban', party: 4, atTheDoor: true }
  expect(await Promise.all([desk.join(guest), desk.join(guest)])).toEqual([true, false])
  expect(board().waiting).toHaveLength(1)
})

it('the next one is taken as soon as the first is written, also if that failed', async () => {
  const { board, desk } = open()
  const tooMany = { service: 'ban', party: 400, atTheDoor: true }
  expect(await desk.join(tooMany)).toBe(false)
  for (const party of [2, 3]) expect(await desk.join({ ...tooMany, party })).toBe(true)
  expect(board().waiting.map(({ party }) => party)).toEqual([2, 3])
})

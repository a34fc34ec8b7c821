import { describe, expect, it } from 'vitest'
import { bookingsAt } from '../../testing/scriptedRooms.ts'
import { countOf, listOf } from './dayList.ts'

const now = Date.parse('2026-11-23T05:00:00Z')
const bookings = bookingsAt(now)
const always = { from: 0, to: now * 2 }
const names = (...asked: Parameters<typeof listOf>) => listOf(...asked).map(({ customer }) => customer?.name)

describe('the list of a day', () => {
  it('has the bookings that begin on it, in their order', () => {
    const day = { from: now, to: now + 3_600_000 }
    expect(names(bookings, day, 'all', '')).toEqual(['Gia đình Minh', 'Công ty Sao Mai'])
  })

  it('finds by name without accents, by a part of the telephone however it is written, and by the note', () => {
    expect(names(bookings, always, 'all', 'hoa')).toEqual(['Anh Hoà'])
    expect(names(bookings, always, 'all', '654321')).toEqual(['Chị Thu'])
    expect(names(bookings, always, 'all', 'banh kem')).toEqual(['Sinh nhật bé Na'])
    expect(names(bookings, always, 'all', 'hoa thu')).toEqual([])
  })

  it('parts those who come, those who are here and those who are over', () => {
    const counts = (['all', 'coming', 'here', 'ended'] as const).map(
      (only) => listOf(bookings, always, only, '').length,
    )
    expect(counts).toEqual([10, 5, 3, 2])
  })

  it('counts who comes or came, and who is late; who did not come counts no more', () => {
    expect(countOf(bookings)).toEqual({ bookings: 9, guests: 37, late: 1 })
  })
})

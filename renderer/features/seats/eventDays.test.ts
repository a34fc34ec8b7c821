import { describe, expect, it } from 'vitest'
import type { ShownEvent } from '../../app/terminal.ts'
import { eventDays, freeIn } from './eventDays.ts'

const event = (code: string, startsAt: string): ShownEvent => ({
  ...{ code, name: code, startsAt: Date.parse(startsAt), hall: '', currency: 'VND', categories: [] },
  ...{ leavesNoSingle: true, publicSeats: 0, seats: 10 },
  counts: { free: 3, held: 1, sold: 1, blocked: 1, ours: 2, theirs: 2 },
})

describe('the list of events', () => {
  it('days are those of the shop, not of the world', () => {
    const events = [
      event('a', '2026-11-23T12:00:00Z'),
      event('b', '2026-11-23T16:59:00Z'),
      event('c', '2026-11-23T17:00:00Z'),
    ]
    expect(
      eventDays(events, 'Asia/Ho_Chi_Minh').map(({ day, events: of }) => [day.date, ...of.map(({ code }) => code)]),
    ).toEqual([
      ['2026-11-23', 'a', 'b'],
      ['2026-11-24', 'c'],
    ])
  })

  it('what is kept for this terminal can be had here, what is kept for another cannot', () => {
    expect(freeIn(event('a', '2026-11-23T12:00:00Z'))).toBe(5)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BookingBoard } from '../../../app/terminal.ts'
import { bookingsAt, diningRooms } from '../../../testing/scriptedRooms.ts'
import { dayOf } from '../days.ts'
import {
  drawnOn,
  ghostOf,
  isMoved,
  moveGhost,
  quarterMs,
  resourcesOf,
  rowsOf,
  stretchGhost,
  windowOf,
} from './timeline.ts'

const zone = 'Asia/Ho_Chi_Minh'
const now = Date.parse('2026-11-23T05:00:00Z')
const [first] = bookingsAt(now).filter(({ state }) => state === 'confirmed')
const seated = bookingsAt(now).find(({ state }) => state === 'seated')
if (first === undefined || seated === undefined) throw new Error('the script has no bookings')
const day = dayOf(zone, now)
const hour = (count: number) => day.from + count * 3_600_000

const withHours = (weekly: { day: number; from: string; to: string }[]) =>
  diningRooms.slice(0, 2).map((one) => ({ ...one, hours: { weekly, exceptions: [] } }))
const board = (bookings: BookingBoard['bookings']): BookingBoard => ({
  ...{ zone, resources: diningRooms, services: [], bookings, held: [], doubleBooked: [], waiting: [] },
})

describe('the rows', () => {
  it('are what is in use, and what is not on a day on which it is still booked', () => {
    const [kept, ...others] = diningRooms.filter(({ kind }) => kind === 'table')
    if (kept === undefined) throw new Error('the script has no tables')
    const booked = { ...first, resources: [kept.code] }
    const resources = [{ ...kept, active: false }, ...others]
    const codesOn = (bookings: BookingBoard['bookings'], on = day) =>
      drawnOn({ ...board(bookings), resources }, 'table', on).map(({ code }) => code)
    expect(codesOn([])).toEqual(others.map(({ code }) => code))
    expect(codesOn([booked])).toContain(kept.code)
    expect(codesOn([{ ...booked, state: 'cancelled' }])).not.toContain(kept.code)
    expect(codesOn([booked], dayOf(zone, now + 2 * 86_400_000))).not.toContain(kept.code)
  })
})

describe('the hours that are shown', () => {
  it('are those in which anything is open, in whole hours', () => {
    const resources = withHours([{ day: 1, from: '10:30', to: '21:15' }])
    expect(windowOf(board([]), resources, day)).toEqual({ from: hour(10), to: hour(22) })
  })

  it('are more where somebody is booked before or after', () => {
    const resources = withHours([{ day: 1, from: '13:00', to: '15:00' }])
    const early = { ...first, start: hour(9) + quarterMs, end: hour(10) }
    const shown = windowOf(board([{ ...early, resources: ['B1'] }]), resources, day)
    expect(shown).toEqual({ from: hour(9), to: hour(15) })
  })

  it('are those of most shops where nobody has said any', () => {
    const resources = diningRooms.slice(0, 1).map((one) => ({ ...one, hours: null }))
    expect(windowOf(board([]), resources, day)).toEqual({ from: hour(8), to: hour(22) })
  })

  it('shade what is closed, and leave out what fell through', () => {
    const resources = withHours([
      { day: 1, from: '10:00', to: '14:00' },
      { day: 1, from: '17:00', to: '22:00' },
    ])
    const shown = { from: hour(8), to: hour(22) }
    const [row] = rowsOf(board(bookingsAt(now).map((one) => ({ ...one, resources: ['B1'] }))), resources, day, shown)
    expect(row?.closed).toEqual([
      { from: hour(8), to: hour(10) },
      { from: hour(14), to: hour(17) },
    ])
    expect(row?.bookings.some(({ state }) => state === 'no_show')).toBe(false)
  })
})

describe('a bar on its way', () => {
  it('lies on quarter hours, keeps its length when moved, and is never shorter than one when stretched', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 }), (along, longer) => {
        const moved = moveGhost(ghostOf(first, 'B5'), along, 'B7')
        expect(moved.end - moved.start).toBe(first.end - first.start)
        if (along !== 0) expect(moved.start % quarterMs).toBe(0)
        const stretched = stretchGhost(moved, longer)
        expect(stretched.start).toBe(moved.start)
        expect(stretched.end - stretched.start).toBeGreaterThanOrEqual(quarterMs)
      }),
    )
  })

  it('is not moved until it is elsewhere', () => {
    const ghost = ghostOf(first, 'B5')
    expect(isMoved(ghost)).toBe(false)
    expect(isMoved(moveGhost(ghost, 0, 'B7'))).toBe(true)
    expect(isMoved(stretchGhost(ghost, 1))).toBe(true)
  })

  it('takes another row and keeps the rest: the waiter stays with a table that is moved', () => {
    const both = { ...first, resources: ['B5', 'tâm'] }
    expect(resourcesOf(moveGhost(ghostOf(both, 'B5'), 0, 'B7'))).toEqual(['B7', 'tâm'])
  })

  it('of a guest who is here begins when they sat down', () => {
    expect(moveGhost(ghostOf(seated, 'B1'), 4, 'B2').start).toBe(seated.start)
  })
})

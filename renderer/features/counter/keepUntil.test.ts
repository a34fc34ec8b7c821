import { describe, expect, it } from 'vitest'
import { dateAhead, lastDate, untilOf } from './keepUntil.ts'

const at = (text: string): number => Date.parse(text)
const iso = (moment: number | null): string | null => (moment === null ? null : new Date(moment).toISOString())

describe('O19: until when something is kept', () => {
  const saigon = 'Asia/Ho_Chi_Minh'
  const now = at('2026-11-27T23:30:00+07:00')

  it('is the end of a day by the clocks of the shop, or a time of it', () => {
    expect(dateAhead(saigon, now, 1)).toBe('2026-11-28')
    expect(iso(untilOf(saigon, '2026-11-28', null, now))).toBe('2026-11-28T16:59:00.000Z')
    expect(iso(untilOf(saigon, '2026-11-28', 17 * 60, now))).toBe('2026-11-28T10:00:00.000Z')
    expect(untilOf(saigon, '', null, now)).toBeNull()
  })

  it('is not over, and no longer than the rules allow', () => {
    expect(untilOf(saigon, '2026-11-27', 23 * 60, now)).toBeNull()
    expect(untilOf(saigon, dateAhead(saigon, now, 0), null, now)).not.toBeNull()
    expect(untilOf(saigon, dateAhead(saigon, now, 0), null, at('2026-11-27T23:59:30+07:00'))).toBeNull()
    expect(lastDate(saigon, now)).toBe('2026-12-26')
    expect(untilOf(saigon, '2026-12-27', null, now)).toBeNull()
    expect(lastDate(saigon, at('2026-11-27T00:00:00+07:00'))).toBe('2026-12-26')
  })

  it('is told by the clocks of its own day, also where they change in between, and once where a time comes twice', () => {
    const berlin = 'Europe/Berlin'
    const before = at('2026-10-24T12:00:00+02:00')
    expect(iso(untilOf(berlin, '2026-10-25', null, before))).toBe('2026-10-25T22:59:00.000Z')
    expect(iso(untilOf(berlin, '2026-10-25', 150, before))).toBe('2026-10-25T00:30:00.000Z')
    const spring = at('2026-03-28T12:00:00+01:00')
    expect(iso(untilOf(berlin, '2026-03-29', 150, spring))).toBe('2026-03-29T01:00:00.000Z')
  })
})

import { describe, expect, it } from 'vitest'
import { nearestTo, partyOf, waysOf, wishOf } from './newBookingForm.ts'

const start = (at: number, ...resources: string[][]) => ({ start: at, end: at + 90, resources })
const fields = {
  ...{ party: '4', service: 'ban', date: '2026-11-23', time: '19:30', phone: ' 0903 ', name: ' ', note: '' },
  ...{ resource: '', sure: true },
}

describe('a new booking', () => {
  it.each([
    ['4', 4],
    [' 12 ', 12],
    ['1000', 1_000],
    ['0', null],
    ['1001', null],
    ['four', null],
    ['', null],
  ])('of “%s” guests', (text, party) => {
    expect(partyOf(text)).toBe(party)
  })

  it('asks only for what was typed', () => {
    const wish = wishOf(fields, { party: 4, start: 7, resources: null })
    expect(wish).toEqual({ service: 'ban', start: 7, party: 4, confirmed: true, guest: { phone: '0903' } })
  })

  it('leads from a taken time to the nearest free ones on both sides, in their order', () => {
    const free = [10, 20, 30, 60, 70].map((at) => start(at))
    expect(nearestTo(free, 55, 3).map((one) => one.start)).toEqual([30, 60, 70])
  })

  it('takes only the place that was chosen', () => {
    const found = start(10, ['B1', 'lan'], ['B2', 'lan'])
    expect(waysOf(found, 'B2')).toEqual([['B2', 'lan']])
    expect(waysOf(found, '')).toHaveLength(2)
    expect(waysOf(undefined, '')).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { dayOf, nextCount, receiptNumber } from './sale.ts'

describe('receipt numbers', () => {
  it('begin with the terminal and the day in the shop’s zone', () => {
    const lateEvening = Date.UTC(2026, 10, 21, 18, 30)
    expect(dayOf(lateEvening, 'Asia/Ho_Chi_Minh')).toBe('261122')
    expect(dayOf(lateEvening, 'UTC')).toBe('261121')
    expect(receiptNumber('3', { day: '261122', count: 17 })).toBe('3-261122-0017')
    expect(receiptNumber('12', { day: '261122', count: 12_345 })).toBe('12-261122-12345')
  })

  it('begin anew each day', () => {
    expect(nextCount({ day: '', count: 0 }, '261122')).toEqual({ day: '261122', count: 1 })
    expect(nextCount({ day: '261121', count: 9 }, '261122')).toEqual({ day: '261122', count: 1 })
    expect(nextCount({ day: '261122', count: 9 }, '261122')).toEqual({ day: '261122', count: 10 })
  })

  it('never come twice when the clock is set back', () => {
    expect(nextCount({ day: '261122', count: 9 }, '261121')).toEqual({ day: '261122', count: 10 })
  })
})

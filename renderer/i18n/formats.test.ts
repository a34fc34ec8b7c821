import { describe, expect, it } from 'vitest'
import { createWords } from './createWords.ts'
import { formatsFor } from './formats.ts'

const moment = Date.UTC(2026, 10, 23, 17, 5, 9)

describe('formats', () => {
  it('writes moments in the zone of the shop, not of the machine', () => {
    expect(formatsFor('vi', 'Asia/Ho_Chi_Minh', 'VND').timeWithSeconds(moment)).toBe('00:05:09')
    expect(formatsFor('vi', 'Europe/London', 'VND').time(moment)).toBe('17:05')
    expect(formatsFor('en', 'Asia/Ho_Chi_Minh', 'VND').dateAndTime(moment)).toBe('24/11/2026 00:05')
  })

  it('says a day of the calendar whole, in whatever zone', () => {
    expect(formatsFor('vi', 'Pacific/Auckland', 'VND').fullDay('2026-11-27')).toBe('Thứ Sáu, 27/11/2026')
    expect(formatsFor('en', 'America/New_York', 'VND').fullDay('2026-11-27')).toBe('Friday, 27/11/2026')
    expect(formatsFor('vi', 'Asia/Ho_Chi_Minh', 'VND').fullDay('')).toBe('')
  })

  it('names the day of a moment that is not today', () => {
    const formats = formatsFor('vi', 'Asia/Ho_Chi_Minh', 'VND')
    expect(formats.moment(moment, moment + 3_600_000)).toBe('00:05')
    expect(formats.moment(moment, moment + 86_400_000)).toBe('00:05 24/11')
  })

  it('writes money in the currency of the shop', () => {
    expect(formatsFor('vi', 'Asia/Ho_Chi_Minh', 'VND').money(1_245_000)).toMatch(/^1\.245\.000\s₫$/)
    expect(formatsFor('en', 'Europe/London', 'GBP').money(1250)).toBe('£12.50')
  })

  it('keeps thousands apart in sentences too', () => {
    expect(createWords('vi').t('seats.chosen', { count: 4968 })).toBe('4.968 ghế')
    const english = createWords('en')
    expect(english.t('seats.chosen', { count: 4968 })).toBe('4,968 seats')
    expect(english.t('seats.chosen', { count: 1 })).toBe('1 seat')
  })
})

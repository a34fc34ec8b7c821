import { describe, expect, it } from 'vitest'
import { dayNamed, dayOf, momentAt, typedMinute } from './days.ts'

describe('a time as hosts type it', () => {
  it.each([
    ['1930', 1170],
    ['19:30', 1170],
    ['19.30', 1170],
    ['19h30', 1170],
    ['19h', 1140],
    ['930', 570],
    ['9', 540],
    [' 0915 ', 555],
    ['24', null],
    ['1960', null],
    ['', null],
    ['chiều', null],
  ])('%s', (text, minute) => {
    expect(typedMinute(text)).toBe(minute)
  })
})

describe('a day', () => {
  const zone = 'Asia/Ho_Chi_Minh'

  it('is that of the shop’s clocks, not of the device’s', () => {
    const late = Date.parse('2026-11-23T17:30:00Z')
    expect(dayOf(zone, late).date).toBe('2026-11-24')
    expect(dayOf('Europe/Berlin', late).date).toBe('2026-11-23')
  })

  it('has the hour that clocks show, also when they change', () => {
    const day = dayNamed('Europe/Berlin', '2026-10-25')
    if (day === null) throw new Error('no day')
    expect(day.to - day.from).toBe(25 * 3_600_000)
    expect(new Date(momentAt('Europe/Berlin', day, 19 * 60 + 30)).toISOString()).toBe('2026-10-25T18:30:00.000Z')
  })

  it('is none if the date is none', () => {
    expect(dayNamed(zone, '')).toBeNull()
  })
})

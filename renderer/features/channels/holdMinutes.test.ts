import { describe, expect, it } from 'vitest'
import { minutesOf, secondsOf } from './holdMinutes.ts'

describe('how long a channel holds', () => {
  it('is said in minutes; what was said in seconds stays as long as nobody says otherwise', () => {
    expect(secondsOf('5', null)).toBe(300)
    expect(secondsOf('', 300)).toBeNull()
    expect(minutesOf(90)).toBe('2')
    expect(secondsOf('2', 90)).toBe(90)
    expect(secondsOf('3', 90)).toBe(180)
    expect(secondsOf('', null)).toBeNull()
  })
})

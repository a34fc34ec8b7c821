import { describe, expect, it } from 'vitest'
import { timeLeft } from './timeLeft.ts'

describe('time left', () => {
  it.each([
    [-5000, '0:00'],
    [0, '0:00'],
    [1, '0:01'],
    [42_000, '0:42'],
    [59_001, '1:00'],
    [872_000, '14:32'],
    [3_600_000, '1:00:00'],
    [7_510_000, '2:05:10'],
    [86_399_000, '23:59:59'],
  ])('%i ms are %s', (milliseconds, text) => {
    expect(timeLeft(milliseconds)).toEqual({ unit: 'clock', text })
  })

  it('is in whole days from one day on', () => {
    expect(timeLeft(86_400_000)).toEqual({ unit: 'days', days: 1 })
    expect(timeLeft(3.9 * 86_400_000)).toEqual({ unit: 'days', days: 3 })
  })
})

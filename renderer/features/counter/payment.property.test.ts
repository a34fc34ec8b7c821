import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxAmount } from '../../../shared/money.ts'
import { changeOf, notesOf, typedAmount, typedOnto, withoutLast } from './payment.ts'

const amount = fc.integer({ min: 0, max: maxAmount })

describe('payment', () => {
  it('gives back what is beyond the total, or says what is missing', () => {
    expect(changeOf(1_245_000, 1_500_000)).toEqual({ enough: true, change: 255_000 })
    expect(changeOf(1_245_000, 1_245_000)).toEqual({ enough: true, change: 0 })
    expect(changeOf(1_245_000, 1_000_000)).toEqual({ enough: false, missing: 245_000 })
  })

  it('neither makes nor loses money', () => {
    fc.assert(
      fc.property(amount, amount, (total, tendered) => {
        const result = changeOf(total, tendered)
        expect(result.enough ? tendered - result.change : tendered + result.missing).toBe(total)
        expect(result.enough ? result.change : result.missing).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('reads an amount however its figures are parted', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom('vi-VN', 'en-GB', 'de-CH'), (wanted, locale) => {
        expect(typedAmount(new Intl.NumberFormat(locale).format(wanted))).toBe(wanted)
      }),
    )
  })

  it('stays an amount whatever is typed, and takes back the last figure', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom('0', '7', '000'), (before, digits) => {
        const after = typedOnto(before, digits)
        expect(after).toBeLessThanOrEqual(maxAmount)
        if (after !== before) expect(digits.split('').reduce(withoutLast, after)).toBe(before)
      }),
    )
  })

  it('knows the notes of the shop’s currency', () => {
    expect(notesOf('VND')).toEqual([50_000, 100_000, 200_000, 500_000])
    expect(notesOf('GBP')).toEqual([500, 1000, 2000, 5000])
  })
})

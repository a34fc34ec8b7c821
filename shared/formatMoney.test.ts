import { expect, test } from 'vitest'
import { digitsOf, formatMoney } from './formatMoney.ts'

test('an amount in minor units is written in major ones, as ISO 4217 counts them', () => {
  const digits = ['VND', 'CLP', 'XOF', 'USD', 'THB', 'KWD', 'TND'].map((currency) => digitsOf(currency))
  expect(digits).toEqual([0, 0, 0, 2, 2, 3, 3])
  expect(formatMoney({ amount: 1_234, currency: 'KWD' }, 'en')).toContain('1.234')
  expect(formatMoney({ amount: 5_000, currency: 'CLP' }, 'en')).toContain('5,000')
  expect(formatMoney({ amount: 1_234, currency: 'USD' }, 'en')).toContain('12.34')
})

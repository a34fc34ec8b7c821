import { expect, test } from 'vitest'
import { bankName } from './banks.ts'

test('a bank is told by the name that its customers look for, and an unknown one by its digits', () => {
  expect(bankName('970436')).toBe('Vietcombank · 970436')
  expect(bankName('970999')).toBe('970999')
  expect(bankName('constructor')).toBe('constructor')
})

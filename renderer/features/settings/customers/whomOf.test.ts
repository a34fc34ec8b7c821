import { expect, it } from 'vitest'
import { whomOf } from './whomOf.ts'

it.each([
  ['0901 234 567', { phone: '0901 234 567' }],
  [' +84 (90) 123-4567 ', { phone: '+84 (90) 123-4567' }],
  ['mai@shop.vn', { email: 'mai@shop.vn' }],
  ['Mai', null],
  ['12', null],
  ['mai@', null],
  ['', null],
])('takes %j for %j', (text, whom) => {
  expect(whomOf(text)).toEqual(whom)
})

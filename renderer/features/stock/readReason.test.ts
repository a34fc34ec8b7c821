import { expect, it } from 'vitest'
import { readReason } from './readReason.ts'

it.each([
  ['held', { known: 'held', reference: null }],
  ['not sold', { known: 'notSold', reference: null }],
  ['came back unexpected', { known: 'cameBackUnexpected', reference: null }],
  ['received', { known: 'received', reference: null }],
  ['received: PN-118: second part', { known: 'received', reference: 'PN-118: second part' }],
  ['toString', { known: null, reference: null }],
  ['written off: broken', { known: null, reference: null }],
])('reads %j', (text, read) => {
  expect(readReason(text)).toEqual(read)
})

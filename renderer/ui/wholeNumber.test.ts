import { describe, expect, it } from 'vitest'
import { readWhole, wholeIn } from './wholeNumber.ts'

const range = { min: 1, max: 2_000_000 }

describe('a whole number that is typed', () => {
  it.each([
    ['12', 12],
    [' 7 ', 7],
    ['0012', 12],
    ['1.200', 1_200],
    ['1,200,000', 1_200_000],
    ['1 200', 1_200],
  ])('%s is %d', (text, value) => {
    expect(readWhole(text, range)).toEqual({ type: 'number', value })
  })

  it.each(['-1', '1,5', '1.5', '1e5', '🙂', '0', '2000001', '99999999999999999999', '1.20', '12a', '1..200', '８'])(
    '%s is none, and not another one',
    (text) => {
      expect(readWhole(text, range)).toEqual({ type: 'wrong' })
      expect(wholeIn(text, range)).toBeNull()
    },
  )

  it('may be missing', () => {
    expect(readWhole(' ', range)).toEqual({ type: 'empty' })
  })
})

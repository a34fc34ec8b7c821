import { expect, test } from 'vitest'
import { inTurn } from './inTurn.ts'

const line = (...quantities: readonly number[]) => quantities.map((quantity, n) => ({ quantity, name: 'abcdef'[n] }))
const names = (free: number, ...quantities: readonly number[]): string =>
  inTurn(free, line(...quantities))
    .map(({ name }) => name)
    .join('')

test.each([
  [0, [1, 1], ''],
  [1, [1, 1], 'a'],
  [2, [1, 1, 1], 'ab'],
  [5, [1, 1], 'ab'],
  // Who wants more than there is keeps their place, and nobody waits behind them for what they cannot have.
  [1, [2, 1, 1], 'b'],
  [3, [2, 2, 1], 'ac'],
  [-2, [1], ''],
])('Q3: of %i pieces, who wants %j: %s', (free, quantities, expected) => {
  expect(names(free, ...quantities)).toBe(expected)
})

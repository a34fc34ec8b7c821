import { expect, it } from 'vitest'
import { decideCount } from './decide.ts'
import { emptyPool, StockPools } from './rules.ts'

/** Counts what stands at `there` by now. @returns what is on hand afterwards, and what was told of it */
const count = (there: number, onHand: number, seen?: number) => {
  const pools = new StockPools([{ ...emptyPool('q1', 'a'), onHand: there }])
  const command = { type: 'stock.count', location: 'q1', sku: 'a', onHand } as const
  const decided = decideCount(pools, seen === undefined ? command : { ...command, seen }, () => 'id')
  if (!decided.ok) throw new Error('a count is never refused of what is known')
  const moved = decided.value.events.map((event) => (event.type === 'moved' ? event.quantity : event.type))
  return [pools.get('q1', 'a')?.onHand, moved]
}

it('S5: what was sold between a count and its arrival stays sold', () => {
  // The books said 10, there were 9, and two were sold before the hub heard of it.
  expect(count(8, 9, 10)).toEqual([7, [1]])
  expect(count(8, 10, 10)).toEqual([8, []])
  // Goods that came meanwhile stay, too.
  expect(count(20, 11, 10)).toEqual([21, [1]])
})

it('S5: who counted and saw no books sets on hand; nothing is ever less than none', () => {
  expect(count(8, 9)).toEqual([9, [1]])
  expect(count(1, 2, 10)).toEqual([0, [1]])
  expect(count(0, 2, 10)).toEqual([0, []])
})

it('S5, C5: what was sold without being in the books is counted like all else', () => {
  expect(count(-1, 3, -1)).toEqual([3, [4]])
  // One more than was there was sold after nothing had been counted.
  expect(count(-1, 0, 0)).toEqual([-1, []])
  expect(count(-1, 2)).toEqual([2, [3]])
})

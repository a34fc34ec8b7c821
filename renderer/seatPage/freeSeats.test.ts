import { expect, test } from 'vitest'
import { countFree } from './freeSeats.ts'

const seat = (name: string, category: string, state: 'free' | 'held' = 'free') => ({
  ...{ seat: name, row: 'A', number: name, category, x: 0, y: 0, state },
})

test('free seats are counted by category as they change; said twice, or of a seat that there is not, it counts once or not', () => {
  const seats = [seat('1', 'near'), seat('2', 'near', 'held'), seat('3', 'far')]
  const count = countFree(seats)
  expect(count(seats)).toEqual({
    all: 2,
    byCategory: new Map([
      ['near', 1],
      ['far', 1],
    ]),
  })
  const twice = [
    { seat: '3', state: 'sold' as const },
    { seat: '3', state: 'sold' as const },
    { seat: '4', state: 'free' as const },
  ]
  expect(count(twice)).toEqual({
    all: 1,
    byCategory: new Map([
      ['near', 1],
      ['far', 0],
    ]),
  })
  expect(count([{ seat: '2', state: 'free' }])).toEqual({
    all: 2,
    byCategory: new Map([
      ['near', 2],
      ['far', 0],
    ]),
  })
})

import { expect, test } from 'vitest'
import { createShownSeats } from './keptSeats.ts'

const seat = (name: string, category: string, more: { accessible?: boolean; companionOf?: string } = {}) => ({
  ...{ seat: name, row: 'A', number: name, category, x: 0, y: 0, state: 'free' as const, ...more },
})

test('Q9: a free seat that is kept for who queues is shown as not free, while it is kept and free', () => {
  const shown = createShownSeats([seat('1', 'near'), seat('2', 'far'), seat('3', 'near', { accessible: true })])
  expect(shown.keep([{ category: 'near', accessible: false }])).toEqual([
    { seat: '1', state: 'held' },
    { seat: '2', state: 'free' },
    { seat: '3', state: 'free' },
  ])
  expect(shown.isKept('1')).toBe(true)
  expect(shown.changed([{ seat: '1', state: 'sold' }])).toEqual([{ seat: '1', state: 'sold' }])
  expect(shown.isKept('1')).toBe(false)
  expect(shown.changed([{ seat: '1', state: 'free' }])).toEqual([{ seat: '1', state: 'held' }])
  expect(shown.keep([])).toContainEqual({ seat: '1', state: 'free' })
})

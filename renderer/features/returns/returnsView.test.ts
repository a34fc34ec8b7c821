import { expect, it } from 'vitest'
import type { Return } from '../../app/terminal.ts'
import { allMissing, byStage, missingIn, returnOf, waitsLong, withMore } from './returnsView.ts'

const day = 86_400_000
const line = (sku: string, expected: number, received: number) => ({
  ...{ sku, expected, received, sellable: 0, damaged: 0, scrap: 0, short: null },
})
const some = (id: string, more: Partial<Return>): Return => ({
  ...{ id, order: `o${id}`, orderNumber: `HF00000${id}`, state: 'returning', location: 'q1', receivedIn: null },
  ...{ parcel: null, reason: 'refused', undelivered: true, lines: [line('a', 3, 1), line('b', 1, 2)] },
  ...{ openedAt: 10 * day, receivedAt: null, inspectedAt: null, closedAt: null },
  ...more,
})
const came = some('1', { state: 'received', receivedAt: 12 * day, parcel: 'GHN 1' })
const coming = some('2', { parcel: 'ghn2' })
const older = some('3', { openedAt: 4 * day })
const done = some('4', { state: 'inspected', inspectedAt: 13 * day, parcel: 'ghn2' })

it('what waits longest comes first, and from when on that is too long', () => {
  const groups = byStage([done, coming, older, came])
  expect(groups.toInspect).toEqual([came])
  expect(groups.onTheWay).toEqual([older, coming])
  expect(groups.done).toEqual([done])
  expect([waitsLong(came, 13 * day), waitsLong(came, 13 * day + 1)]).toEqual([false, true])
  expect([waitsLong(older, 11 * day), waitsLong(older, 11 * day + 1), waitsLong(done, 99 * day)]).toEqual([
    ...[false, true, false],
  ])
})

it('a code is a parcel or an order; of two the one with something to do', () => {
  expect(returnOf([done, coming], 'GHN2')).toBe(coming)
  expect(returnOf([done], 'GHN2')).toBe(done)
  expect(returnOf([came], 'hf000001')).toBe(came)
  expect(returnOf([some('5', {})], '')).toBeNull()
})

it('R6: what was given up is missing no more', () => {
  expect(missingIn(came)).toBe(2)
  expect(missingIn({ ...came, closedAt: 1 })).toBe(0)
  expect([...allMissing(came.lines)]).toEqual([['a', 2]])
  expect([...withMore(withMore(new Map(), 'a', 1), 'a', -5)]).toEqual([['a', 0]])
})

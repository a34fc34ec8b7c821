import { expect, test } from 'vitest'
import { rowsOf } from '../../shared/seating/planSeats.ts'
import { planOf } from '../testing/testPlan.ts'
import { isPromised, seatsInTurn } from './seatsInTurn.ts'

/** A hall of two rows of four; the first is of category `front`. */
const hall = { rows: rowsOf(planOf(2, 4)), leavesNoSingle: false }
const now = (free: string, held = '') => ({
  hall,
  isFree: ({ seat }: { seat: string }) => free.split(' ').includes(seat),
  mayCome: ({ seat }: { seat: string }) => held.split(' ').includes(seat),
})
const party = (name: string, size: number, category?: string) => ({
  ...{ name, size },
  ...(category === undefined ? {} : { category }),
})
const told = (free: string, held: string, ...line: readonly ReturnType<typeof party>[]): string =>
  seatsInTurn(now(free, held), line)
    .map(({ buyer, seats }) => `${buyer.name}:${seats.map(({ seat }) => seat).join('+')}`)
    .join(' ')

test.each([
  ['nothing is free', '', 'A1', [party('a', 1)], ''],
  ['in the order of the line', 'A1', '', [party('a', 1), party('b', 1)], 'a:A1'],
  ['together', 'A1 A3 A4', '', [party('a', 2), party('b', 1)], 'a:A3+A4 b:A1'],
  ['of the category that they wish', 'A1 B1', '', [party('a', 1, 'back'), party('b', 1)], 'a:B1 b:A1'],
  ['seats gather for who wants more, while enough may come', 'A1', 'A2', [party('a', 2), party('b', 1)], ''],
  ['what cannot come keeps nobody waiting', 'A1', '', [party('a', 2), party('b', 1)], 'b:A1'],
  ['others of another category', 'A1 B1', 'A2', [party('a', 2, 'front'), party('b', 1)], 'b:B1'],
  ['nobody counts on what somebody before them counts on', 'A1 B1', 'A2', [party('a', 2, 'front'), party('b', 2)], ''],
  ['nor gathers what could not be enough', 'A1 B1', 'A2', [party('a', 3, 'front'), party('b', 2)], 'b:A1+B1'],
] as const)('Q8: %s', (_name, free, held, line, expected) => {
  expect(told(free, held, ...line)).toBe(expected)
})

test.each([
  ['A1', '', [party('a', 1)], true],
  ['A1', 'A2', [party('a', 2)], true],
  ['A1', '', [party('a', 2)], false],
  ['A1', '', [party('a', 1, 'back')], false],
  ['A1', 'B1 B2', [party('a', 2, 'back'), party('b', 2, 'front')], false],
] as const)('Q9: of %s free and %s held, for who waits: A1 is promised: %s', (free, held, line, expected) => {
  const a1 = hall.rows[0]?.seats[0]
  if (a1 === undefined) throw new Error('no seat')
  expect(isPromised(now(free, held), line)(a1)).toBe(expected)
})

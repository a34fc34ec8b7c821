import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createScriptedOrders } from '../../testing/scriptedOrders.ts'
import { filledBy, preordersOf, servedSince, standings } from './standing.ts'

const now = 1_800_000_000_000
const orders = createScriptedOrders(
  () => now,
  () => 'lan',
  { has: true, preorders: true },
).list.get()
const numbers = (text = '', at = now) => {
  const groups = preordersOf(orders, text, at)
  return Object.fromEntries(standings.map((one) => [one, groups[one].map(({ order }) => order.number.slice(-1))]))
}
const sum = (all: readonly number[]) => all.reduce((whole, one) => whole + one, 0)

it('G8: what is overdue stands apart from what is due, and who has paid stands as they ordered', () => {
  expect(numbers()).toEqual({ overdue: ['0'], due: ['2', '1'], ready: ['4'], toCome: ['3'], ended: [] })
  const afterAll = now + 10 * 86_400_000
  expect(numbers('', afterAll)).toMatchObject({ overdue: ['0', '2', '1'], due: [] })
  expect(numbers('duy')).toMatchObject({ overdue: [], due: ['1'], ready: [] })
  expect(numbers('0903000003')).toMatchObject({ toCome: ['3'] })
})

it('an instalment is overdue from its very due date', () => {
  const due = preordersOf(orders, 'duy', now).due[0]?.next?.dueAt ?? 0
  expect(numbers('duy', due - 1)).toMatchObject({ due: ['1'] })
  expect(numbers('duy', due)).toMatchObject({ overdue: ['1'] })
})

it('money fills the instalments in their order, and never more than there is', () => {
  const plan = [300, 0, 700].map((amount, place) => ({ kind: 'balance' as const, amount, dueAt: place }))
  expect(filledBy(plan, 450)).toEqual([300, 0, 150])
  expect(filledBy(plan, 5_000)).toEqual([300, 0, 700])
  fc.assert(
    fc.property(fc.array(fc.nat(1_000)), fc.nat(5_000), (amounts, money) => {
      const filled = filledBy(
        amounts.map((amount, place) => ({ kind: 'balance' as const, amount, dueAt: place })),
        money,
      )
      expect(sum(filled)).toBe(Math.min(money, sum(amounts)))
      // Nothing comes to one before the ones before it are full.
      const open = filled.findIndex((one, place) => one < (amounts[place] ?? 0))
      return open === -1 || filled.slice(open + 1).every((one) => one === 0)
    }),
  )
})

it('names those for whom goods have come since, and how many', () => {
  const before = new Map(orders.map(({ id, toCome }) => [id, toCome]))
  const [first] = orders.filter(({ number }) => number.endsWith('73'))
  if (first === undefined) throw new Error('no order')
  expect(servedSince(before, orders)).toEqual([])
  const served = { ...first, toCome: first.toCome - 2 }
  expect(servedSince(before, [served])).toEqual([{ order: served, pieces: 2 }])
})

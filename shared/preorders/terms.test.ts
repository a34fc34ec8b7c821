import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PreorderTerms } from '../kinds/preorder/schema.ts'
import { type OrderLine, sumOf } from '../orders/orders.ts'
import { leastDeposit, planBy, termsOf } from './terms.ts'

const release = 1_800_000_000_000
const agreed: PreorderTerms = {
  ...{ releaseAt: release, depositPercent: 30, refundPercent: 50, graceSeconds: 60, remindBeforeSeconds: [10, 500] },
}
const preordered = (sku: string, quantity: number, price: number): OrderLine => ({
  ...{ line: { kind: 'preorder', sku, quantity }, name: sku, price },
})
const fromStock = (price: number): OrderLine => ({
  line: { kind: 'stock', sku: 'cup', quantity: 1 },
  name: 'cup',
  price,
})
const by =
  (terms: Readonly<Record<string, PreorderTerms>>) =>
  (sku: string): PreorderTerms | null =>
    terms[sku] ?? null

const deposit = (amount: number) => [
  { kind: 'deposit' as const, amount, dueAt: 7 },
  { kind: 'balance' as const, amount: 1, dueAt: 8 },
]

describe('G7: the plan that terms make', () => {
  test('is the deposit of what is pre-ordered with all of the rest, then the balance on the day of release', () => {
    const lines = [preordered('phone', 2, 1_001), fromStock(500)]
    expect(planBy(lines, 2_502, by({ phone: agreed }), 7)).toEqual([
      { kind: 'deposit', amount: 601 + 500, dueAt: 7 },
      { kind: 'balance', amount: 1_401, dueAt: release },
    ])
    expect(leastDeposit(lines, 2_502, by({ phone: agreed }))).toBe(601)
  })

  test('takes what vouchers take off from the balance, and is none where nothing is left for later', () => {
    const lines = [preordered('phone', 1, 1_000)]
    expect(planBy(lines, 800, by({ phone: agreed }), 7)).toMatchObject([{ amount: 300 }, { amount: 500 }])
    expect(planBy(lines, 300, by({ phone: agreed }), 7)).toEqual([])
    expect(planBy(lines, 1_000, by({ phone: { ...agreed, depositPercent: null } }), 7)).toEqual([])
    expect(planBy([fromStock(5)], 5, by({}), 7)).toEqual([])
  })

  test('adds up to the total, with a deposit that its own rule takes', () => {
    const amount = fc.integer({ min: 0, max: 9_000_000_000 })
    const percent = fc.option(fc.integer({ min: 1, max: 99 }))
    fc.assert(
      fc.property(amount, amount, percent, fc.nat(100), (price, other, depositPercent, off) => {
        const lines = [preordered('phone', 3, price), fromStock(other)]
        const total = Math.floor((sumOf(lines) * (100 - off)) / 100)
        const terms = by({ phone: { ...agreed, depositPercent } })
        const plan = planBy(lines, total, terms, 7)
        if (plan.length === 0) return true
        const [first, balance] = plan.map((one) => one.amount)
        expect((first ?? 0) + (balance ?? 0)).toBe(total)
        expect(first).toBeGreaterThanOrEqual(leastDeposit(lines, total, terms))
        return (balance ?? 0) > 0
      }),
    )
  })
})

describe('G8: what is kept of the deposit', () => {
  test.each([
    [100, 0],
    [50, 150],
    [0, 300],
  ])('of 300 where %d percent go back: %d', (refundPercent, keeps) => {
    const terms = by({ phone: { ...agreed, refundPercent } })
    expect(termsOf([preordered('phone', 1, 1_000)], deposit(300), terms)?.keeps).toBe(keeps)
  })

  test('is of the pre-ordered lines’ part alone, each by its own terms, rounded down', () => {
    const lines = [preordered('phone', 1, 1_000), preordered('case', 1, 500), fromStock(500)]
    const terms = by({ phone: { ...agreed, refundPercent: 0 }, case: { ...agreed, refundPercent: 75 } })
    // Of 333: 166 for the phone, 83 for the case, the rest for the cup.
    expect(termsOf(lines, deposit(333), terms)?.keeps).toBe(166 + 20)
  })

  test('is nothing where there is no deposit, nothing to pay, or nothing pre-ordered', () => {
    expect(termsOf([preordered('phone', 1, 1_000)], [], by({ phone: agreed }))?.keeps).toBe(0)
    expect(termsOf([preordered('phone', 1, 0)], deposit(0), by({ phone: agreed }))?.keeps).toBe(0)
    expect(termsOf([fromStock(5)], deposit(5), by({}))).toBeNull()
  })

  test('the longest grace of all lines counts, and everybody’s reminders, the earliest first', () => {
    const terms = by({ phone: agreed, case: { ...agreed, graceSeconds: 90, remindBeforeSeconds: [10, 20] } })
    expect(termsOf([preordered('phone', 1, 1), preordered('case', 1, 1)], [], terms)).toMatchObject({
      ...{ graceSeconds: 90, remindBeforeSeconds: [500, 20, 10] },
    })
  })
})

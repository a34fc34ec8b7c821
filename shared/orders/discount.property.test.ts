import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { VoucherTerms } from '../kinds/voucher/campaign.ts'
import { maxAmount } from '../money.ts'
import { discountsOf } from './discount.ts'
import { type OrderLine, sumOf } from './orders.ts'

const skus = ['tea', 'cup', 'pot'] as const
const goods = fc
  .record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 9 }), price: fc.nat({ max: 100_000 }) })
  .map(({ sku, quantity, price }): OrderLine => ({ line: { kind: 'stock', sku, quantity }, name: sku, price }))
const rule = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), value: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ kind: fc.constant('amount' as const), value: fc.integer({ min: 1, max: 500_000 }) }),
)
const terms: fc.Arbitrary<VoucherTerms> = fc.record({
  discount: rule,
  minimum: fc.option(fc.nat({ max: 300_000 })),
  items: fc.option(fc.uniqueArray(fc.constantFrom(...skus), { minLength: 1 })),
})

interface Cart {
  readonly lines: readonly OrderLine[]
  readonly termsOf: (code: string) => VoucherTerms | null
}

const cart: fc.Arbitrary<Cart> = fc
  .record({
    goods: fc.array(goods, { maxLength: 6 }),
    vouchers: fc.array(terms, { maxLength: 4 }),
    seed: fc.infiniteStream(fc.nat()),
  })
  .map(({ goods: bought, vouchers, seed }) => {
    const asked = vouchers.map((_, n): OrderLine => ({ line: { kind: 'voucher', code: `V${n}` }, name: '', price: 0 }))
    const lines = [...bought, ...asked]
      .map((line) => ({ line, at: seed.next().value }))
      .toSorted((one, other) => one.at - other.at)
      .map(({ line }) => line)
    return { lines, termsOf: (code) => vouchers[Number(code.slice(1))] ?? null }
  })

const isFor = (line: OrderLine, items: readonly string[]): boolean =>
  line.line.kind === 'stock' && items.includes(line.line.sku)

test('V5: no discount is less than nothing, all together are no more than the order, and each is a whole number', () => {
  fc.assert(
    fc.property(cart, ({ lines, termsOf }) => {
      const { discounts } = discountsOf(lines, termsOf)
      for (const { amount } of discounts) {
        expect(Number.isSafeInteger(amount)).toBe(true)
        expect(amount).toBeGreaterThanOrEqual(0)
      }
      expect(sumOf(lines, discounts)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('V5: a voucher takes no more than its rule says, nor more than the lines to which it applies', () => {
  fc.assert(
    fc.property(cart, ({ lines, termsOf }) => {
      for (const { code, amount } of discountsOf(lines, termsOf).discounts) {
        const { discount, items } = termsOf(code) ?? expect.unreachable()
        const applies = lines.filter((line) => items === null || isFor(line, items))
        const most = discount.kind === 'amount' ? discount.value : (sumOf(lines) * discount.value) / 100 + 0.5
        expect(amount).toBeLessThanOrEqual(Math.min(most, sumOf(applies)))
      }
    }),
  )
})

test('V5: alone, a percentage is the exact one to within half a unit, and half is rounded down', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: maxAmount }), fc.integer({ min: 1, max: 100 }), (price, value) => {
      const lines: OrderLine[] = [
        { line: { kind: 'stock', sku: 'tea', quantity: 1 }, name: 'tea', price },
        { line: { kind: 'voucher', code: 'V' }, name: 'V', price: 0 },
      ]
      const only: VoucherTerms = { discount: { kind: 'percent', value }, minimum: null, items: null }
      const [off] = discountsOf(lines, () => only).discounts
      const hundredths = BigInt(off?.amount ?? -1) * 100n - BigInt(price) * BigInt(value)
      expect(hundredths >= -50n && hundredths < 50n).toBe(true)
    }),
  )
})

test('V6: every voucher of the order is either counted or named as unfit, and unfit only for its minimum or its items', () => {
  fc.assert(
    fc.property(cart, ({ lines, termsOf }) => {
      const { discounts, unfit } = discountsOf(lines, termsOf)
      const counted = new Set(discounts.map(({ code }) => code))
      for (const [index, { line }] of lines.entries()) {
        if (line.kind !== 'voucher') continue
        const { minimum, items } = termsOf(line.code) ?? expect.unreachable()
        const fits = sumOf(lines) >= (minimum ?? 0) && (items === null || lines.some((one) => isFor(one, items)))
        expect([counted.has(line.code), unfit.includes(index)]).toEqual([fits, !fits])
      }
    }),
  )
})

test('V5: more vouchers after the others change nothing of what those took', () => {
  fc.assert(
    fc.property(cart, ({ lines, termsOf }) => {
      const all = discountsOf(lines, termsOf).discounts
      const last = lines.findLastIndex(({ line }) => line.kind === 'voucher')
      const without = discountsOf(lines.toSpliced(last === -1 ? lines.length : last, 1), termsOf).discounts
      expect(all.slice(0, without.length)).toEqual(without)
    }),
  )
})

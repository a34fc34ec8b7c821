import { describe, expect, it } from 'vitest'
import type { DiscountRule, VoucherTerms } from '../kinds/voucher/campaign.ts'
import { discountsOf } from './discount.ts'
import type { OrderLine } from './orders.ts'

const goods = (sku: string, quantity: number, price: number): OrderLine => ({
  ...{ line: { kind: 'stock', sku, quantity }, name: sku, price },
})
const seat: OrderLine = { line: { kind: 'seat', event: 'film', seat: 'A1' }, name: 'A1', price: 900 }
const voucher = (code: string): OrderLine => ({ line: { kind: 'voucher', code }, name: code, price: 0 })
const terms = (discount: DiscountRule, more: Partial<VoucherTerms> = {}): VoucherTerms => ({
  ...{ discount, minimum: null, items: null, ...more },
})
const percent = (value: number, more: Partial<VoucherTerms> = {}) => terms({ kind: 'percent', value }, more)
const amount = (value: number, more: Partial<VoucherTerms> = {}) => terms({ kind: 'amount', value }, more)
const off = (lines: readonly OrderLine[], known: Readonly<Record<string, VoucherTerms>>) => {
  const { discounts, unfit } = discountsOf(lines, (code) => known[code] ?? null)
  return { off: discounts.map((one) => one.amount), unfit }
}

describe('V5: what vouchers take off', () => {
  it.each([
    [50, 1, 0],
    [51, 1, 1],
    [150, 1, 1],
    [150, 3, 4],
    [250, 3, 7],
    [199_000, 15, 29_850],
    [333, 100, 333],
    [0, 50, 0],
    [8_999_999_999_999, 33, 2_970_000_000_000],
  ])('of %d at %d %% it is %d: half is rounded down', (price, value, wanted) => {
    expect(off([goods('a', 1, price), voucher('P')], { P: percent(value) })).toEqual({ off: [wanted], unfit: [] })
  })

  it('an amount takes no more than there is', () => {
    expect(off([goods('a', 3, 100), voucher('A')], { A: amount(500) }).off).toEqual([300])
    expect(off([voucher('A')], { A: amount(500) })).toEqual({ off: [0], unfit: [] })
  })

  it('each takes from what those before it have left, in the order of the lines', () => {
    const known = { P: percent(50), A: amount(300) }
    expect(off([voucher('P'), goods('a', 1, 1_000), voucher('A')], known).off).toEqual([500, 300])
    expect(off([voucher('A'), goods('a', 1, 1_000), voucher('P')], known).off).toEqual([300, 350])
    expect(off([goods('a', 1, 700), voucher('P'), voucher('A'), voucher('A')], known).off).toEqual([350, 300, 50])
  })

  it('one for some items takes from these alone, also from what another has left of them', () => {
    const known = { T: amount(1_000, { items: ['tea'] }), A: amount(500) }
    const lines = [goods('tea', 2, 300), goods('cup', 1, 2_000), seat]
    expect(off([...lines, voucher('T')], known).off).toEqual([600])
    expect(off([...lines, voucher('A'), voucher('T')], known).off).toEqual([500, 100])
    expect(off([...lines, voucher('T'), voucher('A')], known).off).toEqual([600, 500])
  })

  it('one for everything takes from seats and times too', () => {
    expect(off([seat, voucher('P')], { P: percent(10) }).off).toEqual([90])
  })
})

describe('V6: which orders a voucher fits', () => {
  it('the minimum is of the lines before any discount', () => {
    const known = { M: amount(10, { minimum: 1_000 }), A: amount(900) }
    expect(off([goods('a', 1, 999), voucher('M')], known)).toEqual({ off: [], unfit: [1] })
    expect(off([goods('a', 1, 1_000), voucher('A'), voucher('M')], known)).toEqual({ off: [900, 10], unfit: [] })
  })

  it('where nothing is there that it applies to it does not fit, and the others still count', () => {
    const known = { T: amount(100, { items: ['tea'] }), A: amount(100) }
    expect(off([goods('cup', 1, 500), voucher('T'), voucher('A')], known)).toEqual({ off: [100], unfit: [1] })
  })

  it('one that nobody made is not for this rule to refuse', () => {
    expect(off([goods('cup', 1, 500), voucher('X')], {})).toEqual({ off: [], unfit: [] })
  })
})

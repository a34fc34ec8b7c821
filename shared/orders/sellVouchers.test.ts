import { describe, expect, it } from 'vitest'
import { noBookings } from '../bookings/bookingWorld.ts'
import { type Giver, settle, type SettleWorld } from '../holds/settle.ts'
import { emptyPools } from '../kinds/registry.ts'
import type { Campaign } from '../kinds/voucher/campaign.ts'
import { noVouchers, VoucherPools } from '../kinds/voucher/rules.ts'
import { noOrders } from './orderWorld.ts'
import { noTransfers } from '../transfers/transferWorld.ts'
import { sellSchema } from './sell.ts'

const now = 1_000_000
const till: Giver = { channel: 'pos', ttlSeconds: 60, terminal: 't1', staff: 'lan', role: 'staff', ownOnly: false }

const campaign: Campaign = {
  ...{ code: 'tet', discount: { kind: 'amount', value: 50 }, usesPerCode: 1, perCustomer: null, budget: 100 },
  ...{ minimum: null, items: null, validFrom: null, validUntil: null },
}

const shop = () => {
  const voucher = new VoucherPools({
    ...{ ...noVouchers, campaigns: [campaign], spent: new Map([['tet', 0]]) },
    vouchers: ['A', 'B', 'C', 'GONE'].map((code) => ({
      ...{ code, campaign: 'tet', isVoid: code === 'GONE', taken: [], held: 0 },
    })),
  })
  const world: SettleWorld = {
    ...{
      pools: { ...emptyPools(), voucher },
      holds: new Map(),
      discrepancies: new Map(),
      ...noBookings(),
      ...noOrders(),
      ...noTransfers(),
    },
  }
  let made = 0
  const newId = () => `id${(made += 1)}`
  const hold = (id: string, code: string) =>
    settle(
      world,
      { type: 'hold.place', hold: id, location: 'q1', lines: [{ kind: 'voucher', code }] },
      till,
      now,
      newId,
    )
  /** A sale at 500 with these codes, each 50 off. */
  const sell = (...codes: readonly (readonly [code: string, hold?: string])[]) => {
    const { events, verdict } = settle(
      world,
      {
        ...{ type: 'order.sell', order: newId(), number: '1-1', location: 'q1', currency: 'VND', soldAt: now },
        lines: codes.map(([code, id]) => ({
          ...{ line: { kind: 'voucher' as const, code }, name: code, price: 0 },
          ...(id === undefined ? {} : { hold: id }),
        })),
        discounts: codes.map(([code]) => ({ code, amount: 50 })),
        ...{ total: 0, tendered: 0 },
      },
      till,
      now,
      newId,
    )
    expect(verdict.accepted).toBe(true)
    return events.flatMap((event) => (event.type === 'discrepancy' ? [`${event.kind} ${event.sku}`] : []))
  }
  return { voucher, hold, sell }
}

describe('S7: vouchers of a counter sale', () => {
  it('are used by it: on the hold that they have, or at once', () => {
    const { voucher, hold, sell } = shop()
    hold('h1', 'A')
    expect(sell(['A', 'h1'], ['B'])).toEqual([])
    expect(hold('h2', 'A').verdict).toMatchObject({ rejection: { conflicts: [{ code: 'voucher_used' }] } })
    expect(hold('h3', 'B').verdict).toMatchObject({ rejection: { conflicts: [{ code: 'voucher_used' }] } })
    expect(voucher.claimOf('h1', 'A')).toMatchObject({ amount: 50, endsAt: null })
  })

  it('that another has, that are void or that nobody made stay as they are, and each is a discrepancy; the sale stands', () => {
    const { hold, sell } = shop()
    hold('web', 'A')
    expect(sell(['A'], ['GONE'], ['NONE'], ['B'])).toEqual(['double_used A', 'double_used GONE', 'double_used NONE'])
    expect(sell(['B'])).toEqual(['double_used B'])
    expect(sell(['A', 'web'])).toEqual([])
  })

  it('V6: that take off more than their campaign has left are told; what they took off counts all the same', () => {
    const { voucher, sell } = shop()
    expect(sell(['A'], ['B'])).toEqual([])
    expect(sell(['C'])).toEqual(['over_budget C'])
    expect(voucher.beyondBudget([{ code: 'A', amount: 0 }])).toEqual(['A'])
  })

  it('take off what the total says, or it is no sale', () => {
    const id = '01912f6e-0000-7000-8000-000000000000'
    const sale = {
      ...{ type: 'order.sell', order: id, number: '1-1', location: 'q1', currency: 'VND', tendered: 950, soldAt: 0 },
      lines: [
        { line: { kind: 'stock', sku: 'tea', quantity: 1 }, name: 'Trà', price: 1_000 },
        { line: { kind: 'voucher', code: 'a b' }, name: 'A', price: 0 },
      ],
      discounts: [{ code: 'AB', amount: 50 }],
    }
    expect(sellSchema.safeParse({ ...sale, total: 950 }).success).toBe(true)
    expect(sellSchema.safeParse({ ...sale, total: 1_000 }).success).toBe(false)
  })
})

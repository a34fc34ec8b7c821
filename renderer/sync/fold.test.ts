import { describe, expect, it } from 'vitest'
import { stockLinesOf } from '../../shared/kinds/registry.ts'
import type { Giver } from '../../shared/holds/settle.ts'
import type { Hold } from '../../shared/holds/states.ts'
import type { StockPool } from '../../shared/kinds/stock/schema.ts'
import type { ToldOrder } from '../../shared/orders/orderSteps.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import { noBookingBase } from './bookings/bookingBase.ts'
import { noOrderBase } from './orders/orderBase.ts'
import { noSeatBase } from './seats/seatBase.ts'
import { noVoucherBase } from './vouchers/voucherBase.ts'
import { type Base, type Pending, poolAt } from './base.ts'
import { fold } from './fold.ts'

const giver: Giver = { channel: 'pos', ttlSeconds: 900, terminal: 't1', staff: 'lan', role: 'staff', ownOnly: false }
const now = 1_000_000

const hold = (id: string, quantity: number, more: Partial<Hold> = {}): Hold => ({
  id,
  state: 'held',
  channel: 'web',
  location: 'q1',
  placedAt: now - 60_000,
  expiresAt: now + 60_000,
  lines: [{ kind: 'stock', sku: 'ao', quantity }],
  endedAt: null,
  reason: null,
  terminal: null,
  staff: null,
  ...more,
})

const base = (onHand: number, holds: readonly Hold[]): Base => {
  const held = holds.flatMap(({ lines }) => stockLinesOf(lines)).reduce((sum, { quantity }) => sum + quantity, 0)
  const pool: StockPool = { location: 'q1', sku: 'ao', onHand, held, allotted: 0, safetyStock: 0, shortfall: 0 }
  return {
    location: 'q1',
    pool: (sku) => (sku === 'ao' ? pool : undefined),
    hold: (id) => holds.find((one) => one.id === id),
    holdsOf: (sku) => (sku === 'ao' ? holds : []),
    hasDiscrepancy: () => false,
    ...{ bookings: noBookingBase, orders: noOrderBase, seats: noSeatBase, vouchers: noVoucherBase },
  }
}

let made = 0
const pending = (command: Command, more: Partial<Pending> = {}): Pending => ({
  id: `c${++made}`,
  command,
  giver,
  issuedAt: now - 1_000,
  verdict: null,
  ...more,
})
const place = (id: string, quantity: number): Command => ({
  type: 'hold.place',
  hold: id,
  location: 'q1',
  lines: [{ kind: 'stock', sku: 'ao', quantity }],
})
const availableIn = (from: Base, given: readonly Pending[], at = now) =>
  fold(from, given, at).world.pools.stock.available('q1', 'ao')

describe('the fold', () => {
  it('H3: overdue holds take nothing, though the replica still has them', () => {
    const from = base(5, [hold('a', 2, { expiresAt: now }), hold('b', 1)])
    expect(poolAt(from, 'ao', now)?.held).toBe(1)
    expect(poolAt(from, 'ao', now - 1)?.held).toBe(3)
    expect(availableIn(from, [pending(place('c', 4))])).toBe(0)
  })

  it('H1, H8: pending commands see each other, in their order, and are foretold by the same rules', () => {
    const first = pending(place('a', 3))
    const second = pending(place('b', 3))
    const third = pending({ type: 'hold.release', hold: 'a' })
    const folded = fold(base(5, []), [first, second, third], now)
    expect(folded.foretold.get(first.id)).toMatchObject({ accepted: true })
    expect(folded.foretold.get(second.id)).toMatchObject({
      accepted: false,
      rejection: { code: 'conflict', conflicts: [{ line: 0, code: 'sold_out', available: 2 }] },
    })
    expect(folded.world.pools.stock.available('q1', 'ao')).toBe(5)
  })

  it('S6: a sale takes what its hold covers only once', () => {
    const own = hold('a', 2, { terminal: 't1', channel: 'pos' })
    const sell: Command = {
      type: 'order.sell',
      order: 'o',
      number: '1-1',
      location: 'q1',
      currency: 'VND',
      lines: [{ line: { kind: 'stock', sku: 'ao', quantity: 2 }, name: 'Áo', price: 0, hold: 'a' }],
      total: 0,
      tendered: 0,
      soldAt: now,
    }
    const folded = fold(base(5, [own]), [pending(sell)], now)
    expect(folded.world.pools.stock.get('q1', 'ao')).toMatchObject({ onHand: 3, held: 0 })
  })

  it('a promise that was only asked for ends when its time is over, here too', () => {
    const asked = pending(place('a', 5), { issuedAt: now - 900_000 })
    expect(availableIn(base(5, []), [asked])).toBe(5)
    expect(availableIn(base(5, []), [asked], now - 1)).toBe(0)
  })

  it('the hub’s deadline stands, not the one that was foretold', () => {
    const asked = pending(place('a', 5), { issuedAt: now - 900_000 })
    const accepted: Pending = {
      ...asked,
      verdict: {
        accepted: true,
        outcome: { type: 'hold', hold: { ...hold('a', 5), lines: [{ kind: 'stock', sku: 'ao', quantity: 5 }] } },
      },
    }
    expect(availableIn(base(5, []), [accepted])).toBe(0)
  })

  it('a command that the replica already shows is not counted twice', () => {
    const from = base(5, [hold('a', 2)])
    expect(availableIn(from, [pending(place('a', 2))])).toBe(3)
  })

  it('changes nothing in the replica', () => {
    const from = base(5, [hold('b', 1)])
    fold(from, [pending(place('a', 2)), pending({ type: 'hold.release', hold: 'b' })], now)
    expect(from.pool('ao')).toMatchObject({ onHand: 5, held: 1 })
    expect(from.hold('b')?.state).toBe('held')
  })
})

const payment = { id: 'p1', method: 'cash', reference: null, at: now - 900, terminal: 't1', staff: 'lan' } as const
const ordered = (expiresAt: number, money = 0): ToldOrder => ({
  ...{ id: 'o', number: 'HF000001', state: 'awaiting_payment', hold: 'oh', channel: 'web', location: 'q1' },
  lines: [{ line: { kind: 'stock', sku: 'ao', quantity: 2 }, name: 'ao', price: 150 }],
  ...{ discounts: [], total: 300, currency: 'VND', method: 'bank_transfer', plan: [], refunds: [], customer: null },
  payments: money === 0 ? [] : [{ ...payment, amount: money }],
  ...{
    placedAt: now - 60_000,
    expiresAt,
    endedAt: null,
    reason: null,
    carrier: null,
    parcel: null,
    packedAt: null,
  },
  ...{ terms: null, kept: 0, cameBack: 0, toCome: 0, remindFrom: now - 60_000, extendedAt: null, steps: [] },
})
const withOrder = (told: ToldOrder, heldUntil: number, more: Partial<Hold> = {}): Base => {
  const orders = { ...noOrderBase, get: (id: string) => (id === 'o' ? told : null), all: () => [told] }
  return { ...base(5, [hold('oh', 2, { expiresAt: heldUntil, ...more })]), orders }
}
const pays = (amount: number, more: Partial<Pending>) =>
  pending({ type: 'order.pay', order: 'o', payment: `p${amount}`, method: 'cash', amount }, more)
const stateIn = (from: Base, given: readonly Pending[]) => {
  const { orders, pools } = fold(from, given, now).world
  return [orders.get('o')?.state, pools.stock.available('q1', 'ao')]
}

describe('O1: what an order holds goes its way', () => {
  it('O6: also where the hub had money in time, and the moment is over before its copy comes: more money is late for nobody', () => {
    const over = now - 500
    const { steps: _, ...order } = ordered(over, 100)
    const first = pays(100, { issuedAt: now - 900, verdict: { accepted: true, outcome: { type: 'order', order } } })
    expect(stateIn(withOrder(ordered(over), over), [first, pays(200, { issuedAt: now - 800 })])).toEqual(['paid', 3])
  })

  it('also where the order’s copy came before that of its hold, which was put off', () => {
    expect(stateIn(withOrder(ordered(now + 60_000), now - 500), [pays(300, {})])).toEqual(['paid', 3])
    const lines = [...hold('oh', 2).lines, { kind: 'voucher', code: 'LA' } as const]
    const unknown = withOrder(ordered(now + 60_000), now - 500, { lines })
    expect(stateIn(unknown, [pays(300, {})])).toEqual(['paid', 3])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Giver } from '../../shared/holds/settle.ts'
import type { Hold } from '../../shared/holds/states.ts'
import type { StockPool } from '../../shared/kinds/stock/schema.ts'
import { noBookingBase } from './bookings/bookingBase.ts'
import { noOrderBase } from './orders/orderBase.ts'
import { noSeatBase } from './seats/seatBase.ts'
import { noVoucherBase } from './vouchers/voucherBase.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import type { Base } from './base.ts'
import type { Folded } from './fold.ts'
import { layOnTop } from './testing/pendingDay.ts'

const location = 'q1'
const skus = ['ao', 'cafe', 'tra']
const giver: Giver = { channel: 'pos', ttlSeconds: 5, terminal: 't1', staff: 'lan', role: 'manager', ownOnly: false }
const start = 1_000_000

/** Holds that the replica has; some end while the test goes on. */
const baseHolds: readonly Hold[] = skus.map((sku, number) => ({
  ...{ id: `b${number}`, state: 'held', channel: 'pos', location, placedAt: start - 1000 },
  ...{ expiresAt: start + 4_000 * (number + 1), lines: [{ kind: 'stock', sku, quantity: 1 }] },
  ...{ endedAt: null, reason: null, terminal: 't1', staff: 'lan' },
}))
const pools = new Map(
  skus.map((sku): [string, StockPool] => [
    sku,
    { location, sku, onHand: 5, held: 1, allotted: 0, safetyStock: 0, shortfall: 0 },
  ]),
)
const base: Base = {
  location,
  pool: (sku) => pools.get(sku),
  hold: (id) => baseHolds.find((hold) => hold.id === id),
  holdsOf: (sku) => baseHolds.filter(({ lines }) => lines.some((line) => line.kind === 'stock' && line.sku === sku)),
  hasDiscrepancy: () => false,
  ...{ bookings: noBookingBase, orders: noOrderBase, seats: noSeatBase, vouchers: noVoucherBase },
}

const sku = fc.constantFrom(...skus)
const quantity = fc.integer({ min: 1, max: 3 })
/** Holds of the replica and those that come to be here, by number. */
const hold = fc.constantFrom('b0', 'b1', 'b2', 'h0', 'h1', 'h2', 'h3')
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ sku, quantity, hold }).map(
    (one): Command => ({
      ...{ type: 'hold.place', hold: one.hold, location },
      lines: [{ kind: 'stock', sku: one.sku, quantity: one.quantity }],
    }),
  ),
  hold.map((id): Command => ({ type: 'hold.release', hold: id })),
  hold.map((id): Command => ({ type: 'hold.extend', hold: id, ttlSeconds: 3 })),
  fc.record({ sku, quantity }).map((one): Command => ({ type: 'stock.receive', location, ...one })),
  fc.record({ sku, quantity, hold }).map(
    ({ hold: id, ...one }): Command => ({
      ...{ type: 'order.sell', order: 'o', number: '1-1', location, currency: 'VND', total: 0, tendered: 0, soldAt: 0 },
      lines: [{ line: { kind: 'stock', ...one }, name: one.sku, price: 0, hold: id }],
    }),
  ),
)
const steps = fc.array(fc.record({ commands: fc.array(command, { maxLength: 3 }), passes: fc.nat({ max: 4_000 }) }), {
  minLength: 1,
  maxLength: 12,
})

const shown = (folded: Folded) => ({
  skus: [...folded.skus].toSorted(),
  pools: skus.map((one) => folded.world.pools.stock.get(location, one)),
  // When an overdue hold was noticed is not told to anybody.
  holds: [...folded.world.holds.values()]
    .map((one) => ({ ...one, endedAt: null }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  bySku: skus.map((one) => [...folded.holdsOf(one)].map(({ id }) => id).toSorted()),
  foretold: [...folded.foretold],
})

describe('commands that come one after the other', () => {
  it('laid on top of what lies there they show the same as all laid anew', () => {
    let onTop = 0
    fc.assert(
      fc.property(steps, (given) => {
        onTop += layOnTop(given, {
          ...{ base, giver, start },
          // A hold of the replica that comes to its deadline is a change of the replica: the picture lays all anew.
          isDue: (before, now) => baseHolds.some(({ expiresAt }) => before < expiresAt && expiresAt <= now),
          compare: (grown, anew, now) => {
            expect(shown(grown)).toEqual(shown(anew))
            expect(grown.nextEnd()).toBeLessThanOrEqual(anew.nextEnd())
            expect(grown.nextEnd()).toBeGreaterThan(now)
          },
        })
      }),
    )
    expect(onTop).toBeGreaterThan(50)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noBookings } from '../bookings/bookingWorld.ts'
import { type Event, type Giver, settle, type SettleWorld } from '../holds/settle.ts'
import { emptyPools } from '../kinds/registry.ts'
import { StockPools } from '../kinds/stock/rules.ts'
import type { Bucket } from '../kinds/stock/schema.ts'
import type { ReturnFact } from './returnCommands.ts'
import { gradedOf, missingOf, type Return, ungradedOf } from './returns.ts'
import { lineOf } from './takeIn.ts'
import { noTransfers } from '../transfers/transferWorld.ts'

const skus = ['a', 'b'] as const
const location = 'q1'

const opened: Return = {
  ...{ id: 'r', order: 'o', orderNumber: 'HF1', state: 'returning', location, receivedIn: null, parcel: 'P' },
  ...{ reason: 'refused', undelivered: true, openedAt: 0, receivedAt: null, inspectedAt: null, closedAt: null },
  lines: [
    { sku: 'a', expected: 6, received: 0, sellable: 0, damaged: 0, scrap: 0, short: null },
    { sku: 'b', expected: 2, received: 0, sellable: 0, damaged: 0, scrap: 0, short: null },
  ],
}
const worldOf = (one: Return): SettleWorld => ({
  pools: {
    ...emptyPools(),
    stock: new StockPools(
      skus.map((sku) => ({ location, sku, onHand: 0, held: 0, allotted: 0, safetyStock: 0, shortfall: 0 })),
    ),
  },
  ...{ holds: new Map(), discrepancies: new Map(), orders: new Map(), returns: new Map([[one.id, one]]) },
  ...noTransfers(),
  ...noBookings(),
})
const giver = (terminal: string): Giver => ({
  ...{ channel: 'pos', ttlSeconds: 900, terminal, staff: 'lan', role: 'staff', ownOnly: false },
})

interface Step {
  readonly who: 0 | 1
  readonly does: 'receive' | 'inspect' | 'sync'
  readonly sku: (typeof skus)[number]
  readonly quantity: number
}
const steps = fc.array(
  fc.record<Step>({
    who: fc.constantFrom(0, 1),
    does: fc.constantFrom('receive', 'inspect', 'inspect', 'sync'),
    sku: fc.constantFrom(...skus),
    quantity: fc.integer({ min: 1, max: 6 }),
  }),
  { maxLength: 24 },
)

/** A terminal that knows what the hub told it last, and what was done here since. */
class Till {
  private base: Return = opened
  private pending: ReturnFact[] = []

  constructor(readonly name: string) {}

  view(): Return {
    const world = worldOf(this.base)
    for (const fact of this.pending) settle(world, fact, giver(this.name), 1, () => 'x')
    return world.returns.get('r') ?? expect.unreachable('it is gone')
  }

  does({ does, sku, quantity }: Step): void {
    const line = lineOf(this.view(), sku)
    if (does === 'receive')
      this.pending.push({
        ...{ type: 'return.receive', return: 'r', location, lines: [{ sku, quantity, before: line.received }] },
      })
    // A screen offers no more than what is there.
    const some = Math.min(quantity, ungradedOf(line))
    if (does === 'inspect' && some > 0)
      this.pending.push({
        ...{ type: 'return.inspect', return: 'r', location },
        lines: [{ sku, quantity: some, grade: 'sellable', before: gradedOf(line) }],
      })
  }

  sync(hub: (fact: ReturnFact) => Return): void {
    for (const fact of this.pending) this.base = hub(fact)
    this.pending = []
  }
  hears(one: Return): void {
    this.base = one
  }
}

const sumOf = (events: readonly Event[], sku: string, wants: (event: Event) => number): number =>
  events.reduce((sum, event) => sum + ('sku' in event && event.sku === sku ? wants(event) : 0), 0)
const inBin = (events: readonly Event[], sku: string, bin: Bucket): number =>
  sumOf(events, sku, (event) =>
    event.type === 'moved' ? (event.to === bin ? event.quantity : 0) - (event.from === bin ? event.quantity : 0) : 0,
  )

test('R3, R9: whatever two terminals count without knowing of each other, nothing is lost, nothing counts twice, and bins equal the figures', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const world = worldOf(opened)
      const events: Event[] = []
      const said = { receive: new Map<string, number>(), inspect: new Map<string, number>() }
      let ids = 0
      const hub = (by: string) => (fact: ReturnFact) => {
        const kind = fact.type === 'return.receive' ? 'receive' : 'inspect'
        for (const { sku, quantity } of fact.lines) said[kind].set(sku, (said[kind].get(sku) ?? 0) + quantity)
        const decided = settle(world, fact, giver(by), 1, () => `d${++ids}`)
        expect(decided.verdict.accepted).toBe(true)
        events.push(...decided.events)
        return world.returns.get('r') ?? expect.unreachable('it is gone')
      }
      const tills = [new Till('t1'), new Till('t2')] as const
      for (const step of all) {
        const till = tills[step.who]
        if (step.does !== 'sync') till.does(step)
        else {
          till.sync(hub(till.name))
          till.hears(world.returns.get('r') ?? opened)
        }
      }
      for (const till of tills) till.sync(hub(till.name))
      const one = world.returns.get('r') ?? opened
      for (const sku of skus) {
        const line = lineOf(one, sku)
        const ofKind = (kind: string) =>
          sumOf(events, sku, (event) => (event.type === 'discrepancy' && event.kind === kind ? event.quantity : 0))
        // All that was said either counts, or is told as counted by two.
        const counted = line.received + gradedOf(line)
        expect(counted + ofKind('return_twice')).toBe((said.receive.get(sku) ?? 0) + (said.inspect.get(sku) ?? 0))
        expect(inBin(events, sku, 'available')).toBe(line.sellable)
        expect(inBin(events, sku, 'quarantined')).toBe(ungradedOf(line))
        expect(inBin(events, sku, 'returning')).toBe(missingOf(line) - line.expected)
        expect(ofKind('return_extra')).toBe(Math.max(0, line.received - line.expected))
        expect(ungradedOf(line)).toBeGreaterThanOrEqual(0)
      }
    }),
    { numRuns: 300 },
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PreorderPools, preorderable } from './rules.ts'

const release = 1_000
const pool = {
  ...{ location: 'q1', sku: 'phone', quantity: 20, promised: 0, arrived: 0, releaseAt: release },
  ...{ depositPercent: null, refundPercent: 100, graceSeconds: 0, remindBeforeSeconds: [] },
}
const taker = (hold: string, now = 0) => ({ hold, customer: [], now, terminal: null })
const line = (quantity: number) => ({ kind: 'preorder' as const, sku: 'phone', quantity })

const step = fc.oneof(
  fc.record({ do: fc.constant('take' as const), hold: fc.nat(9), quantity: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ do: fc.constant('end' as const), hold: fc.nat(9), quantity: fc.constant(0) }),
  fc.record({ do: fc.constant('arrive' as const), hold: fc.constant(0), quantity: fc.integer({ min: 1, max: 6 }) }),
)

test('G1, G4: never more is promised than there is, and goods go to those who wait in their order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const pools = new PreorderPools([pool])
      /** What everybody waits for, in the order in which they came. */
      const waiting = new Map<string, number>()
      let arrived = 0
      for (const { do: what, hold: n, quantity } of steps) {
        const hold = `h${n}`
        if (what === 'take' && !waiting.has(hold)) {
          const fits = pools.check('q1', [{ line: line(quantity), index: 0 }], taker(hold)).length === 0
          const promised = [...waiting.values()].reduce((sum, some) => sum + some, 0)
          expect(fits).toBe(promised + arrived + quantity <= pool.quantity)
          if (!fits) continue
          pools.take('q1', [line(quantity)], taker(hold))
          waiting.set(hold, quantity)
        } else if (what === 'end' && waiting.has(hold)) {
          pools.end('q1', [line(waiting.get(hold) ?? 0)], 'released', hold)
          waiting.delete(hold)
        } else if (what === 'arrive') {
          expect(pools.queue('q1', 'phone').map((claim) => claim.hold)).toEqual([...waiting.keys()])
          let left = quantity
          for (const claim of pools.queue('q1', 'phone')) {
            const given = Math.min(left, claim.waiting)
            if (given === 0) break
            pools.arrive(claim, given)
            left -= given
            if (given === claim.waiting) waiting.delete(claim.hold)
            else waiting.set(claim.hold, claim.waiting - given)
          }
          arrived += quantity - left + pools.close('q1', 'phone', left)
        }
        const promised = [...waiting.values()].reduce((sum, some) => sum + some, 0)
        expect(pools.get('q1', 'phone')).toMatchObject({ promised, arrived })
      }
    }),
  )
})

test('G2: from its release on nothing more can be had', () => {
  expect(preorderable(pool, release - 1)).toBe(20)
  expect(preorderable(pool, release)).toBe(0)
  const pools = new PreorderPools([pool])
  const refused = pools.check('q1', [{ line: line(1), index: 3 }], taker('h', release))
  expect(refused).toEqual([{ line: 3, code: 'sold_out', available: 0 }])
})

test('H6: a hold that is put back has its place in the queue again', () => {
  const pools = new PreorderPools([pool])
  for (const hold of ['a', 'b']) pools.take('q1', [line(1)], taker(hold))
  pools.end('q1', [line(1)], 'released', 'a')
  expect(pools.queue('q1', 'phone').map(({ hold }) => hold)).toEqual(['b'])
  pools.take('q1', [line(1)], taker('a'))
  expect(pools.queue('q1', 'phone').map(({ hold }) => hold)).toEqual(['a', 'b'])
})

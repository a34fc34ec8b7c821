import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PreorderPools, preorderable } from './rules.ts'

const release = 1_000
const pool = {
  ...{ location: 'q1', sku: 'phone', quantity: 20, promised: 0, arrived: 0, releaseAt: release },
  ...{ depositPercent: null, refundPercent: 100, graceSeconds: 0, remindBeforeSeconds: [] },
}
const taker = (hold: string, now = 0) => ({ hold, customer: [], now, terminal: null, channel: 'web' })
const holder = (id: string) => ({ id, channel: 'web', endedAt: null })
const line = (quantity: number) => ({ kind: 'preorder' as const, sku: 'phone', quantity })

const step = fc.oneof(
  fc.record({ do: fc.constant('take' as const), hold: fc.nat(9), quantity: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ do: fc.constant('end' as const), hold: fc.nat(9), quantity: fc.constant(0) }),
  fc.record({ do: fc.constant('arrive' as const), hold: fc.constant(0), quantity: fc.integer({ min: 1, max: 6 }) }),
)

/** One gives back, another comes, the first is put back, and goods come for some of both. */
const putBack = [
  { do: 'take' as const, hold: 4, quantity: 2 },
  { do: 'take' as const, hold: 5, quantity: 2 },
  { do: 'end' as const, hold: 4, quantity: 0 },
  { do: 'take' as const, hold: 4, quantity: 1 },
  { do: 'arrive' as const, hold: 0, quantity: 3 },
]

/** A promise as the test sees it: a hold's lines never change, and one that is put back has its own place again (SPEC H6). */
interface Promised {
  quantity: number
  readonly place: number
  state: 'waiting' | 'given back' | 'all came'
}

test('G1, G4, H6: never more is promised than there is, and goods go to those who wait in their order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const pools = new PreorderPools([pool])
      const all = new Map<string, Promised>()
      const waiting = () =>
        [...all]
          .filter(([, { state }]) => state === 'waiting')
          .toSorted(([, one], [, other]) => one.place - other.place)
      const promised = () => waiting().reduce((sum, [, { quantity }]) => sum + quantity, 0)
      let arrived = 0
      for (const { do: what, hold: n, quantity: asked } of steps) {
        const hold = `h${n}`
        const known = all.get(hold)
        if (what === 'take' && (known === undefined || known.state === 'given back')) {
          const quantity = known?.quantity ?? asked
          const fits = pools.check('q1', [{ line: line(quantity), index: 0 }], taker(hold)).length === 0
          expect(fits).toBe(promised() + arrived + quantity <= pool.quantity)
          if (!fits) continue
          pools.take('q1', [line(quantity)], taker(hold))
          all.set(hold, { quantity, place: known?.place ?? all.size, state: 'waiting' })
        } else if (what === 'end' && known?.state === 'waiting') {
          pools.end('q1', [line(known.quantity)], 'released', holder(hold))
          known.state = 'given back'
        } else if (what === 'arrive') {
          expect(pools.queue('q1', 'phone').map((claim) => claim.hold)).toEqual(waiting().map(([id]) => id))
          let left = asked
          for (const claim of pools.queue('q1', 'phone')) {
            const given = Math.min(left, claim.waiting)
            if (given === 0) break
            pools.arrive(claim, given)
            left -= given
            const theirs = all.get(claim.hold)
            if (theirs === undefined) throw new Error('Goods went to somebody who does not wait.')
            if (given === claim.waiting) theirs.state = 'all came'
            else theirs.quantity -= given
          }
          arrived += asked - left + pools.close('q1', 'phone', left)
        }
        expect(pools.get('q1', 'phone')).toMatchObject({ promised: promised(), arrived })
      }
    }),
    { examples: [[putBack]] },
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
  pools.end('q1', [line(1)], 'released', holder('a'))
  expect(pools.queue('q1', 'phone').map(({ hold }) => hold)).toEqual(['b'])
  pools.take('q1', [line(1)], taker('a'))
  expect(pools.queue('q1', 'phone').map(({ hold }) => hold)).toEqual(['a', 'b'])
})

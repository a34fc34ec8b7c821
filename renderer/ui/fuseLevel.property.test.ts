import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuseLevel, partLeft } from './fuseLevel.ts'

const minutes = (count: number) => count * 60_000
const order = ['calm', 'low', 'short', 'last', 'out']

describe('fuse', () => {
  it.each([
    ['calm', 0],
    ['calm', minutes(30)],
    ['low', minutes(30) + 1],
    ['low', minutes(36)],
    ['short', minutes(36) + 1],
    ['short', minutes(39)],
    ['last', minutes(39) + 1],
    ['out', minutes(40)],
    ['out', minutes(41)],
  ])('of 40 minutes is %s after %i ms: a quarter, a tenth, the last minute, the end', (level, after) => {
    expect(fuseLevel(0, minutes(40), after)).toBe(level)
  })

  it('of a short hold is calm in its first moment, though its last minute has begun', () => {
    expect(fuseLevel(0, 30_000, 0)).toBe('calm')
  })

  const hold = fc.record({ placedAt: fc.nat(1e9), ttl: fc.integer({ min: 1, max: 2_592_000_000 }) })

  it('only ever burns down', () => {
    fc.assert(
      fc.property(hold, fc.nat(3e9), fc.nat(1e9), ({ placedAt, ttl }, after, later) => {
        const [first, second] = [placedAt + after, placedAt + after + later]
        const end = placedAt + ttl
        expect(partLeft(placedAt, end, second)).toBeLessThanOrEqual(partLeft(placedAt, end, first))
        expect(order.indexOf(fuseLevel(placedAt, end, second))).toBeGreaterThanOrEqual(
          order.indexOf(fuseLevel(placedAt, end, first)),
        )
      }),
    )
  })

  it('is out exactly from its deadline on (SPEC H3)', () => {
    fc.assert(
      fc.property(hold, ({ placedAt, ttl }) => {
        expect(fuseLevel(placedAt, placedAt + ttl, placedAt + ttl - 1)).not.toBe('out')
        expect(fuseLevel(placedAt, placedAt + ttl, placedAt + ttl)).toBe('out')
      }),
    )
  })
})

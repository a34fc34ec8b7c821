import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extentOf, gridCm, onGrid, scaleFor } from './planLayout.ts'

const placed = fc.record({
  code: fc.string({ minLength: 1, maxLength: 4 }),
  placement: fc.record({
    area: fc.constant('Sân'),
    x: fc.integer({ min: 0, max: 10_000 }),
    y: fc.integer({ min: 0, max: 10_000 }),
    width: fc.integer({ min: 10, max: 2_000 }),
    height: fc.integer({ min: 10, max: 2_000 }),
    turned: fc.integer({ min: 0, max: 359 }),
    shape: fc.constantFrom('round' as const, 'square' as const, 'long' as const),
  }),
})

describe('the plan', () => {
  it('shows every table whole, wherever it stands and however it is turned', () => {
    fc.assert(
      fc.property(fc.array(placed, { minLength: 1, maxLength: 30 }), (tables) => {
        const { x, y, width, height } = extentOf(tables)
        for (const { placement } of tables) {
          const shortest = Math.min(placement.width, placement.height) / 2
          expect(placement.x - shortest).toBeGreaterThanOrEqual(x)
          expect(placement.y - shortest).toBeGreaterThanOrEqual(y)
          expect(placement.x + shortest).toBeLessThanOrEqual(x + width)
          expect(placement.y + shortest).toBeLessThanOrEqual(y + height)
        }
      }),
    )
  })

  it('fits into the screen unless tables would be too small to be touched', () => {
    const scale = scaleFor({ x: 0, y: 0, width: 1_000, height: 600 }, 700, 500)
    expect([1_000 * scale, 600 * scale]).toEqual([700, 420])
  })

  it('puts tables on its grid and never off it', () => {
    fc.assert(
      fc.property(fc.double({ min: -20_000, max: 20_000, noNaN: true }), (wanted) => {
        const found = onGrid(wanted)
        expect(found % gridCm).toBe(0)
        expect(found).toBeGreaterThanOrEqual(0)
        expect(found).toBeLessThanOrEqual(10_000)
        if (wanted >= 0 && wanted <= 10_000) expect(Math.abs(found - wanted)).toBeLessThanOrEqual(gridCm / 2)
      }),
    )
  })
})

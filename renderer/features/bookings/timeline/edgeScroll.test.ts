import { describe, expect, it } from 'vitest'
import { edgeSpeed } from './edgeScroll.ts'

describe('what is dragged to an edge takes the view along', () => {
  it('not in the middle, the faster the closer to an edge, and no faster beyond it', () => {
    expect(edgeSpeed(500, 100, 900)).toBe(0)
    expect(edgeSpeed(157, 100, 900)).toBe(0)
    expect(edgeSpeed(843, 100, 900)).toBe(0)
    expect(edgeSpeed(872, 100, 900)).toBe(450)
    expect(edgeSpeed(128, 100, 900)).toBe(-450)
    expect(edgeSpeed(900, 100, 900)).toBe(900)
    expect(edgeSpeed(2_000, 100, 900)).toBe(900)
    expect(edgeSpeed(-2_000, 100, 900)).toBe(-900)
  })

  it('leaves room to hold still where there is little of it', () => {
    expect(edgeSpeed(50, 0, 100)).toBe(0)
    expect(edgeSpeed(100, 0, 100)).toBe(900)
    expect(edgeSpeed(0, 0, 0)).toBe(0)
  })
})

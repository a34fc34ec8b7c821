import { describe, expect, it } from 'vitest'
import { edgeSpeed } from './edgeScroll.ts'

describe('what is dragged to an edge takes the view along', () => {
  it('not in the middle, the faster the closer to an edge, and no faster beyond it', () => {
    expect(edgeSpeed(500, 100, 900, 400)).toBe(0)
    expect(edgeSpeed(157, 100, 900, 400)).toBe(0)
    expect(edgeSpeed(843, 100, 900, 400)).toBe(0)
    expect(edgeSpeed(872, 100, 900, 400)).toBe(450)
    expect(edgeSpeed(128, 100, 900, 400)).toBe(-450)
    expect(edgeSpeed(900, 100, 900, 400)).toBe(900)
    expect(edgeSpeed(2_000, 100, 900, 400)).toBe(900)
    expect(edgeSpeed(-2_000, 100, 900, 400)).toBe(-900)
  })

  it('not by what lay at an edge and is drawn away from it', () => {
    expect(edgeSpeed(880, 100, 900, 890)).toBe(0)
    expect(edgeSpeed(120, 100, 900, 110)).toBe(0)
    expect(edgeSpeed(900, 100, 900, 890)).toBe(900)
    expect(edgeSpeed(890, 100, 900, 890)).toBe(0)
  })

  it('leaves room to hold still where there is little of it', () => {
    expect(edgeSpeed(50, 0, 100, 40)).toBe(0)
    expect(edgeSpeed(100, 0, 100, 40)).toBe(900)
    expect(edgeSpeed(0, 0, 0, 40)).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { movedBy } from './steadyPlace.ts'

describe('movedBy', () => {
  it('moves a dialog that grew by as much as its buttons went down', () => {
    expect(movedBy(-12, { top: 200, bottom: 500, windowHeight: 700 })).toBe(-12)
    expect(movedBy(12, { top: 200, bottom: 500, windowHeight: 700 })).toBe(12)
  })

  it('stays within the window: what has no room upwards grows downwards, and the other way round', () => {
    expect(movedBy(-40, { top: 50, bottom: 500, windowHeight: 700 })).toBe(-15)
    expect(movedBy(400, { top: 50, bottom: 500, windowHeight: 700 })).toBe(165)
  })

  it('does not move what fills the window', () => {
    expect(movedBy(-40, { top: 35, bottom: 665, windowHeight: 700 })).toBe(0)
    expect(movedBy(40, { top: 20, bottom: 690, windowHeight: 700 })).toBe(0)
  })
})

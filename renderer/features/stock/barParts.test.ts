import { describe, expect, it } from 'vitest'
import { shop } from '../../testing/scriptedShop.ts'
import { barParts } from './barParts.ts'

const words = (kind: string, quantity: number) => `${quantity} ${kind}`

describe('stacked bar', () => {
  it('shows what is available, then what each kind of channel holds, then what is quarantined', () => {
    const level = { available: 4, heldBy: { phone: 1, web: 2, counter: 3, unknown: 6 }, quarantined: 5 }
    expect(barParts(level, shop.channels, words).map(({ label }) => label)).toEqual([
      '4 available',
      '3 pos',
      '2 web',
      '1 phone',
      '6 other',
      '5 quarantined',
    ])
  })

  it('leaves out what is none, and a shortfall is not a negative piece', () => {
    expect(barParts({ available: -2, heldBy: { web: 0 }, quarantined: 0 }, shop.channels, words)).toEqual([])
  })
})

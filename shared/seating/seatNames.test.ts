import { describe, expect, it } from 'vitest'
import { labelOf, partsOf } from './seatNames.ts'

describe('what seats are called', () => {
  it('a row and a number; rows with numbers stand apart from them', () => {
    expect(labelOf('', { row: 'C', number: '7' })).toBe('C7')
    expect(labelOf('', { row: '20', number: '1' })).toBe('20-1')
    expect(labelOf('', { row: '', number: '7' })).toBe('7')
  })

  it('after the part of the hall, where it has several', () => {
    expect(partsOf(['Parkett', 'Rang', ''])).toEqual(['Parkett', 'Rang', ''])
    expect(partsOf(['Saal', '', 'Saal'])).toEqual(['', '', ''])
    expect(labelOf('Block 11', { row: '20', number: '1' })).toBe('Block 11 20-1')
  })
})

import { describe, expect, it } from 'vitest'
import { ariaSort, sortedBy, wholeList } from './stockView.ts'

describe('sorting the stock', () => {
  it('begins figures with the largest and names with A, and turns round at the second press', () => {
    const held = sortedBy(wholeList, 'held')
    expect(held).toMatchObject({ sort: 'held', descending: true })
    expect(sortedBy(held, 'held')).toMatchObject({ sort: 'held', descending: false })
    expect(sortedBy(held, 'sku')).toMatchObject({ sort: 'sku', descending: false })
  })

  it('says by which column it is sorted', () => {
    expect(ariaSort(wholeList, 'name')).toBe('ascending')
    expect(ariaSort(sortedBy(wholeList, 'name'), 'name')).toBe('descending')
    expect(ariaSort(wholeList, 'held')).toBe('none')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SortedList } from './sorted.ts'

const compare = (a: number, b: number): number => a - b

describe('a sorted list', () => {
  it('is in order, whatever goes and comes', () => {
    const step = fc.record({
      add: fc.array(fc.nat(50), { maxLength: 8 }),
      remove: fc.array(fc.nat(50), { maxLength: 4 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const list = new SortedList(compare)
        const there = new Set<number>()
        for (const { add, remove } of steps) {
          for (const value of remove) if (there.delete(value)) list.remove(value)
          for (const value of add) {
            if (there.has(value)) continue
            there.add(value)
            list.add(value)
          }
          expect(list.get()).toEqual([...there].toSorted(compare))
          expect(list.get()).toBe(list.get())
        }
      }),
    )
  })
})

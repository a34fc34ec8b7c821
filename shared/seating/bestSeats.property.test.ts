import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksOf, leftAlone } from './alone.ts'
import { bestSeats, type Hall } from './bestSeats.ts'
import type { HallRow, HallSeat } from './planSeats.ts'

/** A row drawn as text: `.` free, `#` taken, a space an aisle, `w` a free seat for a wheelchair. */
const rowOf = (drawn: string, name: string, y: number): HallRow => ({
  zone: 0,
  seats: drawn.split('').flatMap((sign, x): HallSeat[] =>
    sign === ' '
      ? []
      : [
          {
            ...{ seat: `${name}${x}${sign === '#' ? '#' : ''}`, category: 'all', row: name, number: String(x) },
            ...{ x: x * 10, y: y * 10, accessible: sign === 'w', companionOf: null },
          },
        ],
  ),
})
const hallOf = (...rows: string[]): Hall => ({
  rows: rows.map((row, index) => rowOf(row, String.fromCodePoint(65 + index), index)),
  leavesNoSingle: true,
})
const isFree = ({ seat }: HallSeat): boolean => !seat.endsWith('#')
const best = (hall: Hall, size: number, more: object = {}): string | null =>
  bestSeats(hall, { size, ...more }, isFree)
    ?.map(({ seat }) => seat)
    .join(' ') ?? null

describe('the best seats for a party (SPEC E6)', () => {
  it('side by side, in the middle, in front', () => {
    expect(best(hallOf('.......', '.......'), 3)).toBe('A2 A3 A4')
    expect(best(hallOf('##.#.##', '.......'), 2)).toBe('B2 B3')
  })

  it('not over an aisle', () => {
    expect(best(hallOf('.. ...'), 3)).toBe('A3 A4 A5')
  })

  it('leaves no single seat alone where it can, and where a manager wants it', () => {
    expect(best(hallOf('###...###'), 2)).toBe('A3 A4')
    expect(best(hallOf('#...#....'), 2)).toBe('A5 A6')
    const free = { ...hallOf('#...#....'), leavesNoSingle: false }
    expect(best(free, 2)).toBe('A2 A3')
  })

  it('in as few parts as can be, near to each other', () => {
    expect(best(hallOf('..#..', '.....'), 6)).toBe('B0 B1 B2 B3 B4 A1')
    expect(best(hallOf('..', '#.'), 4)).toBeNull()
  })

  it('keeps seats for wheelchairs for those who need them', () => {
    expect(best(hallOf('..w..'), 1)).not.toContain('A2')
    expect(best(hallOf('..w..'), 2, { accessible: true })).toContain('A2')
  })

  const halls = fc.array(fc.string({ unit: fc.constantFrom('.', '.', '#', ' ', 'w'), minLength: 1, maxLength: 14 }), {
    minLength: 1,
    maxLength: 6,
  })

  it('always as many as wished, all free, none twice; side by side if any such place is there', () => {
    fc.assert(
      fc.property(halls, fc.integer({ min: 1, max: 6 }), (rows, size) => {
        const hall = hallOf(...rows)
        const usable = (seat: HallSeat): boolean => isFree(seat) && !seat.accessible
        const found = bestSeats(hall, { size }, isFree)
        const count = hall.rows.flatMap(({ seats }) => seats.filter(usable)).length
        expect(found === null).toBe(count < size)
        if (found === null) return
        expect(new Set(found.map(({ seat }) => seat)).size).toBe(size)
        expect(found.every(usable)).toBe(true)
        const places = hall.rows
          .flatMap(({ seats }) => blocksOf(seats))
          .flatMap((block) =>
            block
              .map((_, index) => block.slice(index, index + size))
              .filter((run) => run.length === size && run.every(usable)),
          )
        if (places.length === 0) return
        const isPlace = (run: readonly HallSeat[]) => run.every((seat, index) => seat === found[index])
        expect(places.some(isPlace)).toBe(true)
        // Where any place leaves nobody alone, so does this one.
        const leaves = (run: readonly HallSeat[]) =>
          hall.rows
            .flatMap(({ seats }) => blocksOf(seats))
            .some((block) => leftAlone(block, isFree, new Set(run.map(({ seat }) => seat))).length > 0)
        if (places.some((run) => !leaves(run))) expect(leaves(found)).toBe(false)
      }),
    )
  })
})

const alone = (drawn: string, ...taken: number[]): string[] => {
  const [block = []] = blocksOf(rowOf(drawn, 'A', 0).seats)
  return leftAlone(block, isFree, new Set(taken.map((place) => `A${place}`))).map(({ seat }) => seat)
}

describe('seats that would be left alone', () => {
  it('are those that have a free neighbour now and none then', () => {
    expect(alone('...', 0, 1)).toEqual(['A2'])
    expect(alone('...', 1)).toEqual(['A0', 'A2'])
    expect(alone('....', 0, 1)).toEqual([])
    expect(alone('.#..', 2, 3)).toEqual([])
    expect(alone('.')).toEqual([])
  })
})

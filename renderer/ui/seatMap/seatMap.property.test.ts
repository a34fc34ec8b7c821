import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gridOf } from './grid.ts'
import { hallOf } from './hall.ts'
import { neighbourOf } from './neighbour.ts'
import type { MapSeat } from './seat.ts'
import { fit, keepIn, toPlan, toScreen, zoomAt } from './view.ts'

const place = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) })
const size = { width: 800, height: 600 }
const bounds = { left: 0, top: 0, right: 4_000, bottom: 1_000 }

const rows = (count: number, seats: number, gap = 0): MapSeat[] =>
  Array.from({ length: count * seats }, (_, index) => {
    const [row, seat] = [Math.floor(index / seats), index % seats]
    const common = { category: 'a', accessible: false, row: String(row), number: String(seat) }
    return { ...common, seat: `${row}-${seat}`, x: seat * 25 + (seat >= seats / 2 ? gap : 0), y: row * 40 }
  })

describe('the grid', () => {
  it('finds the same nearest point as a look at all of them', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), place, fc.integer({ min: 1, max: 300 }), (points, at, reach) => {
        const found = points[gridOf(points, 40).nearest(at, reach)]
        const distances = points.map(({ x, y }) => Math.hypot(x - at.x, y - at.y)).filter((one) => one <= reach)
        const least = found === undefined ? undefined : Math.hypot(found.x - at.x, found.y - at.y)
        expect(least).toBe(distances.length === 0 ? undefined : Math.min(...distances))
      }),
    )
  })

  it('leaves out nothing that lies in a box', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), place, place, (points, one, other) => {
        const box = {
          ...{ left: Math.min(one.x, other.x), right: Math.max(one.x, other.x) },
          ...{ top: Math.min(one.y, other.y), bottom: Math.max(one.y, other.y) },
        }
        const found = new Set<number>()
        gridOf(points, 40).within(box, (index) => found.add(index))
        for (const [index, { x, y }] of points.entries())
          if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) expect(found).toContain(index)
      }),
    )
  })
})

describe('the view', () => {
  it('zooms with the place under the finger staying there', () => {
    fc.assert(
      fc.property(place, fc.double({ min: 0.2, max: 5, noNaN: true }), (at, factor) => {
        const view = fit(bounds, size)
        const there = toScreen(zoomAt(view, at, factor), toPlan(view, at))
        expect(there.x).toBeCloseTo(at.x, 6)
        expect(there.y).toBeCloseTo(at.y, 6)
      }),
    )
  })

  it('never loses the hall: wherever it is dragged, no gap opens beside what does not fit, and what fits is in the middle', () => {
    const any = fc.double({ min: -1e5, max: 1e5, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 50, noNaN: true }), any, any, (scale, x, y) => {
        const view = keepIn({ scale, x, y }, bounds, size, 25)
        const [from, to] = [
          toScreen(view, { x: bounds.left, y: bounds.top }),
          toScreen(view, { x: bounds.right, y: bounds.bottom }),
        ]
        for (const [start, end, length] of [
          [from.x, to.x, size.width],
          [from.y, to.y, size.height],
        ] as const)
          if (end - start > length + 1e-6) {
            expect(start).toBeLessThanOrEqual(1e-6)
            expect(end).toBeGreaterThanOrEqual(length - 1e-6)
          } else expect(start + end).toBeCloseTo(length, 4)
      }),
    )
  })
})

describe('arrow keys', () => {
  const hall = hallOf(rows(6, 10, 60), [])
  const go = (from: string, direction: 'left' | 'right' | 'up' | 'down') =>
    hall.seats[neighbourOf(hall, hall.indexOf.get(from) ?? -1, direction)]?.seat

  it('lead to the seat beside, also over an aisle, and to the one behind', () => {
    expect(go('2-3', 'right')).toBe('2-4')
    expect(go('2-4', 'right')).toBe('2-5')
    expect(go('2-5', 'left')).toBe('2-4')
    expect(go('2-3', 'down')).toBe('3-3')
    expect(go('2-3', 'up')).toBe('1-3')
  })

  it('stay where there is nothing further', () => {
    expect(go('0-0', 'left')).toBe('0-0')
    expect(go('5-9', 'down')).toBe('5-9')
  })

  it('reach every seat of a hall with an aisle', () => {
    const reached = new Set([0])
    for (const index of reached)
      for (const direction of ['left', 'right', 'up', 'down'] as const) reached.add(neighbourOf(hall, index, direction))
    expect(reached.size).toBe(hall.seats.length)
  })
})

describe('the names of rows', () => {
  it('stand beyond both ends of each row, and never on a seat', () => {
    const hall = hallOf(rows(3, 6, 60), [])
    expect(hall.rowNames.filter(({ text }) => text === '1')).toEqual([
      { text: '1', x: -25, y: 40 },
      { text: '1', x: 5 * 25 + 60 + 25, y: 40 },
    ])
    // Two blocks side by side, whose rows have the same names.
    const [left, right] = [rows(2, 4), rows(2, 4).map((seat) => ({ ...seat, seat: `b${seat.seat}`, x: seat.x + 100 }))]
    expect(hallOf([...left, ...right], []).rowNames.map(({ x }) => x)).toEqual([-25, -25, 200, 200])
  })

  it('whatever the plan, no name covers a seat', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), (points) => {
        const seats = points.map((at, index): MapSeat => {
          const row = String(Math.floor(index / 3))
          return { ...at, row, seat: String(index), number: '1', category: 'a', accessible: false }
        })
        const { rowNames, step } = hallOf(seats, [])
        for (const name of rowNames)
          for (const seat of seats) expect(Math.hypot(seat.x - name.x, seat.y - name.y)).toBeGreaterThan(step * 0.69)
      }),
    )
  })
})

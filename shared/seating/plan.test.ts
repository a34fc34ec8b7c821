import { describe, expect, it } from 'vitest'
import { type Plan, planSchema } from './plan.ts'
import { rowsOf, seatsOf } from './planSeats.ts'

const seat = (id: string, more: object = {}) => ({
  ...{ seat_guid: id, seat_number: id.slice(1), position: { x: 10, y: 0 }, category: 'Parkett' },
  ...more,
})
const plan = (...seats: object[]) => ({
  name: 'Hall',
  size: { width: 100, height: 100 },
  categories: [{ name: 'Parkett', color: '#fff' }],
  zones: [{ name: 'Z', position: { x: 100, y: 200 }, rows: [{ row_number: 'A', position: { x: 1, y: 2 }, seats }] }],
})
const faults = (wrong: unknown): string[] =>
  planSchema.safeParse(wrong).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []

describe('seating plans', () => {
  it('positions add up from zone, row and seat; a row without one stands at its zone', () => {
    const parsed: Plan = planSchema.parse(plan(seat('A1'), seat('A2', { accessible: true })))
    expect(seatsOf(parsed)).toEqual([
      { seat: 'A1', category: 'Parkett', row: 'A', number: '1', x: 111, y: 202, accessible: false, companionOf: null },
      { seat: 'A2', category: 'Parkett', row: 'A', number: '2', x: 111, y: 202, accessible: true, companionOf: null },
    ])
    const bare = { ...plan(), zones: [{ position: { x: 5, y: 6 }, rows: [{ row_number: '1', seats: [seat('A1')] }] }] }
    expect(rowsOf(planSchema.parse(bare))[0]?.seats[0]).toMatchObject({ x: 15, y: 6 })
  })

  it('each fault is told with its place', () => {
    expect(faults(plan(seat('A1'), seat('A1')))).toEqual(['zones.0.rows.0.seats.1.seat_guid is another seat’s too: A1'])
    expect(faults(plan(seat('A1', { category: 'Loge' })))).toEqual([
      'zones.0.rows.0.seats.0.category is none of the categories of this plan: Loge',
    ])
    expect(faults(plan(seat('A1', { position: undefined })))).toEqual([
      'zones.0.rows.0.seats.0.position has no position: give {"x": …, "y": …}',
    ])
    expect(faults(plan(seat('A1', { position: { x: 1 } })))).toEqual([
      'zones.0.rows.0.seats.0.position.y is not a number',
    ])
    expect(faults(plan(seat('A1'), seat('A2', { companion_of: 'A1' })))).toEqual([
      'zones.0.rows.0.seats.1.companion_of is no accessible seat: A1',
    ])
    expect(faults(plan())).toEqual(['zones no seat is in this plan'])
    expect(faults({ ...plan(seat('A1')), categories: [{ name: 'Parkett' }, { name: 'Parkett' }] })).toEqual([
      'categories.1.name stands twice: Parkett',
    ])
  })

  it('fields of newer plans are kept', () => {
    const newer = plan(seat('A1', { uuid: 'x', radius: 12 }))
    expect(planSchema.parse(newer)).toEqual(newer)
  })
})

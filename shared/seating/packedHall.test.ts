import { expect, test } from 'vitest'
import { packedHallSchema, packHall, unpackRows } from './packedHall.ts'
import { type Plan, planSchema } from './plan.ts'
import { rowsOf } from './planSeats.ts'

const seat = (id: string, more: object = {}) => ({
  ...{ seat_guid: id, seat_number: id.slice(1), position: { x: 10, y: 0 }, category: 'Parkett' },
  ...more,
})
const plan: Plan = planSchema.parse({
  name: 'Hall',
  size: { width: 100, height: 100 },
  categories: [{ name: 'Loge' }, { name: 'Parkett', color: '#fff' }],
  zones: [
    {
      ...{ name: 'Z', position: { x: 100, y: 200 } },
      areas: [
        { position: { x: 1, y: 2 }, rectangle: { width: 30, height: 4 }, text: { text: 'Stage' }, shape: 'rectangle' },
      ],
      rows: [
        { row_number: 'A', position: { x: 1, y: 2 }, seats: [seat('A1', { accessible: true })] },
        { row_number: 'B', seats: [seat('B1', { companion_of: 'A1' }), seat('B2', { category: 'Loge' })] },
        { row_number: 'C', seats: [] },
      ],
    },
  ],
})

test('a packed hall says of every seat what its plan says', () => {
  const packed = packHall('h', plan)
  expect(packedHallSchema.parse(JSON.parse(JSON.stringify(packed)))).toEqual(packed)
  expect(unpackRows(packed)).toEqual(rowsOf(plan))
  expect(packed.areas).toEqual([{ x: 101, y: 202, width: 30, height: 4, text: 'Stage' }])
  expect(packed.categories).toEqual([
    { name: 'Loge', color: null },
    { name: 'Parkett', color: '#fff' },
  ])
})

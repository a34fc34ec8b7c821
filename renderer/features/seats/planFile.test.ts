import { describe, expect, it } from 'vitest'
import { largestPlan, readPlan } from './planFile.ts'

const seat = (id: string, more: object = {}) => ({
  ...{ seat_guid: id, seat_number: id.slice(1), position: { x: 0, y: 0 }, category: 'VIP' },
  ...more,
})
const plan = (seats: readonly object[], more: object = {}) => ({
  ...{ name: 'Phòng 1', categories: [{ name: 'VIP' }] },
  zones: [
    { position: { x: 0, y: 0 }, rows: [] },
    { position: { x: 0, y: 0 }, rows: [{ row_number: 'C', seats }] },
  ],
  ...more,
})
const faults = (raw: unknown) => {
  const read = readPlan(JSON.stringify(raw))
  return read.ok || read.why !== 'faults' ? read : read.faults
}
const inC = { zone: 2, row: 'C', category: null }

describe('a plan from a file', () => {
  it('is read as it is', () => {
    expect(readPlan(JSON.stringify(plan([seat('C1')])))).toMatchObject({ ok: true, plan: { name: 'Phòng 1' } })
  })

  it('each fault is told with what stands in the plan at its place', () => {
    expect(faults(plan([seat('C1'), seat('C1')]))).toEqual([{ ...inC, seat: '1', fault: 'seat_twice', value: 'C1' }])
    expect(faults(plan([seat('C7', { category: 'Đôi' })]))).toEqual([
      { ...inC, seat: '7', fault: 'no_category', value: 'Đôi' },
    ])
    expect(faults(plan([seat('C1'), seat('C2', { companion_of: 'C1' })]))).toEqual([
      { ...inC, seat: '2', fault: 'no_accessible', value: 'C1' },
    ])
    expect(faults(plan([]))).toEqual([
      { zone: null, row: null, seat: null, category: null, fault: 'no_seat', value: '' },
    ])
    expect(faults(plan([seat('C1')], { categories: [{ name: 'VIP' }, { name: 'VIP' }] }))).toEqual([
      { zone: null, row: null, seat: null, category: 2, fault: 'category_twice', value: 'VIP' },
    ])
  })

  it('what is missing and what is of another sort are told apart, and a seat without a name by its place', () => {
    const nameless = { ...seat('C1'), seat_number: undefined, seat_guid: undefined }
    expect(faults(plan([nameless]))).toMatchObject([
      { ...inC, seat: '#1', fault: 'missing', value: 'seat_guid' },
      { ...inC, seat: '#1', fault: 'missing', value: 'seat_number' },
    ])
    expect(faults(plan([seat('C1', { position: { x: 'left', y: 1 } })]))).toEqual([
      { ...inC, seat: '1', fault: 'wrong', value: 'x' },
    ])
    expect(faults([])).toMatchObject([{ fault: 'wrong' }])
    expect(faults({ name: 'x' })).toMatchObject([{ value: 'categories' }, { value: 'zones', fault: 'missing' }])
  })

  it('what is no JSON, or too much, says so', () => {
    expect(readPlan('{ "name": ')).toMatchObject({ ok: false, why: 'not_json' })
    expect(readPlan(' '.repeat(largestPlan + 1))).toEqual({ ok: false, why: 'too_large' })
  })
})

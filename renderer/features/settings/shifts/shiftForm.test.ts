import { describe, expect, it } from 'vitest'
import { hoursSchema } from '../../../../shared/bookings/resources.ts'
import { everyDayLike, fieldsOf, readShifts } from './shiftForm.ts'

const hours = {
  weekly: [
    { day: 1, from: '10:00', to: '14:00' },
    { day: 1, from: '17:00', to: '24:00' },
    { day: 6, from: '18:00', to: '02:00' },
  ],
  exceptions: [
    { date: '2026-12-24', from: '10:00', to: '15:00' },
    { date: '2026-12-25', closed: true },
  ],
}

const read = (from: string, to: string) => readShifts({ weekly: [{ id: 'x', day: 1, from, to }], exceptions: [] })

describe('the form of shifts', () => {
  it('gives back what the hub has, as the hub takes it', () => {
    const taken = readShifts(fieldsOf(hours))
    expect(taken).toEqual(hours)
    expect(hoursSchema.safeParse(taken).success).toBe(true)
  })

  it('takes no stretch without an end, and none that is no time at all', () => {
    const line = { id: 'x', day: 1, from: '10:00', to: '' } as const
    expect(readShifts({ weekly: [line], exceptions: [] })).toBeNull()
    expect(readShifts({ weekly: [{ ...line, to: '10:00' }], exceptions: [] })).toBeNull()
    expect(readShifts({ weekly: [{ ...line, to: '10:15' }], exceptions: [] })).not.toBeNull()
  })

  it('reads times as people type them, by 24 hours, whatever the browser’s language', () => {
    expect(read('9', '17h30')?.weekly).toEqual([{ day: 1, from: '09:00', to: '17:30' }])
    expect(read('0915', '24:00')?.weekly).toEqual([{ day: 1, from: '09:15', to: '24:00' }])
    expect(read('9:00 AM', '17:00')).toBeNull()
    expect(read('25', '26')).toBeNull()
  })

  it('knows a whole day', () => {
    const day = { id: 'x', day: 2, from: '00:00', to: '00:00' } as const
    expect(readShifts({ weekly: [day], exceptions: [] })?.weekly).toEqual([{ day: 2, from: '00:00', to: '24:00' }])
  })

  it('takes no day that is different without its date', () => {
    const exception = { id: 'x', date: '', closed: true, from: '', to: '' }
    expect(readShifts({ weekly: [], exceptions: [exception] })).toBeNull()
  })

  it('gives every day what Monday has', () => {
    let ids = 0
    const all = readShifts(everyDayLike(fieldsOf(hours), 1, () => String(++ids)))
    expect(all?.weekly).toHaveLength(14)
    expect(all?.weekly.filter(({ day }) => day === 7)).toEqual([
      { day: 7, from: '10:00', to: '14:00' },
      { day: 7, from: '17:00', to: '24:00' },
    ])
  })
})

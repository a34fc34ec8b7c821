import { describe, expect, it } from 'vitest'
import { SeatPools, seatLines } from './rules.ts'
import { type SeatLine, seatLineSchema } from './schema.ts'

const line = (seat: string, event = 'film'): SeatLine => ({ kind: 'seat', event, seat })
const web = { hold: 'h', customer: [], now: 0, terminal: null, channel: 'web' }
const placed = (...seats: string[]) => seats.map((seat, index) => ({ line: line(seat), index }))
const pools = () =>
  new SeatPools(
    [{ code: 'film', location: 'q1' }],
    ['A1', 'A2', 'A3', 'a/4'].map((seat) => ({ event: 'film', seat, blocked: seat === 'A3', allottedTo: null })),
    [{ event: 'film', seat: 'A2' }],
  )

describe('seats', () => {
  it('E1, E4: a free seat can be had, a taken and a blocked one cannot; each is named by its line', () => {
    expect(pools().check('q1', placed('A1', 'A2', 'A3'), web)).toEqual([
      { line: 1, code: 'seat_taken' },
      { line: 2, code: 'seat_taken' },
    ])
  })

  it('E8: what is set aside for a terminal is not to be had by anybody else, and by that one also if it is blocked', () => {
    const seats = pools()
    const till = { ...web, terminal: 't1' }
    seats.allot(line('A1'), 't1')
    seats.allot(line('A3'), 't1')
    expect(seats.check('q1', placed('A1', 'A3'), web)).toHaveLength(2)
    expect(seats.check('q1', placed('A1', 'A3'), { ...web, terminal: 't2' })).toHaveLength(2)
    expect(seats.check('q1', placed('A1', 'A3'), till)).toEqual([])
    seats.take('q1', [line('A1')])
    expect(seats.check('q1', placed('A1'), till)).toHaveLength(1)
    expect([...seats.changed()]).toEqual([
      { event: 'film', seat: 'A1', blocked: false, allottedTo: 't1', location: 'q1' },
      { event: 'film', seat: 'A3', blocked: true, allottedTo: 't1', location: 'q1' },
    ])
  })

  it('E2: released and expired seats are free again, confirmed ones are not', () => {
    for (const end of ['released', 'expired', 'confirmed'] as const) {
      const seats = pools()
      seats.take('q1', [line('A1')])
      expect(seats.check('q1', placed('A1'), web)).toHaveLength(1)
      seats.end('q1', [line('A1')], end)
      expect(seats.check('q1', placed('A1'), web)).toHaveLength(end === 'confirmed' ? 1 : 0)
    }
  })

  it('what does not exist at this location is missing, by its own name', () => {
    expect(pools().missing('q1', [line('A1'), line('a/4')])).toBeNull()
    expect(pools().missing('q1', [line('Z9')])).toEqual({ what: 'seat', id: 'Z9' })
    expect(pools().missing('td', [line('A1')])).toEqual({ what: 'event', id: 'film' })
    expect(pools().missing('q1', [line('A1', 'opera')])).toEqual({ what: 'event', id: 'opera' })
  })

  it('H7: the same seat twice is named, the same seat of two events is not', () => {
    const twice = [line('A1'), line('A2'), line('A1'), line('A1', 'opera')]
    expect(seatLines.merge(twice.map((one, index) => ({ line: one, index }))).doubled).toEqual([2])
  })

  it('a seat is named by printable text', () => {
    expect(seatLineSchema.safeParse(line('')).success).toBe(false)
    expect(seatLineSchema.safeParse(line('a\u0000')).success).toBe(false)
    expect(seatLineSchema.safeParse(line('Hàng A – 1/2')).success).toBe(true)
  })
})

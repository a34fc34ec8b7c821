import { describe, expect, it } from 'vitest'
import type { BoardBooking, BoardResource, BookingBoard } from '../../app/terminal.ts'
import { fuseOf, stayUntilNext, viewTable } from './tableState.ts'

const now = 1_763_900_000_000
const minutes = (count: number) => count * 60_000

const table: BoardResource = {
  code: 'B1',
  kind: 'table',
  name: 'Bàn 1',
  location: 'q1',
  minParty: 1,
  maxParty: 4,
  bufferMinutes: 10,
  skills: [],
  joins: [],
  placement: null,
  active: true,
  hours: null,
}
const booking = (id: string, startsIn: number, more: Partial<BoardBooking> = {}): BoardBooking => ({
  id,
  hold: `h-${id}`,
  state: 'confirmed',
  channel: 'counter',
  location: 'q1',
  service: 'ban',
  start: now + minutes(startsIn),
  end: now + minutes(startsIn + 90),
  party: 2,
  resources: ['B1'],
  customer: null,
  note: null,
  terminal: null,
  staff: null,
  bookedAt: now - minutes(600),
  confirmBy: null,
  noShowAt: null,
  freeUntil: now,
  seatedAt: null,
  endedAt: null,
  reason: null,
  waiting: null,
  sent: true,
  late: false,
  overTime: false,
  ...more,
})
const board = (...bookings: BoardBooking[]): BookingBoard => ({
  zone: 'Asia/Ho_Chi_Minh',
  resources: [table],
  services: [],
  bookings,
  held: [],
  doubleBooked: [],
  waiting: [],
})
const view = (...bookings: BoardBooking[]) => viewTable(board(...bookings), table, now)

describe('a table', () => {
  it.each([
    ['free', []],
    ['free', [booking('later', 61)]],
    ['due', [booking('soon', 60)]],
    ['held', [booking('asked', 30, { state: 'pending', confirmBy: now + minutes(5) })]],
    ['late', [booking('late', -5, { late: true })]],
    ['late', [booking('late', -5, { state: 'pending', late: true })]],
    ['seated', [booking('here', -30, { state: 'seated' })]],
    ['over', [booking('stays', -100, { state: 'seated', overTime: true })]],
    ['free', [booking('gone', -30, { state: 'completed' }), booking('missed', -20, { state: 'no_show' })]],
  ])('is %s', (state, bookings) => {
    expect(view(...bookings).state).toBe(state)
  })

  it('belongs to who sits there, whoever else should be there by now', () => {
    const shown = view(booking('late', -5, { late: true }), booking('here', -3, { state: 'seated' }))
    expect([shown.state, shown.booking?.id, shown.next.map(({ id }) => id)]).toEqual(['seated', 'here', ['late']])
  })

  it('is held while a website has it in its checkout, and free the moment that ends', () => {
    const held = { hold: 'w', channel: 'web', resource: 'B1', start: now, end: now + minutes(90), expiresAt: now + 1 }
    const withHeld = { ...board(), held: [held] }
    expect(viewTable(withHeld, table, now).state).toBe('held')
    expect(viewTable(withHeld, table, now + 1).state).toBe('free')
  })

  it('has the fuse of what ends next: confirming, not coming, staying', () => {
    expect(fuseOf(view(booking('a', 30, { state: 'pending', confirmBy: now + 7 })))?.to).toBe(now + 7)
    expect(fuseOf(view(booking('a', -5, { late: true, noShowAt: now + 8 })))?.to).toBe(now + 8)
    expect(fuseOf(view(booking('a', -5, { state: 'seated', seatedAt: now - 9 })))?.from).toBe(now - 9)
    expect(fuseOf(view(booking('a', 30)))).toBeNull()
  })

  it('is lent to a walk-in until it has to be turned for the next guest', () => {
    expect(stayUntilNext(view(booking('next', 70)), now, minutes(90))).toBe(minutes(60))
    expect(stayUntilNext(view(booking('next', 170)), now, minutes(90))).toBe(minutes(90))
    expect(stayUntilNext(view(), now, minutes(90))).toBe(minutes(90))
  })
})

import { describe, expect, test } from 'vitest'
import type { BookingState } from './bookings.ts'
import { lapseBooking } from './bookingSteps.ts'
import { host, itself, minute, newHouse, now, waiting, web } from './testing/waitingHouse.ts'

describe('W4: an offer', () => {
  test('is a pending booking of the guest’s channel, for 3 minutes at the door and 15 elsewhere', () => {
    const house = waiting({ customer: { name: 'Lan' } })
    const { verdict } = house.offer('b', 't1')
    expect(verdict).toMatchObject({
      outcome: {
        booking: {
          ...{ id: 'b', state: 'pending', channel: 'pos', waiting: 'g', confirmBy: now + 3 * minute },
          ...{ resources: ['t1'], customer: { name: 'Lan' } },
        },
      },
    })
    expect(house.guest()).toMatchObject({ state: 'offered', offer: 'b', offerUntil: now + 3 * minute })
    const elsewhere = waiting({ atTheDoor: false })
    elsewhere.offer('b', 't1')
    expect(elsewhere.guest().offerUntil).toBe(now + 15 * minute)
  })
  test('is made by the hub alone', () => {
    for (const giver of [host, web, { ...host, role: 'admin' } as const])
      expect(waiting().offer('b', 't1', now, giver).verdict).toMatchObject({ rejection: { code: 'forbidden' } })
  })
  test('is made once: not to who has one, nor of what somebody has', () => {
    const house = waiting()
    house.offer('b', 't1')
    const again = house.offer('c', 't2')
    expect(again.verdict).toMatchObject({ rejection: { code: 'waiting_state', state: 'offered' } })
    expect(again.events).toEqual([])
    house.give({
      ...{ type: 'waiting.join', guest: 'h', location: 'q1', service: 'dinner', party: 2, atTheDoor: true },
    })
    const taken = house.give(
      { type: 'waiting.offer', guest: 'h', booking: 'd', hold: 'hd', start: now, resources: ['t1'] },
      itself,
    )
    expect(taken.verdict).toMatchObject({ rejection: { code: 'conflict', conflicts: [{ code: 'slot_taken' }] } })
    expect(house.world.waiting.get('h')?.state).toBe('waiting')
  })
  test('is not made to who waits no more', () => {
    expect(waiting({ to: now }).offer('b', 't1').verdict).toMatchObject({
      rejection: { code: 'waiting_state', state: 'expired' },
    })
  })
})

/** An offer, and what became of it. */
const after = (type: 'booking.confirm' | 'booking.check_in' | 'booking.cancel' | 'booking.no_show') => {
  const house = waiting()
  house.offer('b', 't1')
  house.give({ type, booking: 'b' })
  return house
}

describe('W5: the guest goes the way of the booking', () => {
  test('confirmed or here: served; cancelled: left; not come, or too late: missed', () => {
    expect(after('booking.confirm').guest()).toMatchObject({ state: 'served', offerUntil: null, endedAt: now })
    expect(after('booking.check_in').guest().state).toBe('served')
    expect(after('booking.cancel').guest().state).toBe('left')
    expect(after('booking.no_show').guest().state).toBe('missed')
    const house = waiting()
    house.offer('b', 't1')
    const lapsed = lapseBooking(house.world, 'b', now + 3 * minute)
    expect(lapsed.map((event) => event.type)).toContain('waiting_changed')
    expect(house.guest()).toMatchObject({ state: 'missed', endedAt: now + 3 * minute })
  })
  test('who was served stays so, whatever becomes of the booking', () => {
    for (const type of ['booking.cancel', 'booking.complete', 'booking.no_show'] as const) {
      const house = after(type === 'booking.complete' ? 'booking.check_in' : 'booking.confirm')
      expect(house.give({ type, booking: 'b' }).verdict.accepted).toBe(true)
      expect(house.guest().state).toBe('served')
    }
  })
  test('who comes after all is served, and gives back what they were offered since', () => {
    const house = after('booking.cancel')
    house.give({ type: 'waiting.again', guest: 'g' })
    house.offer('c', 't2')
    house.give({ type: 'booking.check_in', booking: 'b' })
    expect(house.guest()).toMatchObject({ state: 'served', offer: 'b' })
    expect([house.stateOf('b'), house.stateOf('c')]).toEqual(['seated', 'cancelled'])
    expect([house.isFree('t1'), house.isFree('t2')]).toEqual([false, true])
  })
  test('seated elsewhere, or at the very table that they were offered: served, and the offer is given back', () => {
    for (const table of ['t1', 't2']) {
      const house = waiting()
      house.offer('b', 't1')
      const seated = house.give({
        ...{ type: 'booking.seat', booking: 's', hold: 'hs', location: 'q1', service: 'dinner', start: now, party: 2 },
        ...{ resources: [table], waiting: 'g' },
      })
      expect(seated.events.filter(({ type }) => type === 'discrepancy')).toEqual([])
      expect(house.guest()).toMatchObject({ state: 'served', offer: 's' })
      const states: (BookingState | undefined)[] = [house.stateOf('b'), house.stateOf('s')]
      expect(states).toEqual(['cancelled', 'seated'])
      expect(house.isFree('t1')).toBe(table === 't2')
    }
  })
  test('booked by hand it is their offer; if it is not to be had, they keep the one that they have', () => {
    const house = waiting({ customer: { name: 'Lan' } })
    house.offer('b', 't1')
    const book = (booking: string, table: string, confirmed: boolean) =>
      house.give({
        ...{ type: 'booking.book', booking, hold: `hold-${booking}`, location: 'q1', service: 'dinner', start: now },
        ...{ party: 2, choices: [[table]], waiting: 'g', confirmed },
      })
    house.give({
      ...{ type: 'booking.seat', booking: 'x', hold: 'hx', location: 'q1', service: 'dinner', start: now, party: 2 },
      resources: ['t2'],
    })
    expect(book('c', 't2', false).verdict).toMatchObject({ rejection: { code: 'conflict' } })
    expect(house.guest()).toMatchObject({ state: 'offered', offer: 'b' })
    expect([house.stateOf('b'), house.isFree('t1'), house.world.holds.get('hold-b')?.state]).toEqual([
      'pending',
      false,
      'held',
    ])
    house.give({ type: 'booking.complete', booking: 'x' })
    expect(book('c', 't2', false).verdict).toMatchObject({ outcome: { booking: { customer: { name: 'Lan' } } } })
    expect(house.guest()).toMatchObject({ state: 'offered', offer: 'c', offerUntil: now + 10 * minute })
    expect([house.stateOf('b'), house.isFree('t1')]).toEqual(['cancelled', true])
    expect(book('d', 't1', true).verdict.accepted).toBe(true)
    expect(house.guest()).toMatchObject({ state: 'served', offer: 'd' })
    expect(book('e', 't2', false).verdict).toMatchObject({ rejection: { code: 'waiting_state', state: 'served' } })
  })
  test('a fact about a guest whom nobody knows stands all the same; a request does not', () => {
    const house = newHouse()
    const of = { location: 'q1', service: 'dinner', start: now, party: 2, waiting: 'g' }
    const seat = house.give({ type: 'booking.seat', booking: 's', hold: 'hs', ...of, resources: ['t1'] })
    expect(seat.verdict.accepted).toBe(true)
    const book = house.give({ type: 'booking.book', booking: 'c', hold: 'hc', ...of, choices: [['t2']] })
    expect(book.verdict).toMatchObject({ rejection: { code: 'not_found', what: 'waiting_guest' } })
  })
})

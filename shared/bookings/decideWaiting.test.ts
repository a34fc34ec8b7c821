import { describe, expect, test } from 'vitest'
import { type Giver, settle, type SettleWorld } from '../holds/settle.ts'
import { emptyPools } from '../kinds/registry.ts'
import { SlotPools } from '../kinds/slot/rules.ts'
import type { ArbiterCommand } from '../protocol/commands.ts'
import type { BookingState } from './bookings.ts'
import { lapseBooking } from './bookingSteps.ts'
import type { Service } from './resources.ts'
import { waitingGuestAt, waitingStateAt } from './waitingGuests.ts'

const minute = 60_000
const now = Date.parse('2026-11-24T18:00:00+07:00')
const service: Service = {
  ...{ code: 'dinner', name: 'Bữa tối', durationMinutes: 60, needs: [{ kind: 'table' }] },
  ...{ confirmWithinSeconds: 600, cancelFreeUntilMinutes: null, noShowAfterMinutes: 15 },
}
const host: Giver = { channel: 'pos', ttlSeconds: 900, terminal: 't', staff: 'lan', role: 'staff', ownOnly: false }
const web: Giver = { ...host, channel: 'web', terminal: null, staff: null, role: 'admin', ownOnly: true }
const itself: Giver = { ...host, channel: '', ttlSeconds: 0, terminal: null, staff: null, role: null, isHub: true }

/** Two tables, nobody there. */
const newHouse = () => {
  const tables = ['t1', 't2'].map((code) => ({
    ...{ code, location: 'q1', bufferMs: 0, active: true },
    isOpen: () => true,
  }))
  const world: SettleWorld = {
    pools: { ...emptyPools(), slot: new SlotPools(tables, []) },
    ...{ holds: new Map(), discrepancies: new Map(), bookings: new Map(), waiting: new Map() },
    services: new Map([[service.code, service]]),
  }
  let ids = 0
  const give = (command: ArbiterCommand, giver: Giver = host, at = now) =>
    settle(world, command, giver, at, () => `made-${(ids += 1)}`)
  const join = {
    type: 'waiting.join',
    guest: 'g',
    location: 'q1',
    service: 'dinner',
    party: 2,
    atTheDoor: true,
  } as const
  const offer = (booking: string, table: string, at = now, giver = itself) =>
    give(
      { type: 'waiting.offer', guest: 'g', booking, hold: `hold-${booking}`, start: now, resources: [table] },
      giver,
      at,
    )
  const stateOf = (id: string) => world.bookings.get(id)?.state
  const guest = () => {
    const found = world.waiting.get('g')
    if (found === undefined) throw new Error('nobody waits')
    return found
  }
  const isFree = (table: string): boolean =>
    !world.pools.slot.isTaken({
      ...{ kind: 'slot', resource: table },
      ...{ start: new Date(now).toISOString(), end: new Date(now + minute).toISOString() },
    })
  return { world, give, join: (more: object = {}) => give({ ...join, ...more }), offer, stateOf, guest, isFree }
}

const waiting = (more: object = {}) => {
  const house = newHouse()
  expect(house.join(more).verdict.accepted).toBe(true)
  return house
}

describe('W1: who comes', () => {
  test('waits from when they came, for four hours, unless they say otherwise', () => {
    expect(waiting().guest()).toMatchObject({ state: 'waiting', cameAt: now, from: now, to: now + 240 * minute })
    expect(waiting({ from: now + minute }).guest()).toMatchObject({ from: now + minute, to: now + 241 * minute })
    expect(waiting({ to: now + minute }).guest()).toMatchObject({ from: now, to: now + minute })
    expect(waiting({ to: now - minute }).guest()).toMatchObject({ from: now - minute - 1, to: now - minute })
  })
  test('has the turn of when they were written down, never of a time to come', () => {
    expect(waiting({ cameAt: now - 9 * minute }).guest()).toMatchObject({ cameAt: now - 9 * minute })
    expect(waiting({ cameAt: now + 9 * minute }).guest()).toMatchObject({ cameAt: now })
  })
  test('is not taken for an unknown service, or twice', () => {
    const unknown = newHouse().join({ service: 'none' })
    expect(unknown.verdict).toMatchObject({ rejection: { code: 'not_found', what: 'service', id: 'none' } })
    expect(waiting().join().verdict).toMatchObject({ rejection: { code: 'hold_exists' } })
  })
})

describe('W2: at the moment itself', () => {
  test('an offer is missed, and who waits or missed it is expired', () => {
    const house = waiting({ to: now + 60 * minute })
    house.offer('b', 't1')
    const { offerUntil } = house.guest()
    expect(offerUntil).toBe(now + 3 * minute)
    expect(waitingStateAt(house.guest(), now + 3 * minute - 1)).toBe('offered')
    expect(waitingGuestAt(house.guest(), now + 3 * minute)).toMatchObject({ state: 'missed', endedAt: offerUntil })
    expect(waitingStateAt(house.guest(), now + 60 * minute - 1)).toBe('missed')
    expect(waitingGuestAt(house.guest(), now + 60 * minute)).toMatchObject({
      state: 'expired',
      endedAt: now + 60 * minute,
    })
    expect(waitingStateAt(waiting({ to: now + minute }).guest(), now + minute)).toBe('expired')
  })
})

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

describe('leaving, and W6: coming back', () => {
  test('who leaves gives their offer back; again is nothing new; who was served cannot', () => {
    const house = waiting()
    house.offer('b', 't1')
    house.give({ type: 'waiting.leave', guest: 'g', reason: 'too long' })
    expect(house.guest()).toMatchObject({ state: 'left', reason: 'too long', endedAt: now })
    expect([house.stateOf('b'), house.isFree('t1')]).toEqual(['cancelled', true])
    expect(house.give({ type: 'waiting.leave', guest: 'g' })).toMatchObject({ verdict: { accepted: true }, events: [] })
    const served = waiting()
    served.offer('b', 't1')
    served.give({ type: 'booking.confirm', booking: 'b' })
    for (const type of ['waiting.leave', 'waiting.again'] as const)
      expect(served.give({ type, guest: 'g' }).verdict).toMatchObject({
        rejection: { code: 'waiting_state', state: 'served' },
      })
  })
  test('who missed an offer that nobody has tidied up comes back with their turn, and can be offered another', () => {
    const house = waiting({ cameAt: now - minute })
    house.offer('b', 't1')
    const later = now + 4 * minute
    expect(house.give({ type: 'waiting.again', guest: 'g' }, host, later).verdict.accepted).toBe(true)
    expect(house.guest()).toMatchObject({ state: 'waiting', cameAt: now - minute, endedAt: null })
    expect(house.stateOf('b')).toBe('expired')
    expect(house.offer('c', 't2', later).verdict.accepted).toBe(true)
    expect(house.give({ type: 'waiting.again', guest: 'g' }, host, later)).toMatchObject({ events: [] })
  })
  test('but not once the time that they want is over', () => {
    const house = waiting({ to: now + minute })
    house.give({ type: 'waiting.leave', guest: 'g' })
    expect(house.give({ type: 'waiting.again', guest: 'g' }, host, now + minute).verdict).toMatchObject({
      rejection: { code: 'waiting_state', state: 'expired' },
    })
  })
  test('another channel may do neither', () => {
    for (const type of ['waiting.leave', 'waiting.again'] as const)
      expect(waiting().give({ type, guest: 'g' }, web).verdict).toMatchObject({ rejection: { code: 'forbidden' } })
  })
})

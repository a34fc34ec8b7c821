import { describe, expect, test } from 'vitest'
import { host, minute, newHouse, now, waiting, web } from './testing/waitingHouse.ts'
import { waitingGuestAt, waitingStateAt } from './waitingGuests.ts'

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

import { describe, expect, it } from 'vitest'
import { guestActs } from './guestActs.ts'
import { groupsOf } from './groups.ts'
import { guestsAt } from '../../testing/scriptedGuests.ts'

const hour = 3_600_000

describe('what can be done with somebody who waits', () => {
  it('who stands at the door sits down; who is elsewhere says yes first, and may sit down when it is soon', () => {
    expect(guestActs({ state: 'offered', atTheDoor: true }, { start: 0 }, 0)[0]).toBe('seatOffered')
    expect(guestActs({ state: 'offered', atTheDoor: false }, { start: hour }, 0)).toEqual(['take', 'decline'])
    expect(guestActs({ state: 'offered', atTheDoor: false }, { start: hour / 4 }, 0)).toContain('seatOffered')
  })

  it('who missed an offer comes back first of all', () => {
    expect(guestActs({ state: 'missed', atTheDoor: true }, undefined, 0)[0]).toBe('again')
  })
})

it('the offer that ends first stands first; all others stand in turn', () => {
  const guests = guestsAt(hour, 5).map((guest) => ({ ...guest, sent: true, state: 'waiting' as const }))
  const offered = guests
    .slice(0, 2)
    .map((guest, place) => ({ ...guest, state: 'offered' as const, offerUntil: 9 - place }))
  const groups = groupsOf([...offered, ...guests.slice(2)])
  expect(groups.offered.map(({ id }) => id)).toEqual(['wg1', 'wg0'])
  expect(groups.waiting.map(({ id }) => id)).toEqual(['wg2', 'wg3', 'wg4'])
})

import { describe, expect, test } from 'vitest'
import type { Resource, Service } from './resources.ts'
import { type GuestInLine, nextFreeMoment, offersFor, overstayOf, type Place, quotedWait } from './waiting.ts'

const minute = 60_000
const now = Date.parse('2026-11-24T18:07:00+07:00')
const service: Service = {
  ...{ code: 'dinner', name: 'Bữa tối', durationMinutes: 60, needs: [{ kind: 'table' }] },
  ...{ confirmWithinSeconds: null, cancelFreeUntilMinutes: null, noShowAfterMinutes: null },
}
const table = (code: string, maxParty: number, bufferMinutes = 0): Resource => ({
  ...{ code, kind: 'table', name: code, location: 'q1', minParty: 1, maxParty, bufferMinutes },
  ...{ skills: [], joins: [], placement: null, active: true },
})

/** Tables that are taken for so many minutes from an hour ago; 0: free. */
const place = (tables: readonly (readonly [table: Resource, busyMinutes: number])[]): Place => ({
  resources: tables.map(([one]) => one),
  hours: new Map(),
  busy: new Map(
    tables.flatMap(([{ code }, busy]) => (busy === 0 ? [] : [[code, [now - 60 * minute, now + busy * minute]]])),
  ),
  ...{ zone: 'Asia/Ho_Chi_Minh', now, from: now - 60 * minute, to: now + 24 * 60 * minute },
})

const guest = (id: string, party: number, cameMinutesAgo: number, more: Partial<GuestInLine> = {}): GuestInLine => ({
  ...{ id, service, party, atTheDoor: true, cameAt: now - cameMinutesAgo * minute },
  wanted: { from: now - cameMinutesAgo * minute, to: now + 240 * minute },
  ...more,
})

const firstOffer = (where: Place, guests: readonly GuestInLine[]) => offersFor(where, guests)[0]

describe('W3: time that is free is offered', () => {
  test('to the first whom it fits; who is passed over keeps their turn', () => {
    const two = place([
      [table('t2', 2), 0],
      [table('t6', 6), 30],
    ])
    const waiting = [guest('late', 2, 5), guest('large', 5, 30), guest('early', 2, 10)]
    expect(offersFor(two, waiting)).toMatchObject([{ guest: { id: 'early' }, start: now, resources: ['t2'] }])
    expect(firstOffer(place([[table('t6', 6), 0]]), waiting)).toMatchObject({ guest: { id: 'large' } })
    expect(offersFor(place([[table('t6', 6), 30]]), waiting)).toEqual([])
    expect(offersFor(two, [])).toEqual([])
  })

  test('to as many as there is time for, each in their turn', () => {
    const free = place([
      [table('t2', 2), 0],
      [table('t6', 6), 0],
    ])
    const waiting = [guest('third', 2, 5), guest('first', 2, 30), guest('second', 5, 10)]
    const offers = offersFor(free, waiting)
    expect(offers.map((offer) => [offer.guest.id, ...offer.resources])).toEqual([
      ['first', 't2'],
      ['second', 't6'],
    ])
  })

  test('to one of two who came together always the same', () => {
    const free = place([[table('t2', 2), 0]])
    const [a, b] = [guest('a', 2, 5), guest('b', 2, 5)]
    expect(firstOffer(free, [b, a])?.guest.id).toBe('a')
    expect(firstOffer(free, [a, b])?.guest.id).toBe('a')
  })

  test('at the earliest start within the time that a guest who is not here wants', () => {
    const wanted = { from: now + 60 * minute, to: now + 180 * minute }
    const later = guest('later', 2, 600, { atTheDoor: false, wanted })
    const offer = firstOffer(place([[table('t2', 2), 85]]), [later])
    expect(offer).toMatchObject({ start: Date.parse('2026-11-24T19:45:00+07:00'), resources: ['t2'] })
    expect(offersFor(place([[table('t2', 2), 181]]), [later])).toEqual([])
  })

  test('but not a table at which somebody still sits, until somebody must have forgotten them', () => {
    const booking = (state: 'seated' | 'completed', endedMinutesAgo: number) => ({
      state,
      end: now - endedMinutesAgo * minute,
    })
    expect(overstayOf(booking('seated', 0), now)).toEqual({ from: now, to: now + 10 * minute })
    expect(overstayOf(booking('seated', 239), now)).not.toBeNull()
    expect(overstayOf(booking('seated', 240), now)).toBeNull()
    expect(overstayOf(booking('seated', -1), now)).toBeNull()
    expect(overstayOf(booking('completed', 1), now)).toBeNull()
  })
})

describe('the next moment at which to look', () => {
  const busy = place([
    [table('t2', 2), 30],
    [table('t4', 4), 20],
  ])
  test('is when what is taken is over, a resource opens, or the wanted time begins; none if nothing changes by itself', () => {
    expect(nextFreeMoment(busy, [])).toBe(now + 20 * minute)
    const from = now + 10 * minute
    expect(nextFreeMoment(busy, [guest('g', 2, 0, { wanted: { from, to: from + 60 * minute } })])).toBe(from)
    const hours = new Map([['t2', { weekly: [{ day: 2, from: '18:15', to: '22:00' }] }]])
    expect(nextFreeMoment({ ...busy, hours }, [])).toBe(Date.parse('2026-11-24T18:15:00+07:00'))
    expect(nextFreeMoment(place([[table('t2', 2), 0]]), [guest('g', 2, 5)])).toBeNull()
  })
})

describe('the wait that a guest is told', () => {
  test('is nothing where a table is free, else until the first that fits is, in steps of five minutes', () => {
    const busy = place([
      [table('t2', 2), 10],
      [table('t4', 4), 21],
    ])
    expect(quotedWait(place([[table('t4', 4), 0]]), [], guest('g', 3, 0))).toBe(0)
    expect(quotedWait(busy, [], guest('g', 2, 0))).toBe(10)
    expect(quotedWait(busy, [], guest('g', 3, 0))).toBe(25)
    expect(quotedWait(busy, [], guest('g', 5, 0))).toBeNull()
  })

  test('counts those before, each for as long as their service takes and the table is cleared', () => {
    const busy = place([[table('t2', 2, 15), 10]])
    const before = [guest('first', 2, 20)]
    expect(quotedWait(busy, before, guest('g', 2, 0))).toBe(10 + 60 + 15)
    expect(quotedWait(busy, [guest('large', 8, 20)], guest('g', 2, 0))).toBe(10)
    expect(quotedWait(busy, [...before, guest('second', 2, 10)], guest('g', 2, 0))).toBe(160)
    const three = [...before, guest('second', 2, 10), guest('third', 2, 5)]
    expect(quotedWait(busy, three, guest('g', 2, 0))).toBe(235)
    expect(quotedWait(busy, [...three, guest('fourth', 2, 4)], guest('g', 2, 0))).toBeNull()
  })
})

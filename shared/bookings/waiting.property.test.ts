import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Resource, Service } from './resources.ts'
import { type GuestInLine, inTurn, offersFor, type Place } from './waiting.ts'

const minute = 60_000
const now = Date.parse('2026-11-24T18:07:00+07:00')
const service: Service = {
  ...{ code: 'dinner', name: 'Bữa tối', durationMinutes: 60, needs: [{ kind: 'table' }] },
  ...{ confirmWithinSeconds: null, cancelFreeUntilMinutes: null, noShowAfterMinutes: null },
}

const tables = fc
  .array(fc.record({ maxParty: fc.integer({ min: 1, max: 6 }), bufferMinutes: fc.constantFrom(0, 15) }), {
    maxLength: 6,
  })
  .map((sizes) =>
    sizes.map(
      (size, index): Resource => ({
        ...{ code: `t${index}`, kind: 'table', name: '', location: 'q1', minParty: 1, ...size },
        ...{ skills: [], joins: [], placement: null, active: true },
      }),
    ),
  )

const lines = fc
  .array(
    fc.record({
      ...{ party: fc.integer({ min: 1, max: 6 }), atTheDoor: fc.boolean() },
      ...{ cameMinutesAgo: fc.integer({ min: 0, max: 9 }), fromMinutes: fc.integer({ min: 0, max: 200 }) },
    }),
    { maxLength: 10 },
  )
  .map((guests) =>
    guests.map(({ party, atTheDoor, cameMinutesAgo, fromMinutes }, index): GuestInLine => {
      const from = atTheDoor ? now - cameMinutesAgo * minute : now + fromMinutes * minute
      const wanted = { from, to: from + 90 * minute }
      return { id: `g${index}`, service, party, atTheDoor, wanted, cameAt: now - cameMinutesAgo * minute }
    }),
  )

/** Some tables are taken for a while. */
const placeOf = (resources: readonly Resource[], busyMinutes: readonly number[]): Place => ({
  ...{ resources, hours: new Map(), zone: 'Asia/Ho_Chi_Minh', now, from: now, to: now + 24 * 60 * minute },
  busy: new Map(
    resources.map(({ code }, index) => [code, [now - 60 * minute, now + (busyMinutes[index] ?? 0) * minute]]),
  ),
})

test('W3: each guest gets one offer at most and no table two at a time; who gets none could not have had what those before them left', () => {
  fc.assert(
    fc.property(tables, lines, fc.array(fc.integer({ min: 0, max: 120 })), (resources, guests, busyMinutes) => {
      const place = placeOf(resources, busyMinutes)
      const offers = offersFor(place, guests)
      expect(new Set(offers.map(({ guest }) => guest.id)).size).toBe(offers.length)
      const busy = new Map(resources.map(({ code }) => [code, Array.from(place.busy.get(code) ?? [])]))
      for (const guest of inTurn(guests)) {
        const offer = offers.find((one) => one.guest === guest)
        const alone = offersFor({ ...place, busy }, [guest])
        // What was free when their turn came, and the same as if they had waited alone then.
        expect(alone).toEqual(offer === undefined ? [] : [offer])
        for (const code of offer?.resources ?? []) {
          const table = resources.find((one) => one.code === code)
          const times = busy.get(code) ?? []
          const until = (offer?.end ?? 0) + (table?.bufferMinutes ?? 0) * minute
          for (let at = 0; at < times.length; at += 2)
            expect((times[at] ?? 0) >= until || (times[at + 1] ?? 0) <= (offer?.start ?? 0)).toBe(true)
          expect(table?.maxParty).toBeGreaterThanOrEqual(guest.party)
          busy.set(code, [...times, offer?.start ?? 0, until])
        }
      }
    }),
    { numRuns: 200 },
  )
})

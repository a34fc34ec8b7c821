import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findAvailability } from './availability.ts'
import { alwaysOpen, isOpen } from './hours.ts'
import type { Hours, Need, Resource } from './resources.ts'
import { clockOf, dayOfDate, minuteMs } from './zoneTime.ts'

const zone = 'Europe/Berlin'
/** Clocks go back in this night. */
const from = clockOf(zone).momentOf(dayOfDate('2026-10-24'), 0)
const to = clockOf(zone).momentOf(dayOfDate('2026-10-26'), 0)

const quarter = fc.integer({ min: 0, max: 96 })
const clock = quarter.map(
  (n) => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`,
)
const hours = fc.array(fc.record({ day: fc.constantFrom(5, 6, 7), from: clock, to: clock }), { maxLength: 4 })
const busy = fc.array(fc.tuple(fc.integer({ min: -8, max: 200 }), fc.integer({ min: 1, max: 20 })), { maxLength: 6 })

const resource = fc.record({
  kind: fc.constantFrom('table', 'table', 'staff'),
  minParty: fc.constantFrom(1, 1, 2),
  maxParty: fc.constantFrom(2, 3, 4),
  bufferMinutes: fc.constantFrom(0, 10, 15),
  skills: fc.constantFrom([], ['cut']),
  hours: fc.option(hours),
  busy,
})

const cases = fc.record({
  resources: fc.array(resource, { minLength: 1, maxLength: 7 }),
  needs: fc.constantFrom<Need[]>(
    [{ kind: 'table' }],
    [{ kind: 'staff' as const, skill: 'cut' }],
    [{ kind: 'table' }, { kind: 'staff' }],
    [{ kind: 'staff' }, { kind: 'staff' as const, skill: 'cut' }],
  ),
  party: fc.integer({ min: 1, max: 5 }),
  durationMinutes: fc.constantFrom(15, 60, 100),
  passed: fc.integer({ min: -60, max: 600 }),
})

/** All ways to take different resources of one, one for each need, however slow. Tables together are left to examples. */
const ways = (lists: readonly (readonly string[])[]): string[][] =>
  lists.reduce<string[][]>(
    (sofar, list) => sofar.flatMap((way) => list.filter((code) => !way.includes(code)).map((code) => [...way, code])),
    [[]],
  )

test('what is found is what a plain search finds: every start, and nothing that is taken, closed, too small or past', () => {
  let compared = 0
  fc.assert(
    fc.property(cases, ({ resources: some, needs, party, durationMinutes, passed }) => {
      const now = from + passed * minuteMs
      const durationMs = durationMinutes * minuteMs
      const resources = some.map(({ hours: _hours, busy: _busy, ...own }, index): Resource => {
        const code = `r${index}`
        return { ...own, code, name: code, location: 'q1', placement: null, active: true, joins: [] }
      })
      const open = new Map<string, Hours>()
      const taken = new Map<string, number[]>()
      for (const [index, one] of some.entries()) {
        if (one.hours !== null) open.set(`r${index}`, { weekly: one.hours })
        taken.set(
          `r${index}`,
          one.busy.flatMap(([at, length]) => [from + at * 15 * minuteMs, from + (at + length) * 15 * minuteMs]),
        )
      }
      const fits = (
        { code, kind, minParty, maxParty, skills, bufferMinutes }: Resource,
        start: number,
        place: number,
      ) => {
        const need = needs[place]
        if (need === undefined || need.kind !== kind) return false
        if (need.skill !== undefined && !skills.includes(need.skill)) return false
        if (kind === 'table' && (party < minParty || party > (maxParty ?? 99))) return false
        if (!isOpen(open.get(code) ?? alwaysOpen, zone, start, start + durationMs)) return false
        const times = taken.get(code) ?? []
        const blockedUntil = start + durationMs + bufferMinutes * minuteMs
        return !times.some((begin, at) => at % 2 === 0 && begin < blockedUntil && (times[at + 1] ?? 0) > start)
      }
      const expected: [number, string[]][] = []
      // Hours begin at quarters of an hour, hence so do all starts.
      for (let start = from; start < to; start += 15 * minuteMs) {
        const lists = needs.map((_need, place) =>
          resources.filter((one) => fits(one, start, place)).map(({ code }) => code),
        )
        const all = ways(lists).map((way) => way.toSorted().join('+'))
        if (start >= now && all.length > 0) expected.push([start, [...new Set(all)].toSorted()])
      }
      const service = { durationMinutes, needs }
      const found = findAvailability({
        resources,
        hours: open,
        busy: taken,
        service,
        party,
        zone,
        from,
        to,
        now,
        most: 100,
      })
      expect(
        found.map(({ start, resources: combinations }) => [
          start,
          [...new Set(combinations.map((way) => way.toSorted().join('+')))].toSorted(),
        ]),
      ).toEqual(expected)
      compared += expected.length
    }),
    { numRuns: 300 },
  )
  expect(compared).toBeGreaterThan(1_000)
})

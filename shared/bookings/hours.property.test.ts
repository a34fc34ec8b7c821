import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpen, openingsOf } from './hours.ts'
import type { Hours } from './resources.ts'
import { clockOf, dayMs, dayOfDate, minuteMs } from './zoneTime.ts'

/** Days around which clocks change by an hour or by half of one, at midnight, and not at all; one date that was left out altogether. */
const changes = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/New_York', '2026-11-01'],
  ['Africa/Cairo', '2026-04-24'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Ho_Chi_Minh', '2026-03-29'],
] as const

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
const closing = fc.oneof(clock, fc.constant('24:00'))
const line = fc.record({ day: fc.integer({ min: 1, max: 7 }), from: clock, to: closing })

const cases = fc.record({
  change: fc.constantFrom(...changes),
  weekly: fc.array(line, { minLength: 1, maxLength: 20 }),
  closed: fc.array(fc.integer({ min: -2, max: 2 }), { maxLength: 2 }),
  special: fc.array(fc.record({ day: fc.integer({ min: -2, max: 2 }), from: clock, to: closing }), { maxLength: 3 }),
})

type Some = typeof cases extends fc.Arbitrary<infer Value> ? Value : never

const dateAround = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)

const hoursOf = (date: string, { weekly, closed, special }: Omit<Some, 'change'>): Hours => ({
  weekly,
  exceptions: [
    ...closed.map((day) => ({ date: dateAround(date, day), closed: true })),
    ...special.map(({ day, from, to }) => ({ date: dateAround(date, day), from, to })),
  ],
})

/** What the runtime's own calendar shows, as `2026-03-29 02:30`; nothing of it is shared with what is tested. */
const wallClock = (zone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return (moment: number): string => format.format(moment)
}

test('openings are in order, neither overlap nor touch, and do not depend on the range that is asked for', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: -72, max: 72 }), fc.integer({ min: 1, max: 72 }), (some, offset, length) => {
      const [zone, date] = some.change
      const hours = hoursOf(date, some)
      const noon = Date.parse(`${date}T12:00:00Z`)
      const wide = openingsOf(hours, zone, noon - 6 * dayMs, noon + 6 * dayMs)
      for (const [index, range] of wide.entries()) {
        expect(range.from).toBeLessThan(range.to)
        if (index > 0) expect(range.from).toBeGreaterThan(wide[index - 1]?.to ?? 0)
      }
      const from = noon + offset * 60 * minuteMs
      const to = from + length * 60 * minuteMs
      const clipped = (ranges: readonly { from: number; to: number }[]) =>
        ranges
          .filter((range) => range.from < to && range.to > from)
          .map((range) => [Math.max(from, range.from), Math.min(to, range.to)])
      expect(clipped(openingsOf(hours, zone, from, to))).toEqual(clipped(wide))
    }),
  )
})

test('a time of the clock is the first moment at which clocks show it or a later one', () => {
  for (const [zone, date] of changes) {
    const shows = wallClock(zone)
    const first = Date.parse(date) - 36 * 3_600_000
    const shown = Array.from({ length: 84 * 4 }, (_, quarter) => first + quarter * 15 * minuteMs)
    for (let minute = 0; minute <= 1_440; minute += 15) {
      const wanted = new Date(Date.parse(date) + minute * minuteMs).toISOString().slice(0, 16).replace('T', ' ')
      const oracle = shown.find((moment) => shows(moment) >= wanted)
      expect(clockOf(zone).momentOf(dayOfDate(date), minute), `${zone} ${wanted}`).toBe(oracle)
    }
  }
})

test.each([
  ['Europe/Berlin', '2026-03-29', '00:00', '24:00', 23 * 60],
  ['Europe/Berlin', '2026-10-25', '00:00', '24:00', 25 * 60],
  ['Europe/Berlin', '2026-03-29', '01:00', '04:00', 2 * 60],
  ['Europe/Berlin', '2026-10-25', '01:00', '04:00', 4 * 60],
  ['Europe/Berlin', '2026-03-29', '02:00', '03:00', 0],
  ['Europe/Berlin', '2026-10-25', '02:00', '03:00', 2 * 60],
  ['Europe/Berlin', '2026-03-29', '10:00', '22:00', 12 * 60],
  ['Europe/Berlin', '2026-03-28', '18:00', '04:00', 9 * 60],
  ['Europe/Berlin', '2026-10-24', '18:00', '04:00', 11 * 60],
  ['Australia/Lord_Howe', '2026-10-04', '00:00', '24:00', 23 * 60 + 30],
  ['Australia/Lord_Howe', '2026-04-05', '00:00', '24:00', 24 * 60 + 30],
  ['Africa/Cairo', '2026-04-24', '00:00', '24:00', 23 * 60],
  ['Pacific/Apia', '2011-12-30', '00:00', '24:00', 0],
  ['Asia/Ho_Chi_Minh', '2026-03-29', '00:00', '24:00', 24 * 60],
])('%s on %s from %s to %s is open for %i minutes', (zone, date, from, to, minutes) => {
  const hours = { weekly: [], exceptions: [{ date, from, to }] }
  const noon = Date.parse(`${date}T12:00:00Z`)
  const ranges = openingsOf(hours, zone, noon - 3 * dayMs, noon + 3 * dayMs)
  expect(ranges.reduce((sum, range) => sum + range.to - range.from, 0) / minuteMs).toBe(minutes)
})

test('a line lies on each date of its day of the week, unless the date has lines of its own', () => {
  const shows = wallClock('Europe/Berlin')
  const hours: Hours = {
    weekly: [
      { day: 1, from: '10:00', to: '14:00' },
      { day: 1, from: '14:00', to: '15:00' },
      { day: 3, from: '22:00', to: '02:00' },
    ],
    exceptions: [
      { date: '2026-03-23', from: '08:00', to: '09:00' },
      { date: '2026-03-23', from: '11:00', to: '12:00' },
      { date: '2026-03-26', closed: true },
      { date: '2026-03-30', closed: true },
    ],
  }
  const ranges = openingsOf(hours, 'Europe/Berlin', Date.parse('2026-03-16T00:00Z'), Date.parse('2026-04-08T00:00Z'))
  expect(ranges.map(({ from, to }) => `${shows(from)} to ${shows(to)}`)).toEqual([
    '2026-03-16 10:00 to 2026-03-16 15:00',
    '2026-03-18 22:00 to 2026-03-19 02:00',
    '2026-03-23 08:00 to 2026-03-23 09:00',
    '2026-03-23 11:00 to 2026-03-23 12:00',
    '2026-03-25 22:00 to 2026-03-26 02:00',
    '2026-04-01 22:00 to 2026-04-02 02:00',
    '2026-04-06 10:00 to 2026-04-06 15:00',
  ])
})

test('a slot is open only where one opening holds it from its start to its end', () => {
  const hours: Hours = { weekly: [], exceptions: [{ date: '2026-11-23', from: '10:00', to: '12:00' }] }
  const open = (start: string, end: string) =>
    isOpen(hours, 'Asia/Ho_Chi_Minh', Date.parse(`2026-11-23T${start}+07:00`), Date.parse(`2026-11-23T${end}+07:00`))
  expect(open('10:00', '12:00')).toBe(true)
  expect(open('11:15', '11:45')).toBe(true)
  expect(open('09:59', '11:00')).toBe(false)
  expect(open('11:00', '12:01')).toBe(false)
  expect(open('12:00', '13:00')).toBe(false)
})

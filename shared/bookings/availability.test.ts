import { describe, expect, test } from 'vitest'
import { type AvailabilityQuestion, findAvailability } from './availability.ts'
import { dayRange } from './hours.ts'
import type { Hours, Resource } from './resources.ts'

const saigon = 'Asia/Ho_Chi_Minh'

const table = (code: string, maxParty: number, more: Partial<Resource> = {}): Resource => ({
  ...{ code, kind: 'table', name: code, location: 'q1', minParty: 1, maxParty, bufferMinutes: 0 },
  ...{ skills: [], joins: [], placement: null, active: true, ...more },
})
const person = (code: string, ...skills: string[]): Resource => ({
  ...table(code, 0, { kind: 'staff', skills }),
  maxParty: null,
})

const daily = (from: string, to: string): Hours => ({
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to })),
})

const date = '2026-11-24'
const at = (clock: string): number => Date.parse(`${date}T${clock}:00+07:00`)
const clockOf = (moment: number): string => new Date(moment + 7 * 3_600_000).toISOString().slice(11, 16)

interface Asked extends Partial<Omit<AvailabilityQuestion, 'hours' | 'busy'>> {
  readonly hours?: Readonly<Record<string, Hours>>
  readonly busy?: Readonly<Record<string, readonly number[]>>
}

/** One hour of a table on one day, open from 10 to 12, unless told otherwise. */
const ask = ({ hours, busy = {}, resources = [table('t1', 4)], ...more }: Asked = {}) => {
  const everybody = Object.fromEntries(resources.map(({ code }) => [code, daily('10:00', '12:00')]))
  return findAvailability({
    ...{ service: { durationMinutes: 60, needs: [{ kind: 'table' }] }, party: 2, zone: saigon, now: 0, resources },
    ...dayRange(saigon, date),
    hours: new Map(Object.entries(hours ?? everybody)),
    busy: new Map(Object.entries(busy)),
    ...more,
  })
}

const clocksOf = (found: ReturnType<typeof ask>): string[] => found.map(({ start }) => clockOf(start))
const firstOf = (found: ReturnType<typeof ask>): readonly (readonly string[])[] => found[0]?.resources ?? []

describe('starts', () => {
  test('come every quarter of an hour from the opening, as long as the service ends within the hours', () => {
    expect(clocksOf(ask())).toEqual(['10:00', '10:15', '10:30', '10:45', '11:00'])
    expect(clocksOf(ask({ hours: { t1: daily('10:10', '11:30') } }))).toEqual(['10:10', '10:25'])
    expect(ask({ hours: { t1: daily('10:00', '10:45') } })).toEqual([])
  })

  test('are none of those that have passed, nor of another day', () => {
    expect(clocksOf(ask({ now: at('10:31') }))).toEqual(['10:45', '11:00'])
    expect(clocksOf(ask({ now: at('10:30') }))).toEqual(['10:30', '10:45', '11:00'])
    expect(ask({ now: at('12:00') })).toEqual([])
    const late = ask({ hours: { t1: daily('23:00', '02:00') } })
    expect(clocksOf(late)).toEqual([
      ...['00:00', '00:15', '00:30', '00:45', '01:00'],
      ...['23:00', '23:15', '23:30', '23:45'],
    ])
  })

  test('[10:00, 11:00) and [11:00, 12:00) do not collide; buffers of either do (the new one’s, and the old one’s that is in what is taken)', () => {
    expect(clocksOf(ask({ busy: { t1: [at('10:00'), at('11:00')] } }))).toEqual(['11:00'])
    expect(clocksOf(ask({ busy: { t1: [at('11:00'), at('12:00')] } }))).toEqual(['10:00'])
    expect(clocksOf(ask({ busy: { t1: [at('10:00'), at('11:15')] } }))).toEqual([])
    const turned = [table('t1', 4, { bufferMinutes: 15 })]
    expect(clocksOf(ask({ resources: turned, busy: { t1: [at('11:00'), at('12:00')] } }))).toEqual([])
    expect(clocksOf(ask({ resources: turned, busy: { t1: [at('11:15'), at('12:00')] } }))).toEqual(['10:00'])
  })

  test.each([
    ['Europe/Berlin', '2026-03-29', 23 * 4],
    ['Europe/Berlin', '2026-10-25', 25 * 4],
    ['Europe/Berlin', '2026-06-01', 24 * 4],
    ['Australia/Lord_Howe', '2026-10-04', 23.5 * 4],
    ['Australia/Lord_Howe', '2026-04-05', 24.5 * 4],
    [saigon, '2026-03-29', 24 * 4],
  ])('%s on %s: none is missing or comes twice', (zone, day, count) => {
    const starts = ask({ zone, hours: {}, ...dayRange(zone, day) }).map(({ start }) => start)
    expect(starts.length).toBe(count)
    expect(new Set(starts.slice(1).map((start, index) => start - (starts[index] ?? 0)))).toEqual(new Set([15 * 60_000]))
    const shown = (start: number | undefined) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(start)
    expect([shown(starts[0]), shown(starts.at(-1))]).toEqual([`${day} 00:00`, `${day} 23:45`])
  })
})

describe('tables', () => {
  test('come with the one that is hardly larger than the party first; those too small or too large are left out', () => {
    const resources = [
      table('t8', 8),
      table('t4b', 4),
      table('t2', 2),
      table('t4a', 4),
      table('t6', 6, { minParty: 5 }),
    ]
    const closed = table('t3', 3, { active: false })
    expect(firstOf(ask({ resources: [...resources, closed], party: 3 }))).toEqual([['t4a'], ['t4b'], ['t8']])
  })

  test('are joined only where no single one is free: the fewest, then with the fewest empty seats', () => {
    const resources = [
      ...[table('a2', 2, { joins: ['b2', 'c4'] }), table('b2', 2), table('c4', 4, { joins: ['d6'] })],
      ...[table('d6', 6), table('x6', 6)],
    ]
    const party = 6
    expect(firstOf(ask({ resources, party }))).toEqual([['d6'], ['x6']])
    const busy = { d6: [at('10:00'), at('12:00')], x6: [at('10:00'), at('12:00')] }
    expect(firstOf(ask({ resources, party, busy }))).toEqual([['a2', 'c4']])
    // Nine: c4 and d6 touch and are enough; a2 beside them would be one too many.
    expect(firstOf(ask({ resources, party: 9 }))).toEqual([['c4', 'd6']])
    expect(firstOf(ask({ resources, party: 13 }))).toEqual([['a2', 'b2', 'c4', 'd6']])
    expect(ask({ resources, party: 15 })).toEqual([])
  })

  test('that are joined are all free, each with its own buffer', () => {
    const resources = [table('a2', 2, { joins: ['b2'] }), table('b2', 2, { bufferMinutes: 30 })]
    const busy = { b2: [at('11:45'), at('12:00')] }
    expect(clocksOf(ask({ resources, party: 4, busy }))).toEqual(['10:00', '10:15'])
  })
})

describe('a table and a person', () => {
  const service = { durationMinutes: 60, needs: [{ kind: 'table' }, { kind: 'staff', skill: 'waiter' }] } as const
  const resources = [table('t1', 2), table('t2', 4), person('an', 'waiter'), person('binh', 'waiter'), person('chi')]

  test('are both free, the person has the skill, and the first few differ in both', () => {
    expect(firstOf(ask({ resources, service }))).toEqual([
      ['t1', 'an'],
      ['t1', 'binh'],
      ['t2', 'an'],
      ['t2', 'binh'],
    ])
    expect(firstOf(ask({ resources, service, most: 3 }))).toEqual([
      ['t1', 'an'],
      ['t1', 'binh'],
      ['t2', 'an'],
    ])
    const busy = { an: [at('10:00'), at('12:00')], t1: [at('10:00'), at('12:00')] }
    expect(firstOf(ask({ resources, service, busy }))).toEqual([['t2', 'binh']])
    expect(ask({ resources, service, busy: { ...busy, binh: [at('09:00'), at('11:30')] } })).toEqual([])
  })

  test('who is least busy that day comes first', () => {
    const hours = { an: daily('08:00', '20:00') }
    const found = ask({ resources, service, busy: { an: [at('14:00'), at('15:00')] }, hours })
    expect(found.find(({ start }) => start === at('10:00'))?.resources[0]).toEqual(['t1', 'binh'])
  })

  test('are open at the time: a shift that begins later keeps the starts of the table', () => {
    const hours = { t1: daily('10:00', '12:00'), t2: daily('10:00', '12:00'), an: daily('10:40', '12:00') }
    const found = ask({ resources: resources.filter(({ code }) => code !== 'binh'), service, hours })
    expect(clocksOf(found)).toEqual(['10:45', '11:00'])
  })

  test('two of the same are two different ones, and their order makes no other combination', () => {
    const two = { durationMinutes: 60, needs: [{ kind: 'staff' }, { kind: 'staff' }] } as const
    expect(firstOf(ask({ resources, service: two }))).toEqual([
      ['an', 'binh'],
      ['an', 'chi'],
      ['binh', 'chi'],
    ])
    const mixed = { durationMinutes: 60, needs: [{ kind: 'staff' }, { kind: 'staff', skill: 'waiter' }] } as const
    const onlyAn = [person('an', 'waiter'), person('chi')]
    expect(firstOf(ask({ resources: onlyAn, service: mixed }))).toEqual([['chi', 'an']])
  })
})

import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { availabilitySchema } from '../api/rest/availabilityRoutes.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { ask } = hub

/** Far enough ahead for nothing to be past. */
const date = '2126-11-25'

const daily = (from: string, to: string) => ({ weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to })) })

const put = async (path: string, body: object): Promise<void> => {
  expect(await ask('PUT', `/v1/${path}`, { body })).toMatchObject({ status: 200 })
}

/** Takes a time, as a hold would; from `endsAt` on it counts for nothing. */
const take = async (resource: string, from: string, to: string, endsAt: string | null = null, active = true) =>
  database.sql`
    insert into slot_claims (hold, line, resource, during, blocked, ends_at, active)
    values (${randomUUID()}, 0, ${resource}, tstzrange(${from}, ${to}), tstzrange(${from}, ${to}), ${endsAt}, ${active})`

const at = (clock: string): string => `${date}T${clock}:00+07:00`

interface Asked {
  readonly location?: string
  readonly service?: string
  readonly date?: string
  readonly [name: string]: string | undefined
}

const urlOf = (asked: Asked): string =>
  `/v1/availability?${new URLSearchParams({ location: 'q1', service: 'dinner', date, ...asked }).toString()}`

const find = async (asked: Asked = {}) => {
  const answer = await ask('GET', urlOf(asked))
  expect(answer.status, answer.text).toBe(200)
  // The answer is written by hand, so that it is held against what the document says of it.
  return availabilitySchema.parse(answer.body).data
}

beforeAll(async () => {
  await put('locations/q1', { name: 'Quận 1', timeZone: 'Asia/Ho_Chi_Minh' })
  await put('locations/berlin', { name: 'Berlin', timeZone: 'Europe/Berlin' })
  await put('services/dinner', { name: 'Bữa tối', durationMinutes: 90, needs: [{ kind: 'table' }] })
  for (const [code, location, maxParty] of [
    ['t2', 'q1', 2],
    ['t4 "a"', 'q1', 4],
    ['b2', 'berlin', 2],
  ] as const) {
    await put(`resources/${encodeURIComponent(code)}`, { kind: 'table', name: code, location, maxParty })
    await put(`resources/${encodeURIComponent(code)}/hours`, daily('18:00', '20:00'))
  }
})

describe('GET /v1/availability', () => {
  test('tells the starts of a day with the location’s offset, and what each could be had with', async () => {
    expect(await find()).toEqual([
      { start: at('18:00'), end: at('19:30'), resources: [['t2'], ['t4 "a"']] },
      { start: at('18:15'), end: at('19:45'), resources: [['t2'], ['t4 "a"']] },
      { start: at('18:30'), end: at('20:00'), resources: [['t2'], ['t4 "a"']] },
    ])
    expect((await find({ party: '3' }))[0]?.resources).toEqual([['t4 "a"']])
    expect(await find({ party: '5' })).toEqual([])
    expect(await find({ days: '31' })).toHaveLength(31 * 3)
  })

  test('has nothing of the past', async () => {
    expect(await find({ date: '2020-01-01', days: '31' })).toEqual([])
  })

  test('leaves out what is taken; what has lapsed or was given back is free, with the sweep off', async () => {
    const day = '2126-11-26'
    const from = `${day}T18:00:00+07:00`
    const to = `${day}T19:30:00+07:00`
    const first = async () => (await find({ date: day }))[0]?.resources ?? []
    await take('t2', from, to, '2020-01-01T00:00:00Z')
    expect(await first()).toEqual([['t2'], ['t4 "a"']])
    await take('t4 "a"', from, to, null, false)
    expect(await first()).toEqual([['t2'], ['t4 "a"']])
    await take('t4 "a"', from, to, '2126-01-01T00:00:00Z')
    expect(await first()).toEqual([['t2']])
    // What a table of another place has is of no concern here.
    await take('b2', from, to)
    expect(await first()).toEqual([['t2']])
  })

  test('says at once what was changed at another hub: hours, services and resources', async () => {
    await put('services/quick', { name: 'Ăn nhanh', durationMinutes: 90, needs: [{ kind: 'table' }] })
    expect(await find({ service: 'quick' })).toHaveLength(3)
    await database.sql`update services set duration_minutes = 120 where code = 'quick'`
    expect(await find({ service: 'quick' })).toHaveLength(1)
    await database.sql`update resources set hours = ${database.sql.json(daily('18:00', '21:00'))} where code = 't2'`
    expect(await find({ service: 'quick' })).toHaveLength(5)
    await put('resources/t2/hours', daily('18:00', '20:00'))
  })

  test.each([
    ['2126-03-31', '+01:00', '+02:00', 92],
    ['2126-10-27', '+02:00', '+01:00', 100],
  ])('in Berlin on %s, when clocks change, no start is missing or comes twice', async (day, before, after, count) => {
    await put('resources/all-day', { kind: 'room', name: 'Raum', location: 'berlin' })
    await put('services/room', { name: 'Raum', durationMinutes: 15, needs: [{ kind: 'room' }] })
    const starts = (await find({ location: 'berlin', service: 'room', date: day })).map(({ start }) => start)
    expect(starts[0]).toBe(`${day}T00:00:00${before}`)
    expect(starts.at(-1)).toBe(`${day}T23:45:00${after}`)
    expect(new Set(starts).size).toBe(count)
    const moments = starts.map((start) => Date.parse(start))
    expect((moments.at(-1) ?? 0) - (moments[0] ?? 0)).toBe((count - 1) * 15 * 60_000)
  })

  test('a table and a person who is least busy that day', async () => {
    await put('services/served', {
      ...{ name: 'Phục vụ', durationMinutes: 60, needs: [{ kind: 'table' }, { kind: 'staff', skill: 'waiter' }] },
    })
    for (const code of ['an', 'binh'])
      await put(`resources/${code}`, { kind: 'staff', name: code, location: 'q1', skills: ['waiter'] })
    const day = '2126-11-27'
    await take('an', `${day}T09:00:00+07:00`, `${day}T10:00:00+07:00`)
    const [first] = await find({ service: 'served', date: day })
    expect(first?.resources).toEqual([
      ['t2', 'binh'],
      ['t2', 'an'],
      ['t4 "a"', 'binh'],
      ['t4 "a"', 'an'],
    ])
  })

  test.each([
    [{ location: 'nowhere' }, 404],
    [{ service: 'nothing' }, 404],
    [{ date: '2126-02-30' }, 422],
    [{ date: 'today' }, 422],
    [{ date: '0000-01-01' }, 422],
    [{ date: '9999-12-31' }, 422],
    [{ days: '32' }, 422],
    [{ days: '0' }, 422],
    [{ party: '0' }, 422],
    [{ party: 'two' }, 422],
    [{ colour: 'red' }, 422],
  ])('%j is refused with %i', async (asked, status) => {
    expect((await ask('GET', urlOf(asked))).status).toBe(status)
  })

  test('is for callers with a key, a channel’s too', async () => {
    expect((await ask('GET', urlOf({}), { key: null })).status).toBe(401)
    const key = await hub.channelKey('web')
    expect((await ask('GET', urlOf({}), { key })).status).toBe(200)
    const document = await ask('GET', '/v1/openapi.json')
    expect(z.object({ paths: z.record(z.string(), z.unknown()) }).parse(document.body).paths).toHaveProperty([
      '/v1/availability',
    ])
  })
})

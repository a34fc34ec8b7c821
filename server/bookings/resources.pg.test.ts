import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { ask } = hub

beforeAll(() => ask('PUT', '/v1/locations/q1', { body: { name: 'Quận 1', timeZone: 'Asia/Ho_Chi_Minh' } }))

const table = { kind: 'table', name: 'Bàn 1', location: 'q1' }

const announced = (): Promise<{ type: string; subject: string }[]> =>
  database.sql`select type, subject from feed order by position desc limit 1`

const coded = (...codes: string[]) => codes.map((code) => expect.objectContaining({ code }))

describe('a resource', () => {
  test('is written as a whole: what is left out has its default; terminals hear of it', async () => {
    const placement = { area: 'Sân', x: 100, y: 200, width: 80, height: 80, turned: 45, shape: 'round' }
    const full = {
      ...table,
      ...{ minParty: 2, maxParty: 4, bufferMinutes: 15, skills: ['window', 'window'], joins: ['t2'], placement },
    }
    const made = await ask('PUT', '/v1/resources/t1', { body: full })
    expect(made).toMatchObject({ status: 200, body: { code: 't1', ...full, skills: ['window'], active: true } })
    expect((await ask('GET', '/v1/resources/t1')).body).toEqual(made.body)
    expect(await announced()).toEqual([{ type: 'replica.resource', subject: 'resource:t1' }])

    expect((await ask('PUT', '/v1/resources/t1', { body: table })).body).toEqual({
      ...{ code: 't1', ...table, minParty: 1, maxParty: null, bufferMinutes: 0 },
      ...{ skills: [], joins: [], placement: null, active: true },
    })
  })

  test.each([
    ['a kind that nobody knows', { ...table, kind: 'boat' }, 'kind'],
    ['more guests at least than at most', { ...table, minParty: 5, maxParty: 4 }, 'maxParty'],
    ['a buffer below zero', { ...table, bufferMinutes: -1 }, 'bufferMinutes'],
    ['a table joined to itself', { ...table, joins: ['t1'] }, 'joins'],
    ['joined staff', { ...table, kind: 'staff', joins: ['t2'] }, 'joins'],
    ['an unknown field', { ...table, seats: 4 }, 'seats'],
  ])('does not fit: %s', async (_what, body, path) => {
    expect(await ask('PUT', '/v1/resources/t1', { body })).toMatchObject({
      status: 422,
      body: { code: 'invalid', errors: [{ path }] },
    })
  })

  test('is of a location that there is, and is set up by an admin', async () => {
    const nowhere = await ask('PUT', '/v1/resources/t9', { body: { ...table, location: 'nowhere' } })
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect((await ask('GET', '/v1/resources/t9')).status).toBe(404)
    const key = await hub.channelKey('web')
    expect((await ask('PUT', '/v1/resources/t1', { key, body: table })).status).toBe(403)
    expect((await ask('PUT', '/v1/resources/t1/hours', { key, body: { weekly: [] } })).status).toBe(403)
    expect((await ask('GET', '/v1/resources', { key })).status).toBe(200)
  })

  test('is listed by code, by place and by kind, in pages', async () => {
    await ask('PUT', '/v1/locations/td', { body: { name: 'Thủ Đức', timeZone: 'Asia/Ho_Chi_Minh' } })
    for (const [code, kind, location] of [
      ['t2', 'table', 'q1'],
      ['lan', 'staff', 'q1'],
      ['t3', 'table', 'td'],
    ])
      await ask('PUT', `/v1/resources/${code}`, { body: { kind, name: code, location } })
    const list = async (query: string) => (await ask('GET', `/v1/resources?${query}`)).body
    expect(await list('')).toEqual({ data: coded('lan', 't1', 't2', 't3'), nextCursor: null })
    expect(await list('location=q1&kind=table')).toEqual({ data: coded('t1', 't2'), nextCursor: null })
    const first = await list('limit=3')
    expect(first).toEqual({ data: coded('lan', 't1', 't2'), nextCursor: expect.any(String) })
    const { nextCursor } = Object(first)
    expect(await list(`limit=3&cursor=${String(nextCursor)}`)).toEqual({ data: coded('t3'), nextCursor: null })
  })
})

describe('hours', () => {
  const hours = {
    weekly: [{ day: 1, from: '17:00', to: '02:00' }],
    exceptions: [
      { date: '2026-12-24', closed: true },
      { date: '2026-12-31', from: '17:00', to: '24:00' },
    ],
  }

  test('are all day until they are set, stay when the resource is written anew, and terminals hear of them', async () => {
    await ask('PUT', '/v1/resources/h1', { body: table })
    const allDay = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }))
    expect((await ask('GET', '/v1/resources/h1/hours')).body).toEqual({ weekly: allDay, exceptions: [] })
    expect(await ask('PUT', '/v1/resources/h1/hours', { body: hours })).toMatchObject({ status: 200, body: hours })
    expect(await announced()).toEqual([{ type: 'replica.resource', subject: 'resource:h1' }])
    await ask('PUT', '/v1/resources/h1', { body: { ...table, name: 'Bàn' } })
    expect((await ask('GET', '/v1/resources/h1/hours')).body).toEqual(hours)
  })

  test.each([
    ['day 0', { weekly: [{ day: 0, from: '09:00', to: '10:00' }] }],
    ['25 o’clock', { weekly: [{ day: 1, from: '09:00', to: '25:00' }] }],
    ['9:00 without its zero', { weekly: [{ day: 1, from: '9:00', to: '10:00' }] }],
    [
      'closed with hours',
      { weekly: [], exceptions: [{ date: '2026-12-24', closed: true, from: '09:00', to: '10:00' }] },
    ],
    ['an exception that says nothing', { weekly: [], exceptions: [{ date: '2026-12-24' }] }],
    ['30 February', { weekly: [], exceptions: [{ date: '2026-02-30', closed: true }] }],
    ['no weekly lines', {}],
  ])('do not fit: %s', async (_what, body) => {
    expect(await ask('PUT', '/v1/resources/h1/hours', { body })).toMatchObject({
      status: 422,
      body: { code: 'invalid' },
    })
  })

  test('of nothing are not found', async () => {
    expect((await ask('PUT', '/v1/resources/nothing/hours', { body: hours })).status).toBe(404)
    expect((await ask('GET', '/v1/resources/nothing/hours')).status).toBe(404)
  })
})

describe('a service', () => {
  const dinner = {
    name: 'Bữa tối',
    durationMinutes: 90,
    needs: [{ kind: 'table' }, { kind: 'staff', skill: 'waiter' }],
  }

  test('is written as a whole; terminals hear of it', async () => {
    const policies = { confirmWithinSeconds: 900, cancelFreeUntilMinutes: 120, noShowAfterMinutes: 15 }
    expect((await ask('PUT', '/v1/services/dinner', { body: { ...dinner, ...policies } })).body).toEqual({
      ...{ code: 'dinner', ...dinner, ...policies },
    })
    expect(await announced()).toEqual([{ type: 'replica.service', subject: 'service:dinner' }])
    const plain = { confirmWithinSeconds: null, cancelFreeUntilMinutes: null, noShowAfterMinutes: null }
    const written = await ask('PUT', '/v1/services/dinner', { body: dinner })
    expect(written.body).toEqual({ code: 'dinner', ...dinner, ...plain })
    expect((await ask('GET', '/v1/services/dinner')).body).toEqual(written.body)
    expect((await ask('GET', '/v1/services')).body).toEqual({ data: [written.body], nextCursor: null })
    expect((await ask('GET', '/v1/services/nothing')).status).toBe(404)
  })

  test.each([
    ['no needs', { ...dinner, needs: [] }],
    ['a need of nothing known', { ...dinner, needs: [{ kind: 'boat' }] }],
    ['no duration', { ...dinner, durationMinutes: 0 }],
    ['a party that must confirm in no time', { ...dinner, confirmWithinSeconds: 0 }],
  ])('does not fit: %s', async (_what, body) => {
    expect((await ask('PUT', '/v1/services/dinner', { body })).status).toBe(422)
  })
})

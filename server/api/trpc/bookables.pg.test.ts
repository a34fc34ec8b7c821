import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const hub = testHub(testDatabase())
let till: TestTerminal
let manager: string

beforeAll(async () => {
  till = await testTerminal(hub)
  manager = await till.signIn('manager')
})

const placement = { area: 'Sân', x: 100, y: 200, width: 90, height: 90, turned: 0, shape: 'round' }
const table = { kind: 'table', name: 'Bàn 1', minParty: 1, maxParty: 4, placement }
const save = (input: object) =>
  call(hub, 'mutation', 'bookables.saveResource', input, { token: till.token, staff: manager })
const saveHours = (input: object) =>
  call(hub, 'mutation', 'bookables.saveHours', input, { token: till.token, staff: manager })

test('a new table is made at the terminal’s own location, and a change keeps its hours', async () => {
  const hours = { weekly: [{ day: 1, from: '10:00', to: '22:00' }], exceptions: [] }
  expect(await save({ code: 'B1', isNew: true, resource: table })).toMatchObject({ status: 200 })
  expect(await saveHours({ code: 'B1', hours })).toMatchObject({ status: 200 })
  const moved = { ...table, placement: { ...placement, x: 640 } }
  expect(await save({ code: 'B1', isNew: false, resource: moved })).toMatchObject({ status: 200 })
  expect((await hub.ask('GET', '/v1/resources/B1')).body).toMatchObject({ location: 'q1', placement: { x: 640 } })
  expect((await hub.ask('GET', '/v1/resources/B1/hours')).body).toEqual(hours)
})

test('a new table never overwrites one that is there, and nobody changes what another location has', async () => {
  await hub.ask('PUT', '/v1/locations/td', { body: { name: 'Thủ Đức', timeZone: 'Asia/Ho_Chi_Minh' } })
  await hub.ask('PUT', '/v1/resources/TD1', { body: { kind: 'table', name: 'Xa', location: 'td' } })
  await save({ code: 'B2', isNew: true, resource: table })
  expect(await save({ code: 'B2', isNew: true, resource: { ...table, name: 'Khác' } })).toMatchObject({
    code: 'CONFLICT',
  })
  expect(await save({ code: 'TD1', isNew: false, resource: table })).toMatchObject({ code: 'CONFLICT' })
  expect(await saveHours({ code: 'TD1', hours: { weekly: [] } })).toMatchObject({ code: 'NOT_FOUND' })
  expect((await hub.ask('GET', '/v1/resources/TD1')).body).toMatchObject({ name: 'Xa', location: 'td' })
  expect((await hub.ask('GET', '/v1/resources/B2')).body).toMatchObject({ name: 'Bàn 1' })
})

test('what does not fit is refused whole', async () => {
  for (const wrong of [
    { minParty: 5 },
    { maxParty: 0 },
    { joins: ['B3'] },
    { kind: 'staff', joins: ['B1'] },
    { placement: { ...placement, x: -1 } },
    { location: 'td' },
  ])
    expect(await save({ code: 'B3', isNew: true, resource: { ...table, ...wrong } })).toMatchObject({ status: 400 })
  expect(await hub.ask('GET', '/v1/resources/B3')).toMatchObject({ status: 404 })
})

test('a new service is what can be booked from then on; it never overwrites one that is there, and what does not fit is refused', async () => {
  const dinner = { name: 'Dinner', durationMinutes: 90, needs: [{ kind: 'table' }] }
  const write = (input: object) =>
    call(hub, 'mutation', 'bookables.saveService', input, { token: till.token, staff: manager })
  expect(await write({ code: 'dinner', isNew: true, service: dinner })).toMatchObject({ status: 200 })
  expect((await hub.ask('GET', '/v1/services/dinner')).body).toMatchObject({ ...dinner, noShowAfterMinutes: null })
  const longer = { ...dinner, durationMinutes: 120 }
  expect(await write({ code: 'dinner', isNew: true, service: longer })).toMatchObject({ code: 'CONFLICT' })
  expect((await hub.ask('GET', '/v1/services/dinner')).body).toMatchObject({ durationMinutes: 90 })
  expect(await write({ code: 'dinner', isNew: false, service: longer })).toMatchObject({ status: 200 })
  expect((await hub.ask('GET', '/v1/services/dinner')).body).toMatchObject({ durationMinutes: 120 })
  const needs = [{ kind: 'table' }, { kind: 'staff', skill: 'cut' }]
  const all = { name: 'Bữa tối', durationMinutes: 75, needs, confirmWithinSeconds: 90, cancelFreeUntilMinutes: 60 }
  const said = { code: 'dinner', isNew: false, service: { ...all, noShowAfterMinutes: 15 } }
  expect(await write(said)).toMatchObject({ status: 200 })
  expect((await hub.ask('GET', '/v1/services/dinner')).body).toEqual({ code: 'dinner', ...said.service })
  for (const wrong of [
    { needs: [] },
    { durationMinutes: 1 },
    { needs: [{ kind: 'table', skill: 'a/b' }] },
    { name: '' },
    { location: 'q1' },
  ])
    for (const isNew of [true, false])
      expect(await write({ code: 'dinner', isNew, service: { ...dinner, ...wrong } })).toMatchObject({ status: 400 })
  expect((await hub.ask('GET', '/v1/services/dinner')).body).toEqual({ code: 'dinner', ...said.service })
})

const ask = (path: string, input?: object) =>
  call(hub, path === 'setInUse' ? 'mutation' : 'query', `bookables.${path}`, input, {
    ...{ token: till.token, staff: manager },
  })

describe('what is taken out of use', () => {
  test('a manager is told what is still ahead; it all stays, nobody books more, and it comes back with its hours', async () => {
    await save({ code: 'mai', isNew: true, resource: { kind: 'staff', name: 'Mai' } })
    const hours = { weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })), exceptions: [] }
    await saveHours({ code: 'mai', hours })
    await hub.ask('PUT', '/v1/services/nails', {
      body: { name: 'Làm móng', durationMinutes: 60, needs: [{ kind: 'staff' }] },
    })
    const book = (hoursAhead: number) =>
      hub.ask('POST', '/v1/bookings', {
        body: {
          ...{ location: 'q1', service: 'nails', resources: ['mai'], customer: { name: 'Cô Sáu' } },
          start: new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + hoursAhead * 3_600_000).toISOString(),
        },
      })
    expect(await ask('ahead', { code: 'mai' })).toMatchObject({ data: { bookings: 0, firstAt: null } })
    const [first, , third] = [await book(30), await book(32), await book(34)]
    const { id, start } = z.object({ id: z.string(), start: z.string() }).parse(first.body)
    await hub.ask('POST', `/v1/bookings/${z.object({ id: z.string() }).parse(third.body).id}/cancel`, { body: {} })
    expect(await ask('ahead', { code: 'mai' })).toMatchObject({ data: { bookings: 2, firstAt: Date.parse(start) } })

    expect(await ask('setInUse', { code: 'mai', isInUse: false })).toMatchObject({ status: 200 })
    expect(await ask('outOfUse')).toMatchObject({ data: [{ code: 'mai', kind: 'staff', name: 'Mai', bookings: 2 }] })
    expect((await book(36)).status).toBe(404)
    expect((await hub.ask('GET', `/v1/bookings/${id}`)).body).toMatchObject({ state: 'pending', resources: ['mai'] })
    expect((await hub.ask('POST', `/v1/bookings/${id}/confirm`, { body: {} })).status).toBe(200)

    expect(await ask('setInUse', { code: 'mai', isInUse: true })).toMatchObject({ status: 200 })
    expect(await ask('outOfUse')).toMatchObject({ data: [] })
    expect((await hub.ask('GET', '/v1/resources/mai/hours')).body).toEqual(hours)
    expect((await book(36)).status).toBe(201)
  })

  test('nobody is told of another location’s, or changes them', async () => {
    expect(await ask('ahead', { code: 'TD1' })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await ask('setInUse', { code: 'TD1', isInUse: false })).toMatchObject({ code: 'NOT_FOUND' })
    expect((await hub.ask('GET', '/v1/resources/TD1')).body).toMatchObject({ active: true })
  })
})

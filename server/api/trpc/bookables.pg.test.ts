import { beforeAll, expect, test } from 'vitest'
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

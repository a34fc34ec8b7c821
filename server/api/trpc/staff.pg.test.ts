import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Role } from '../../../shared/protocol/roles.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const hub = testHub(testDatabase())
let till: TestTerminal
const tokens = new Map<Role, string>()

beforeAll(async () => {
  till = await testTerminal(hub)
  for (const role of ['manager', 'admin'] as const) tokens.set(role, await till.signIn(role))
})

const as = (role: Role) => ({ token: till.token, staff: tokens.get(role) })
const person = { id: 'mai', isNew: true, name: 'Mai', role: 'staff', pin: '4821', active: true }
const save = async (role: Role, change: object = {}) =>
  (await call(hub, 'mutation', 'staff.save', { ...person, ...change }, as(role))).data
const peopleSchema = z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), active: z.boolean() }))
const people = async () => peopleSchema.parse((await call(hub, 'query', 'staff.list', undefined, as('admin'))).data)
const ownId = async (role: Role): Promise<string> => (await people()).find((each) => each.role === role)?.id ?? ''
const signIn = (staff: string, pin: string) =>
  call(hub, 'mutation', 'staff.signIn', { staff, pin }, { token: till.token })

test('an owner adds a location, which never takes the place of another, and renames it', async () => {
  const saveLocation = async (change: object) => {
    const location = { code: 'dl', isNew: true, name: 'Đà Lạt', timeZone: 'Asia/Ho_Chi_Minh', ...change }
    return (await call(hub, 'mutation', 'locations.save', location, as('admin'))).data
  }
  expect(await saveLocation({})).toBe(true)
  expect(await saveLocation({ name: 'Another' })).toBe(false)
  expect(await saveLocation({ isNew: false, name: 'Đà Lạt 2' })).toBe(true)
  const told = await hub.ask('GET', '/v1/locations')
  expect(told.body).toMatchObject({
    data: expect.arrayContaining([expect.objectContaining({ code: 'dl', name: 'Đà Lạt 2' })]),
  })
})

describe('who works in the shop, by a manager at a terminal', () => {
  test('somebody new signs in with the PIN that they were given; a second of the same id is told', async () => {
    expect(await save('manager')).toBe('saved')
    expect((await signIn('mai', '4821')).status).toBe(200)
    expect(await save('manager', { name: 'Another' })).toBe('taken')
    expect((await people()).find(({ id }) => id === 'mai')).toMatchObject({ name: 'Mai', role: 'staff', active: true })
  })

  test('a new person needs a PIN', async () => {
    const { pin: _, ...without } = person
    expect((await call(hub, 'mutation', 'staff.save', { ...without, id: 'no-pin' }, as('manager'))).status).toBe(400)
  })

  test('a new PIN ends what was signed in with the old one, and the name can be changed without touching it', async () => {
    const { data } = await signIn('mai', '4821')
    const { token } = z.object({ token: z.string() }).parse(data)
    expect(await save('manager', { isNew: false, name: 'Mai Anh', pin: undefined })).toBe('saved')
    expect(await save('manager', { isNew: false, role: 'manager', pin: undefined })).toBe('beyond_role')
    expect(await save('admin', { isNew: false, role: 'manager', pin: undefined })).toBe('saved')
    const asMai = { token: till.token, staff: token }
    expect((await call(hub, 'query', 'staff.list', undefined, asMai)).status).toBe(200)
    expect(await save('admin', { isNew: false, pin: '9999' })).toBe('saved')
    expect(await call(hub, 'query', 'staff.list', undefined, asMai)).toMatchObject({ message: 'sign_in' })
  })

  test('somebody gives themselves another PIN for the old one: here they stay, elsewhere they sign in anew', async () => {
    expect(await save('admin', { id: 'tam', name: 'Tám', pin: '1357' })).toBe('saved')
    const tokenSchema = z.object({ token: z.string() })
    const elsewhere = await testTerminal(hub)
    const signInAt = async ({ token }: TestTerminal, pin: string) =>
      tokenSchema.parse((await call(hub, 'mutation', 'staff.signIn', { staff: 'tam', pin }, { token })).data).token
    const there = { token: elsewhere.token, staff: await signInAt(elsewhere, '1357') }
    const here = { token: till.token, staff: await signInAt(till, '1357') }
    const change = async (oldPin: string, newPin: string, by = here) =>
      (await call(hub, 'mutation', 'staff.changePin', { oldPin, newPin }, by)).data
    expect(await change('1111', '2468')).toEqual({ became: 'wrong' })
    expect(await change('1357', '2468')).toEqual({ became: 'changed' })
    expect(await change('2468', '8642')).toEqual({ became: 'changed' })
    expect(await call(hub, 'mutation', 'staff.changePin', { oldPin: '8642', newPin: '1111' }, there)).toMatchObject({
      message: 'sign_in',
    })
    expect((await signIn('tam', '1357')).code).toBe('UNAUTHORIZED')
    expect((await signIn('tam', '8642')).status).toBe(200)
    for (const _ of [1, 2, 3]) await change('0000', '1111')
    expect(await change('8642', '1111')).toMatchObject({ became: 'wait' })
  })

  test('a manager has no say about managers and admins; who is let go is nobody at once', async () => {
    const admin = await ownId('admin')
    expect(await save('manager', { id: admin, isNew: false, name: 'Mine', pin: '1111' })).toBe('beyond_role')
    expect(await save('manager', { id: 'boss', role: 'admin' })).toBe('beyond_role')
    expect(await save('manager', { id: 'nobody', isNew: false })).toBe('gone')
    expect(await save('admin', { isNew: false, active: false })).toBe('saved')
    expect((await signIn('mai', '9999')).code).toBe('UNAUTHORIZED')
  })

  test('nobody changes their own role or lets themselves go; a new PIN of one’s own keeps this terminal', async () => {
    const admin = { id: await ownId('admin'), isNew: false, role: 'admin', name: 'Chủ' }
    expect(await save('admin', { ...admin, role: 'staff' })).toBe('oneself')
    expect(await save('admin', { ...admin, active: false })).toBe('oneself')
    expect(await save('admin', { ...admin, pin: '5555' })).toBe('saved')
    expect(await people()).not.toHaveLength(0)
  })

  test('two admins who let each other go at the same moment: one of them stays', async () => {
    const first = await ownId('admin')
    const token = await till.signIn('admin')
    const second = (await people()).find(({ id, role }) => role === 'admin' && id !== first)?.id ?? ''
    const letGo = (id: string, staff: string | undefined) =>
      call(
        hub,
        'mutation',
        'staff.save',
        { id, isNew: false, name: 'Chủ', role: 'admin', active: false },
        { token: till.token, staff },
      )
    const answers = await Promise.all([letGo(second, tokens.get('admin')), letGo(first, token)])
    expect(answers.filter(({ data }) => data === 'saved')).toHaveLength(1)
  })
})

import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call } from '../../testing/testTerminal.ts'

const hub = testHub(testDatabase())

const shop = { shopName: 'Tiệm Bà Sáu', managerName: 'Sáu', pin: '2468' }
const codeSchema = z.object({ code: z.string() })
const pairedSchema = z.object({ token: z.string(), terminal: z.object({ location: z.string(), channel: z.string() }) })

const fromElsewhere = (path: string, method: 'GET' | 'POST', body?: object) =>
  hub.ask(method, `/trpc/${path}`, {
    key: null,
    headers: { 'x-forwarded-for': '203.0.113.9' },
    ...(body === undefined ? {} : { body }),
  })

test('a hub with nobody in it is set up from its own machine and from nowhere else', async () => {
  expect(await call(hub, 'query', 'setup.needed', undefined)).toMatchObject({ data: { needed: true } })
  expect((await fromElsewhere('setup.needed', 'GET')).body).toMatchObject({ result: { data: { needed: false } } })
  expect((await fromElsewhere('setup.shop', 'POST', shop)).status).toBe(403)
  expect((await fromElsewhere('setup.demo', 'POST', {})).status).toBe(403)
})

test('what does not fit is refused and nothing is written', async () => {
  for (const wrong of [{ pin: '12' }, { shopName: ' ' }, { managerName: '' }, { timeZone: 'Mars/Base' }, { more: 1 }])
    expect(await call(hub, 'mutation', 'setup.shop', { ...shop, ...wrong })).toMatchObject({ status: 400 })
  expect(await call(hub, 'query', 'setup.needed', undefined)).toMatchObject({ data: { needed: true } })
})

test('of two that set up at once one does; its code pairs a terminal at which the first person signs in', async () => {
  const answers = await Promise.all([1, 2].map(() => call(hub, 'mutation', 'setup.shop', shop)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const { code } = codeSchema.parse(answers.find(({ status }) => status === 200)?.data)
  const paired = await call(hub, 'mutation', 'pairing.pair', { code, name: 'Quầy 1' })
  const { token, terminal } = pairedSchema.parse(paired.data)
  expect(terminal).toMatchObject({ location: 'main', channel: 'counter' })
  expect(await call(hub, 'mutation', 'staff.signIn', { staff: 'owner', pin: '2468' }, { token })).toMatchObject({
    status: 200,
  })
  expect((await hub.ask('GET', '/v1/staff')).body).toMatchObject({ data: [{ name: 'Sáu', role: 'admin' }] })
  expect((await hub.ask('GET', '/v1/locations')).body).toMatchObject({
    data: [{ code: 'main', name: 'Tiệm Bà Sáu', timeZone: 'Asia/Ho_Chi_Minh' }],
  })
})

test('a shop that is there is never overwritten', async () => {
  expect(await call(hub, 'query', 'setup.needed', undefined)).toMatchObject({ data: { needed: false } })
  expect(await call(hub, 'mutation', 'setup.shop', shop)).toMatchObject({ status: 409 })
  expect(await call(hub, 'mutation', 'setup.demo', {})).toMatchObject({ status: 409 })
})

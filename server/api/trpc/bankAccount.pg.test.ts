import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const database = testDatabase()
const hub = testHub(database)
const account = { bin: '970436', account: '0123456789', name: 'TIEM MAY' }
let till: TestTerminal
let owner: string

beforeAll(async () => {
  till = await testTerminal(hub)
  owner = await till.signIn('admin')
})

const say = (wish: unknown) =>
  call(hub, 'mutation', 'bankAccount.say', { account: wish }, { token: till.token, staff: owner })
const hello = async () =>
  z
    .object({ bankAccount: z.unknown() })
    .parse((await call(hub, 'query', 'terminal.hello', undefined, { token: till.token })).data)
const position = async () =>
  (await database.sql<{ position: number }[]>`select position from feed_head`)[0]?.position ?? 0
const order = async () => {
  const body = {
    ...{ location: 'q1', lines: [{ kind: 'stock', sku: 'TRA', quantity: 1 }] },
    payment: { method: 'bank_transfer' },
  }
  const made = await hub.ask('POST', '/v1/orders', { body })
  return z.object({ payment: z.record(z.string(), z.unknown()) }).parse(made.body).payment
}

test('what an owner says is where orders and counters send transfers from then on, and terminals are told that something is new', async () => {
  await hub.ask('PUT', '/v1/items/TRA', { body: { name: 'Trà', price: { amount: 45_000, currency: 'VND' } } })
  await hub.ask('PUT', '/v1/stock/TRA/q1', { body: { onHand: 9 } })
  expect(await order()).not.toHaveProperty('qr')
  const before = await position()
  expect(await say(account)).toMatchObject({ data: 'said' })
  expect((await hello()).bankAccount).toEqual(account)
  expect(await position()).toBeGreaterThan(before)
  expect(await order()).toMatchObject({
    account: { bank: '970436', number: '0123456789', name: 'TIEM MAY' },
    qr: expect.stringContaining('0123456789'),
  })
})

test('an account can be taken away; what is none is refused', async () => {
  expect((await say({ ...account, bin: '97' })).status).toBe(400)
  expect(await say(null)).toMatchObject({ data: 'said' })
  expect((await hello()).bankAccount).toBeNull()
  expect(await order()).not.toHaveProperty('account')
})

import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { ask } = hub
let terminal: TestTerminal
let staff: string

const asManager = (type: 'query' | 'mutation', path: string, input?: object) =>
  call(hub, type, path, input, { token: terminal.token, staff })
const dataOf = async (type: 'query' | 'mutation', path: string, input?: object) => {
  const answer = await asManager(type, path, input)
  expect(answer.status).toBe(200)
  return answer.data
}

beforeAll(async () => {
  terminal = await testTerminal(hub)
  staff = await terminal.signIn('manager')
  await hub.item('tea', 10)
  await ask('PUT', '/v1/channels/market', { body: { name: 'Sàn', kind: 'marketplace' } })
})

test('a channel is made and changed here; what programs need of it stays as REST has said, and no other takes its code', async () => {
  const web = { code: 'web', isNew: true, name: 'Website', kind: 'web', holdTtlSeconds: null }
  expect(await dataOf('mutation', 'channels.save', web)).toBe(true)
  expect(await dataOf('mutation', 'channels.save', { ...web, name: 'Another' })).toBe(false)
  const said = { name: 'Website', kind: 'web', requestsPerMinute: 70, paymentExtendsSeconds: 60 }
  await ask('PUT', '/v1/channels/web', { body: said })
  const changed = { ...web, isNew: false, name: 'Trang web', holdTtlSeconds: 120 }
  expect(await dataOf('mutation', 'channels.save', changed)).toBe(true)
  const { body } = await ask('GET', '/v1/channels')
  expect(body).toMatchObject({
    data: expect.arrayContaining([{ ...said, code: 'web', name: 'Trang web', holdTtlSeconds: 120 }]),
  })
})

test('a key that was made here is let in, until it is ended', async () => {
  const { key } = z
    .object({ key: z.string() })
    .parse(await dataOf('mutation', 'channels.makeKey', { channel: 'market' }))
  expect((await ask('GET', '/v1/holds', { key })).status).toBe(200)
  const id = key.split('_')[1] ?? ''
  const board = async () => JSON.stringify(await dataOf('query', 'channels.board'))
  expect(await board()).toContain(id)
  expect(await board()).not.toContain(key)
  await dataOf('mutation', 'channels.revokeKey', { channel: 'market', id })
  hub.pass(60_000)
  expect((await ask('GET', '/v1/holds', { key })).status).toBe(401)
  expect(await asManager('mutation', 'channels.makeKey', { channel: 'no' })).toMatchObject({ code: 'NOT_FOUND' })
})

test('K1 to K4: limits are said, read and taken away; what cannot be is told by name', async () => {
  const key = { channel: 'market', location: 'q1', sku: 'tea' }
  const save = (of: object, limit: object) => dataOf('mutation', 'channels.saveLimit', { ...key, ...of, limit })
  expect(await save({}, { cap: 3 })).toEqual({ trouble: null })
  expect(await save({ sku: null }, { cap: 3 })).toEqual({ trouble: 'cap_of_all' })
  expect(await save({ sku: 'no' }, { cap: 3 })).toEqual({ trouble: 'item' })
  expect(await dataOf('query', 'channels.limits', { channel: 'market' })).toMatchObject({
    data: [{ location: 'q1', sku: 'tea', cap: 3, taken: 0, safetyStock: null }],
  })
  await dataOf('mutation', 'channels.dropLimit', key)
  expect(await dataOf('query', 'channels.limits', { channel: 'market' })).toMatchObject({ data: [] })
})

test('what a webhook did not get is shown and sent again; no secret is told', async () => {
  const made = await ask('PUT', '/v1/webhooks/shop', { body: { url: 'http://127.0.0.1:9/', types: ['*'] } })
  await sql`
    insert into webhook_deliveries (webhook, position, at, type, subject, body, state, tries, ended_at, answer)
    values ('shop', 7, now(), 'order.paid', 'o', '{}', 'given_up', 20, now(), 'answered 500')`
  expect(await dataOf('query', 'channels.deliveries', { webhook: 'shop' })).toMatchObject([
    { position: 7, state: 'given_up', answer: 'answered 500' },
  ])
  await dataOf('mutation', 'channels.replay', { webhook: 'shop', position: 7 })
  expect(await dataOf('query', 'channels.deliveries', { webhook: 'shop' })).toMatchObject([
    { state: 'waiting', tries: 0 },
  ])
  const { secret } = z.object({ secret: z.string() }).parse(made.body)
  expect(JSON.stringify(await dataOf('query', 'channels.board'))).not.toContain(secret)
})

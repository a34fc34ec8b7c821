import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const database = testDatabase()
const hub = testHub(database)
let till: TestTerminal
let manager: string

beforeAll(async () => {
  await hub.channelKey('web')
  till = await testTerminal(hub)
  manager = await till.signIn('manager')
})

const ask = (type: 'query' | 'mutation', path: string, input: object = {}) =>
  call(hub, type, path, input, { token: till.token, staff: manager })
const board = async () => {
  const { data } = await call(hub, 'query', 'channels.board', undefined, { token: till.token, staff: manager })
  const shop = z.looseObject({ kind: z.string(), url: z.string().nullable() }).nullable()
  return z
    .object({
      channels: z.array(z.looseObject({ code: z.string(), shop })),
      carriers: z.array(z.looseObject({ code: z.string() })),
    })
    .parse(data)
}
const web = { channel: 'web', kind: 'woocommerce', location: 'q1' }

test('a manager connects a shop: what does not do is named, secrets are never told, and what was left out stays', async () => {
  const target = { url: 'https://shop.example', consumerKey: 'ck_1', consumerSecret: 'cs_hidden' }
  expect((await ask('mutation', 'shops.connect', web)).data).toEqual({ wrong: 'secret' })
  const bad = { ...web, secret: 'whsec-hidden', target: { ...target, consumerKey: '' } }
  expect((await ask('mutation', 'shops.connect', bad)).data).toEqual({ wrong: 'target.consumerKey' })
  expect(await ask('mutation', 'shops.connect', { ...bad, channel: 'none', target: null })).toMatchObject({
    ...{ code: 'NOT_FOUND', message: 'channel' },
  })
  expect((await board()).channels.find(({ code }) => code === 'web')?.shop).toBeNull()

  expect((await ask('mutation', 'shops.connect', { ...bad, target })).data).toEqual({ wrong: null })
  const shown = await board()
  expect(shown.channels.find(({ code }) => code === 'web')?.shop).toMatchObject({ url: 'https://shop.example' })
  expect(JSON.stringify(shown)).not.toContain('hidden')
  expect((await ask('mutation', 'shops.connect', web)).data).toEqual({ wrong: null })
  const [kept] = await database.sql`select secret, target ->> 'consumerKey' as key from connectors`
  expect(kept).toEqual({ secret: 'whsec-hidden', key: 'ck_1' })

  await database.sql`
    insert into connector_messages (channel, id, topic, foreign_id, at, answer)
    values ('web', 'm1', 'order.created', '4711', now(), '{"outcome":"held","unknown":["NO"],"short":[],"amiss":true}')`
  expect((await ask('query', 'shops.messages', { channel: 'web' })).data).toMatchObject([
    { what: 'order.created', about: '4711', outcome: 'held', amiss: true, missing: ['NO'] },
  ])
  expect((await ask('mutation', 'shops.disconnect', { channel: 'web' })).status).toBe(200)
  expect(await ask('mutation', 'shops.disconnect', { channel: 'web' })).toMatchObject({ code: 'NOT_FOUND' })
})

test('a manager sets a carrier up: its secret is told once, a code that is taken is refused, and what it told is shown', async () => {
  const fast = { code: 'fast', name: 'Giao Nhanh', fields: {}, states: { DELIVERED: 'delivered' } }
  const made = await ask('mutation', 'shops.saveCarrier', { ...fast, isNew: true })
  expect(made.data).toMatchObject({ secret: expect.stringMatching(/^whsec_/) })
  expect(await ask('mutation', 'shops.saveCarrier', { ...fast, isNew: true })).toMatchObject({ code: 'CONFLICT' })
  const changed = { ...fast, isNew: false, states: { DELIVERED: 'delivered', LOST: 'failed' } }
  expect((await ask('mutation', 'shops.saveCarrier', changed)).data).toEqual({ secret: null })
  expect((await board()).carriers).toMatchObject([{ code: 'fast', states: { LOST: 'failed' } }])
  expect((await ask('query', 'shops.carrierMessages', { code: 'fast' })).data).toEqual([])
  await ask('mutation', 'shops.removeCarrier', { code: 'fast' })
  expect((await board()).carriers).toEqual([])
})

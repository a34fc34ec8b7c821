import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const database = testDatabase()
const hub = testHub(database)
let till: TestTerminal
let staff: string
let web = ''

beforeAll(async () => {
  web = await hub.channelKey('web', { holdTtlSeconds: 600 })
  await hub.item('phone', 0)
  till = await testTerminal(hub)
  staff = await till.signIn('manager')
})

const ask = (type: 'query' | 'mutation', path: string, input: object) =>
  call(hub, type, `preorders.${path}`, input, { token: till.token, staff })
const terms = { releaseAt: '2099-01-01T00:00:00Z', refundPolicy: { kind: 'all' } }
const save = (quantity: number, isNew = false, sku = 'phone') =>
  ask('mutation', 'save', { sku, isNew, pool: { quantity, ...terms } })
const arrive = (quantity: number, id = randomUUID(), sku = 'phone') =>
  ask('mutation', 'arrive', { id, sku, quantity, reference: 'PN-1' })

test('G1: a manager says how many can be pre-ordered, never fewer than are promised', async () => {
  expect((await save(10, true)).data).toEqual({ type: 'saved' })
  expect((await save(10, true)).data).toEqual({ type: 'exists' })
  expect(await save(10, true, 'nothing')).toMatchObject({ code: 'NOT_FOUND' })
  const lines = [{ kind: 'preorder', sku: 'phone', quantity: 4 }]
  await hub.ask('POST', '/v1/holds', { key: web, body: { location: 'q1', lines } })
  expect((await save(3)).data).toEqual({ type: 'too_few', taken: 4 })
  expect((await save(6)).data).toEqual({ type: 'saved' })
  expect((await ask('query', 'pools', {})).data).toMatchObject({
    data: [{ sku: 'phone', quantity: 6, promised: 4, available: 2 }],
    nextCursor: null,
  })
})

test('G4: an arrival that is said twice is one', async () => {
  const id = randomUUID()
  expect((await arrive(5, id)).data).toEqual({ promised: 4, forSale: 1 })
  expect((await arrive(5, id)).data).toEqual({ promised: 4, forSale: 1 })
  expect((await ask('query', 'pools', {})).data).toMatchObject({ data: [{ quantity: 6, promised: 0, arrived: 5 }] })
  expect(await arrive(1, randomUUID(), 'nothing')).toMatchObject({ code: 'NOT_FOUND' })
})

import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'

const database = testDatabase()
const hub = testHub(database)
let till: TestTerminal
let manager: string

beforeAll(async () => {
  await hub.item('tea', 100)
  till = await testTerminal(hub)
  manager = await till.signIn('manager')
})

const refusedOrder = async (quantity: number): Promise<string> => {
  const lines = [{ kind: 'stock', sku: 'tea', quantity, price: { amount: 1_000, currency: 'VND' } }]
  const placed = await hub.ask('POST', '/v1/orders', { body: { location: 'q1', lines, payment: { method: 'cash' } } })
  const { id } = z.object({ id: z.string() }).parse(placed.body)
  const step = (name: string, body: object) => hub.ask('POST', `/v1/orders/${id}/${name}`, { body })
  await step('payments', { amount: { amount: quantity * 1_000, currency: 'VND' }, method: 'cash' })
  await step('ship', { parcel: 'GHN1' })
  await step('delivery-failed', { reason: 'refused' })
  return id
}
const give = (path: string, input: object) =>
  call(hub, 'mutation', `returns.${path}`, input, { token: till.token, staff: manager })
const stock = async () => (await hub.ask('GET', '/v1/stock?sku=tea&location=q1')).body

test('R1 to R7 at a terminal: ship 10, receive 9, inspect 6, 2 and 1; each step said twice is one', async () => {
  const order = await refusedOrder(10)
  const id = randomUUID()
  const twice = async (path: string, more: object) => {
    const input = { key: randomUUID(), return: id, ...more }
    const first = await give(path, input)
    expect((await give(path, input)).data).toEqual(first.data)
    return first.data
  }
  expect(await twice('open', { order, reason: 'refused' })).toMatchObject({ type: 'done', return: { parcel: 'GHN1' } })
  expect(await twice('receive', { lines: [{ sku: 'tea', quantity: 9 }] })).toMatchObject({
    ...{ type: 'done', return: { state: 'received' } },
  })
  expect(await stock()).toMatchObject({ data: [{ available: 90, returning: 1, quarantined: 9 }] })
  const graded = [
    { sku: 'tea', quantity: 6, grade: 'sellable' },
    { sku: 'tea', quantity: 2, grade: 'damaged', note: 'móp' },
    { sku: 'tea', quantity: 1, grade: 'scrap' },
  ]
  for (const line of graded) await twice('inspect', { lines: [line] })
  expect(await stock()).toMatchObject({ data: [{ available: 96, returning: 1, quarantined: 0, damaged: 2 }] })
  expect(await twice('close', {})).toMatchObject({ type: 'done', return: { state: 'inspected' } })
  const { data } = await call(hub, 'query', 'returns.list', undefined, { token: till.token })
  expect(data).toMatchObject([{ id, lines: [{ expected: 10, received: 9, sellable: 6, damaged: 2, scrap: 1 }] }])
  const [refund] = await database.sql`select amount::int, reason from refunds where order_id = ${order}`
  expect(refund).toEqual({ amount: 10_000, reason: 'returned' })
  expect(await selfCheck(database.sql)).toEqual({ clean: true, differences: [] })
})

test('what cannot be is told by its code, and changes nothing', async () => {
  const unknown = { key: randomUUID(), return: randomUUID() }
  expect((await give('close', unknown)).data).toEqual({ type: 'refused', code: 'not_found' })
  const lines = [{ sku: 'tea', quantity: 1, grade: 'sellable' }]
  const order = await refusedOrder(1)
  const id = randomUUID()
  await give('open', { key: randomUUID(), return: id, order, reason: 'refused' })
  expect((await give('inspect', { key: randomUUID(), return: id, lines })).data).toEqual({
    ...{ type: 'refused', code: 'return_state' },
  })
})

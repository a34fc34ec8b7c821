import { beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { Fault } from '../../arbiter/types.ts'
import { importStatement } from '../../payments/importStatement.ts'
import { matchWaiting } from '../../payments/matchWaiting.ts'
import { readStatement } from '../../payments/statement.ts'
import { bookUnmatched } from '../../payments/unmatched.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { admin } from '../../testing/shop.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { ask } = hub
const header = 'date,amount,description,reference\n'
const importCsv = (csv: string) =>
  ask('POST', '/v1/payments/statement', { raw: header + csv, headers: { 'content-type': 'text/csv' } })
const lineSchema = z.object({ data: z.array(z.object({ id: z.uuid(), description: z.string() })) })
const waiting = async () => lineSchema.parse((await ask('GET', '/v1/payments/statement')).body).data
const lineOf = async (description: string): Promise<string> =>
  (await waiting()).find((line) => line.description === description)?.id ?? ''
const see = (line: string, how: 'assign' | 'dismiss', body: object, headers: Record<string, string> = {}) =>
  ask('POST', `/v1/payments/statement/${line}/${how}`, { body, headers })
const place = async (): Promise<string> => {
  const body = {
    location: 'q1',
    lines: [{ kind: 'stock', sku: 'tea', quantity: 1 }],
    payment: { method: 'bank_transfer' },
  }
  return z.object({ id: z.uuid() }).parse((await ask('POST', '/v1/orders', { body })).body).id
}
const read = async (order: string) => (await ask('GET', `/v1/orders/${order}`)).body

beforeAll(() => hub.item('tea', 100, { price: { amount: 35_000, currency: 'VND' } }))

test('P9: a person books a line that names no order, once, and it says who', async () => {
  await importCsv('d,35000,tien tra,FT-1\nd,1000,tien tra nua,FT-1\n')
  const [order, other] = [await place(), await place()]
  const [line, more] = [await lineOf('tien tra'), await lineOf('tien tra nua')]
  const key = { 'idempotency-key': 'assign-1' }
  const done = await see(line, 'assign', { order }, key)
  expect(done).toMatchObject({ status: 200, body: { id: line, order, settledBy: 'admin', amount: 35_000 } })
  expect((await see(line, 'assign', { order }, key)).text).toBe(done.text)
  expect(await see(line, 'assign', { order })).toMatchObject({ status: 200, body: { order } })
  expect(await see(line, 'assign', { order: other })).toMatchObject({
    status: 409,
    body: { code: 'line_settled', order },
  })
  expect(await see(line, 'dismiss', { note: 'nobody’s' })).toMatchObject({ status: 409 })
  expect(await read(order)).toMatchObject({ state: 'paid', payments: [{ reference: 'FT-1' }] })
  // Under the same reference, and yet another payment.
  expect((await see(more, 'assign', { order })).status).toBe(200)
  expect(await read(order)).toMatchObject({ refunds: [{ amount: { amount: 1_000 }, reason: 'overpaid' }] })
  expect((await importCsv('d,35000,tien tra,FT-1\n')).body).toMatchObject({ matched: 0, known: 1 })
  expect(await selfCheck(database.sql)).toEqual({ clean: true, differences: [] })
})

test('P9: or puts it away with a word why; it does not come back with the next statement', async () => {
  await importCsv('d,5000,lai tien gui,FT-9\n')
  const line = await lineOf('lai tien gui')
  expect((await see(line, 'dismiss', {})).status).toBe(422)
  expect(await see(line, 'dismiss', { note: 'interest' })).toMatchObject({
    status: 200,
    body: { dismissed: 'interest', settledBy: 'admin' },
  })
  expect((await see(line, 'dismiss', { note: 'again' })).body).toMatchObject({ dismissed: 'interest' })
  expect(await waiting()).toEqual([])
  expect((await importCsv('d,5000,lai tien gui,FT-9\n')).body).toMatchObject({ matched: 0, known: 1, unmatched: [] })
  expect(await waiting()).toEqual([])
})

test('P9: two people who find two orders for one line at the same moment book its money once', async () => {
  await importCsv('d,35000,hai nguoi,FT-11\n')
  const line = await lineOf('hai nguoi')
  const orders = await Promise.all([place(), place(), place()])
  const seen = await Promise.all(
    orders.map((order) => database.sql.begin((tx) => bookUnmatched(hub.hub, tx, line, order, admin))),
  )
  expect(seen.map(({ type }) => type).toSorted()).toEqual(['done', 'settled', 'settled'])
  const paid = await database.sql`select order_id from payments where reference = 'FT-11'`
  expect(paid).toHaveLength(1)
  expect(await selfCheck(database.sql)).toEqual({ clean: true, differences: [] })
})

test('P9: money of which nobody heard that it was booked is booked nowhere else, by whoever finds another order or none for its line', async () => {
  const [order, other] = [await place(), await place()]
  await importCsv('d,35000,mat tin,FT-14\nd,35000,mat tin nua,FT-15\n')
  const { arbiter } = hub.hub
  const { submit } = arbiter
  for (const [description, how, body] of [
    ['mat tin', 'assign', { order: other }],
    ['mat tin nua', 'dismiss', { note: 'nobody’s' }],
  ] as const) {
    const line = await lineOf(description)
    const lost = vi.spyOn(arbiter, 'submit').mockImplementationOnce(async (submission) => {
      await submit(submission)
      throw new Fault('the answer is lost')
    })
    expect((await see(line, 'assign', { order })).status).toBe(503)
    lost.mockRestore()
    expect(await see(line, how, body)).toMatchObject({ status: 409, body: { code: 'line_settled', order } })
  }
  const line = expect.objectContaining({ description: expect.stringMatching(/^mat tin/) })
  expect((await waiting()).filter(({ description }) => description.startsWith('mat tin'))).toEqual([line, line])
  // What was refused over REST was not written down either: the next look at what waits does.
  await matchWaiting(hub.hub)
  expect(await waiting()).not.toContainEqual(line)
  const paid = await database.sql`select order_id as order from payments where reference in ('FT-14', 'FT-15')`
  expect(paid).toEqual([{ order }, { order }])
  expect(await selfCheck(database.sql)).toEqual({ clean: true, differences: [] })
})

test('a statement that two people bring by two hubs at once is booked by one, and the other is told that it was there', async () => {
  const order = z.object({ number: z.string() }).parse(await read(await place()))
  const statement = await readStatement(`${header}d,30000,${order.number},FT-12\nd,5000,${order.number},FT-13\n`)
  const lines = statement.ok ? statement.lines : []
  const told = await Promise.all([importStatement(hub.hub, lines), importStatement(hub.hub, lines)])
  expect(told.reduce((sum, { matched }) => sum + matched, 0)).toBe(2)
  expect(told.reduce((sum, { known }) => sum + known, 0)).toBe(2)
  expect(await selfCheck(database.sql)).toEqual({ clean: true, differences: [] })
})

test('of a line or an order that there is not, it says so', async () => {
  await importCsv('d,5000,ai day,FT-10\n')
  const line = await lineOf('ai day')
  const nobody = '01912f6e-0000-7000-8000-000000000000'
  expect((await see(nobody, 'dismiss', { note: 'x' })).status).toBe(404)
  expect((await see(line, 'assign', { order: nobody })).status).toBe(404)
  expect(await waiting()).toHaveLength(1)
})

import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Reached } from '../../gate/gate.contract.ts'
import { startHousekeepingJob } from '../../housekeeping/housekeepingJob.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub } from '../../testing/testHub.ts'
import { call, testTerminal } from '../../testing/testTerminal.ts'

const reached = new Reached()
const database = testDatabase()
const hub = testHub(database, { wrap: reached.wrap })

/** Whether somebody who comes too late is told so by the gate, sooner or later. */
const isGated = async (sku: string): Promise<boolean> => {
  for (;;) {
    const before = reached.commands
    const body = { location: 'q1', lines: [{ kind: 'stock', sku, quantity: 1 }] }
    expect((await hub.ask('POST', '/v1/holds', { body })).status).toBe(409)
    if (reached.commands === before) return true
    if (!hub.hub.gate.isOnSale('q1', sku)) return false
  }
}

test('F1: an item is put on flash sale at one location for a time, and taken off', async () => {
  await hub.item('a', 0)
  expect(await isGated('a')).toBe(false)
  const endsAt = new Date(Date.now() + 3_600_000).toISOString()
  const put = await hub.ask('PUT', '/v1/flash-sales/a/q1', { body: { endsAt } })
  expect(put).toMatchObject({ status: 200, body: { sku: 'a', location: 'q1', endsAt, perBuyer: null } })
  expect(await isGated('a')).toBe(true)
  expect((await hub.ask('GET', '/v1/flash-sales')).body).toEqual({ data: [put.body], nextCursor: null })
  expect((await hub.ask('DELETE', '/v1/flash-sales/a/q1')).status).toBe(204)
  expect(await isGated('a')).toBe(false)
  expect((await hub.ask('DELETE', '/v1/flash-sales/a/q1')).status).toBe(404)
})

test('F1: it is over by itself', async () => {
  await hub.item('b', 0)
  await hub.ask('PUT', '/v1/flash-sales/b/q1', { body: {} })
  expect(await isGated('b')).toBe(true)
  await database.sql`update flash_sales set ends_at = now() - interval '1 s' where sku = 'b'`
  expect((await hub.ask('GET', '/v1/flash-sales')).body).toEqual({ data: [], nextCursor: null })
  await expect.poll(() => hub.hub.gate.isOnSale('q1', 'b'), { timeout: 20_000 }).toBe(false)
})

test('A8: who took what is forgotten when its sale is over, and not before', async () => {
  for (const sku of ['over', 'on']) {
    await hub.item(sku, 5)
    await hub.ask('PUT', `/v1/flash-sales/${sku}/q1`, { body: { perBuyer: 2 } })
    expect((await place(sku, { phone: '0901' })).status).toBe(201)
  }
  const ages = { holdsDays: 7, verdictsDays: 35, feedDays: 30, keepMonths: null, customerDays: null }
  const buyersOf = async () => [
    ...(await database.sql`select sku, buyer from flash_takes where sku in ('over', 'on') order by sku`),
  ]
  const job = startHousekeepingJob({
    sql: database.sql,
    feed: hub.hub.feed,
    ages,
    log: pino({ level: 'error' }),
    tickMs: 20,
  })
  try {
    await database.sql`update flash_sales set ends_at = now() where sku = 'over'`
    await expect.poll(buyersOf).toMatchObject([{ sku: 'on' }])
    await hub.ask('DELETE', '/v1/flash-sales/on/q1')
    await expect.poll(buyersOf).toEqual([])
  } finally {
    await job.stop()
  }
})

test('an item or a location that there is not is 404, a moment that is none 422', async () => {
  await hub.item('c', 1)
  expect((await hub.ask('PUT', '/v1/flash-sales/nothing/q1', { body: {} })).status).toBe(404)
  expect((await hub.ask('PUT', '/v1/flash-sales/c/nowhere', { body: {} })).status).toBe(404)
  expect((await hub.ask('PUT', '/v1/flash-sales/c/q1', { body: { endsAt: 'soon' } })).status).toBe(422)
})

test('F1: a manager at a terminal begins one for some hours, and ends it', async () => {
  await hub.item('d', 0)
  const terminal = await testTerminal(hub)
  const staff = await terminal.signIn('manager')
  const ask = (type: 'query' | 'mutation', name: string, input: object) =>
    call(hub, type, `sales.${name}`, input, { token: terminal.token, staff })
  const stateSchema = z.object({
    ...{ always: z.boolean(), isOn: z.boolean() },
    ...{ endsAt: z.number().nullable(), perBuyer: z.number().nullable() },
  })
  const read = async () => stateSchema.parse((await ask('query', 'read', { sku: 'd' })).data)
  expect(await read()).toEqual({ always: false, isOn: false, endsAt: null, perBuyer: null })
  await ask('mutation', 'begin', { sku: 'd', hours: 2, perBuyer: 3 })
  const { isOn, endsAt, perBuyer } = await read()
  expect({ isOn, perBuyer }).toEqual({ isOn: true, perBuyer: 3 })
  expect(Math.abs((endsAt ?? 0) - Date.now() - 7_200_000)).toBeLessThan(60_000)
  expect(await isGated('d')).toBe(true)
  await ask('mutation', 'end', { sku: 'd' })
  expect(await read()).toEqual({ always: false, isOn: false, endsAt: null, perBuyer: null })
  expect(await isGated('d')).toBe(false)
})

const place = (sku: string, customer: object | undefined, quantity = 1, more: object = {}): Promise<Answered> =>
  hub.ask('POST', '/v1/holds', {
    body: {
      location: 'q1',
      lines: [{ kind: 'stock', sku, quantity }],
      ...(customer === undefined ? {} : { customer }),
      ...more,
    },
  })

const idOf = (answer: Answered): string => z.object({ id: z.string() }).parse(answer.body).id

const beyond = (available: number) => ({
  status: 409,
  body: { conflicts: [{ line: 0, code: 'limit_reached', available }] },
})

describe('F8: how many each buyer may have', () => {
  const an = { phone: '0901 234 567' }
  const binh = { email: 'binh@example.com' }

  beforeAll(async () => {
    for (const sku of ['two', 'rush', 'plain']) await hub.item(sku, 100)
    for (const sku of ['two', 'rush']) await hub.ask('PUT', `/v1/flash-sales/${sku}/q1`, { body: { perBuyer: 2 } })
  })

  test('counts what somebody holds and bought, however they write their number, and gives back what came back', async () => {
    const first = await place('two', an)
    expect(first.status).toBe(201)
    expect(await place('two', { phone: '+84 901234567', email: 'an@example.com' }, 2)).toMatchObject(beyond(1))
    const second = await place('two', { phone: '+84 901234567', email: 'an@example.com' })
    expect(second.status).toBe(201)
    expect(await place('two', an)).toMatchObject(beyond(0))
    expect(await place('two', { email: 'AN@example.com' }, 2)).toMatchObject(beyond(1))
    expect((await place('two', binh, 2)).status).toBe(201)
    await hub.ask('POST', `/v1/holds/${idOf(first)}/release`)
    await hub.ask('POST', `/v1/holds/${idOf(second)}/confirm`)
    expect(await place('two', an, 2)).toMatchObject(beyond(1))
    expect((await place('two', an)).status).toBe(201)
  })

  test('is told to somebody unnamed, and of nothing else', async () => {
    expect(await place('two', undefined)).toMatchObject(beyond(0))
    expect(await place('two', { name: 'An' })).toMatchObject(beyond(0))
    expect((await place('plain', undefined, 5)).status).toBe(201)
  })

  test('holds in a rush: of one buyer’s 30 requests two succeed, and the others are told so', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => place('rush', an)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(answers.find(({ status }) => status === 409)).toMatchObject(beyond(0))
  })

  test('H3: what is overdue counts for nothing, with no sweep about', async () => {
    expect((await place('rush', binh, 2, { ttlSeconds: 1 })).status).toBe(201)
    await expect.poll(async () => (await place('rush', binh, 2)).status, { timeout: 20_000 }).toBe(201)
  })

  test('an order counts, and one that is cancelled after it was paid does not', async () => {
    const cuc = { phone: '0911' }
    const order = (quantity: number): Promise<Answered> =>
      hub.ask('POST', '/v1/orders', {
        body: {
          location: 'q1',
          lines: [{ kind: 'stock', sku: 'rush', quantity }],
          customer: cuc,
          payment: { method: 'cash' },
        },
      })
    const ordered = await order(2)
    expect(ordered.status).toBe(201)
    const amount = { amount: 20_000, currency: 'VND' }
    const paid = await hub.ask('POST', `/v1/orders/${idOf(ordered)}/payments`, {
      body: { amount, method: 'cash', reference: 'r1' },
    })
    expect(paid.body).toMatchObject({ state: 'paid' })
    expect(await order(1)).toMatchObject(beyond(0))
    expect((await hub.ask('POST', `/v1/orders/${idOf(ordered)}/cancel`)).body).toMatchObject({ state: 'cancelled' })
    expect((await order(2)).status).toBe(201)
  })

  test('a new sale begins to count anew', async () => {
    expect(await place('two', binh)).toMatchObject(beyond(0))
    await hub.ask('DELETE', '/v1/flash-sales/two/q1')
    expect((await place('two', binh, 5)).status).toBe(201)
    await hub.ask('PUT', '/v1/flash-sales/two/q1', { body: { perBuyer: 1 } })
    expect((await place('two', binh)).status).toBe(201)
    expect(await place('two', binh)).toMatchObject(beyond(0))
  })
})

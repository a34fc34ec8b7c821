import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { ask } = hub
let secret = ''

const states = {
  ...{ picked_up: 'shipped', in_transit: 'ignored', delivered: 'delivered', customer_refused: 'refused' },
  ...{ not_at_home: 'unreachable', lost: 'failed' },
}
const fields = { parcel: 'data.tracking_code', state: 'data.status', order: 'data.client_order_code' }

beforeAll(async () => {
  await hub.item('tea', 100)
  const body = { name: 'Giao Nhanh', fields, states }
  const made = await ask('PUT', '/v1/carriers/fast', { body })
  secret = z.object({ secret: z.string() }).parse(made.body).secret
  expect((await ask('PUT', '/v1/carriers/fast', { body })).body).toEqual({})
})
afterEach(async () => {
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

/** An order that is paid, and shipped with a parcel if one is named. */
const paid = async (parcel?: string) => {
  const line = { kind: 'stock', sku: 'tea', quantity: 2 }
  const placed = await ask('POST', '/v1/orders', {
    body: { location: 'q1', lines: [line], payment: { method: 'cash' } },
  })
  const { id, number, total } = z.object({ id: z.string(), number: z.string(), total: z.unknown() }).parse(placed.body)
  await ask('POST', `/v1/orders/${id}/payments`, { body: { amount: total, method: 'cash', reference: id } })
  if (parcel !== undefined) await ask('POST', `/v1/orders/${id}/ship`, { body: { carrier: 'fast', parcel } })
  return { id, number }
}
const tell = (data: object, id: string = randomUUID(), signedBy = secret) => {
  const raw = JSON.stringify({ event: 'status', data })
  const at = new Date()
  const headers = {
    ...{ 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)) },
    'webhook-signature': new Webhook(signedBy).sign(id, at, raw),
  }
  return ask('POST', '/v1/carriers/fast/notify', { key: null, raw, headers })
}
const stateOf = async (order: string) =>
  z.object({ state: z.string() }).parse((await ask('GET', `/v1/orders/${order}`)).body).state
const returnsOf = async (order: string) =>
  z.object({ data: z.array(z.unknown()) }).parse((await ask('GET', `/v1/returns?order=${order}`)).body).data

const count = async () => (await sql<{ n: number }[]>`select count(*)::int as n from carrier_messages`)[0]?.n

test('picked up with our number: shipped with its parcel; delivered; each told twice changes nothing', async () => {
  const { id, number } = await paid()
  const pickedUp = { tracking_code: 'P1', status: 'picked_up', client_order_code: number }
  const message = randomUUID()
  const first = await tell(pickedUp, message)
  expect(first).toMatchObject({ status: 200, body: { received: true, outcome: 'shipped', order: id } })
  expect((await tell(pickedUp, message)).body).toEqual(first.body)
  expect((await tell(pickedUp)).body).toEqual(first.body)
  expect((await ask('GET', `/v1/orders/${id}`)).body).toMatchObject({ state: 'shipped', carrier: 'fast', parcel: 'P1' })
  expect(await tell({ tracking_code: 'P1', status: 'in_transit' })).toMatchObject({ body: { outcome: 'ignored' } })
  for (let times = 0; times < 2; times += 1)
    expect(await tell({ tracking_code: 'P1', status: 'delivered' })).toMatchObject({ body: { outcome: 'delivered' } })
  // It left long ago: told late, that changes nothing.
  expect(await tell(pickedUp)).toMatchObject({ body: { outcome: 'shipped', amiss: false } })
  expect(await stateOf(id)).toBe('delivered')
})

test('R1: a delivery that failed begins a return of all that was shipped, once, however it is told', async () => {
  const { id } = await paid('P2')
  const refused = { tracking_code: 'P2', status: 'customer_refused' }
  const told = await Promise.all([tell(refused), tell(refused), tell({ ...refused, status: 'not_at_home' })])
  for (const one of told) expect(one).toMatchObject({ status: 200, body: { outcome: 'returning', order: id } })
  expect(await stateOf(id)).toBe('returning')
  expect(await returnsOf(id)).toMatchObject([
    { parcel: 'P2', state: 'returning', lines: [{ sku: 'tea', expected: 2 }] },
  ])
  const [level] = await sql`select in_return as back from stock_levels where sku = 'tea'`
  expect(level).toEqual({ back: 2 })
})

test('told in a wrong order: delivered before it was shipped is both; what cannot be is kept for a person', async () => {
  const { id, number } = await paid()
  const of = { tracking_code: 'P3', client_order_code: number }
  expect(await tell({ ...of, status: 'delivered' })).toMatchObject({ body: { outcome: 'delivered' } })
  expect(await stateOf(id)).toBe('delivered')
  expect(await tell({ ...of, status: 'lost' })).toMatchObject({
    ...{ status: 200, body: { outcome: 'refused', code: 'delivered', amiss: true } },
  })
  expect(await returnsOf(id)).toEqual([])
  const cancelled = await paid()
  await ask('POST', `/v1/orders/${cancelled.id}/cancel`, { body: {} })
  const late = { tracking_code: 'P4', client_order_code: cancelled.number, status: 'picked_up' }
  expect(await tell(late)).toMatchObject({ body: { outcome: 'refused', code: 'cancelled', amiss: true } })
  for (const status of ['teleported', 'constructor'])
    expect(await tell({ tracking_code: 'P3', status })).toMatchObject({ body: { outcome: 'unmapped', amiss: true } })
  const amiss = z.object({ data: z.array(z.object({ amiss: z.number() })) })
  expect(amiss.parse((await ask('GET', '/v1/carriers')).body).data[0]?.amiss).toBe(4)
})

test('a parcel that nobody knows is told again until it is known', async () => {
  const message = randomUUID()
  const told = { tracking_code: 'P5', status: 'delivered' }
  expect((await tell(told, message)).status).toBe(404)
  const { id } = await paid('P5')
  expect(await tell(told, message)).toMatchObject({ status: 200, body: { outcome: 'delivered', order: id } })
})

test('a wrong signature, an old one, or none: 401, and nothing is kept; what does not fit is 422', async () => {
  const before = await count()
  const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  expect((await tell({ tracking_code: 'P2', status: 'delivered' }, randomUUID(), other)).status).toBe(401)
  expect((await ask('POST', '/v1/carriers/fast/notify', { key: null, raw: '{}' })).status).toBe(401)
  const at = new Date(Date.now() - 3_600_000)
  const raw = JSON.stringify({ data: { tracking_code: 'P2', status: 'delivered' } })
  const headers = {
    ...{ 'webhook-id': 'old', 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)) },
    'webhook-signature': new Webhook(secret).sign('old', at, raw),
  }
  expect((await ask('POST', '/v1/carriers/fast/notify', { key: null, raw, headers })).status).toBe(401)
  expect((await tell({ tracking_code: 'P2' })).status).toBe(422)
  expect((await tell({ status: 'delivered' })).status).toBe(422)
  expect(await count()).toBe(before)
  expect((await ask('GET', '/v1/carriers')).text).not.toContain(secret)
})

test('whose secret is replaced is believed by both for a while, and then by the new one alone', async () => {
  const resting = { tracking_code: 'P2', status: 'in_transit' }
  const renew = async (body: object) =>
    z
      .object({ secret: z.string(), oldUntil: z.iso.datetime() })
      .parse((await ask('POST', '/v1/carriers/fast/secret', { body })).body).secret
  const statusOf = async (by: string) => (await tell(resting, randomUUID(), by)).status
  const renewed = await renew({})
  expect(await Promise.all([statusOf(secret), statusOf(renewed)])).toEqual([200, 200])
  const last = await renew({ keepOldForSeconds: 0 })
  expect(await Promise.all([statusOf(secret), statusOf(renewed), statusOf(last)])).toEqual([401, 401, 200])
  expect((await ask('POST', '/v1/carriers/nobody/secret', { body: {} })).status).toBe(404)
  secret = last
})

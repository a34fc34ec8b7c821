import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { passTime } from '../../testing/passTime.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { ask } = hub
const vnd = (amount: number) => ({ amount, currency: 'VND' })
const releaseAt = '2099-01-01T00:00:00.000Z'

let web = ''
beforeAll(async () => {
  web = await hub.channelKey('web', { holdTtlSeconds: 600 })
  await hub.item('phone', 0, { price: vnd(1_000_000) })
  await hub.item('case', 10, { price: vnd(50_000) })
})

const announce = (body: object, sku = 'phone', key?: string) =>
  ask('PUT', `/v1/preorders/${sku}/q1`, {
    body: { quantity: 10, releaseAt, ...body },
    ...(key === undefined ? {} : { key }),
  })
const line = (quantity: number, sku = 'phone') => ({ kind: 'preorder', sku, quantity })
const order = (body: object) =>
  ask('POST', '/v1/orders', { key: web, body: { location: 'q1', payment: { method: 'test' }, ...body } })
const orderSchema = z.looseObject({ id: z.uuid(), hold: z.uuid(), expiresAt: z.string() })
const step = (id: string, name: string, body: object = {}) => ask('POST', `/v1/orders/${id}/${name}`, { body })
const pay = (id: string, amount: number) => step(id, 'payments', { amount: vnd(amount), method: 'cash' })
const arrive = (quantity: number, key = randomUUID()) =>
  ask('POST', '/v1/preorders/phone/q1/arrive', { body: { quantity }, headers: { 'idempotency-key': key } })

describe('what may be pre-ordered', () => {
  test('is set up by an admin, as a whole; told to all', async () => {
    const terms = { depositPercent: 30, refundPolicy: { kind: 'part', percent: 50 }, graceSeconds: 86_400 }
    const told = { sku: 'case', location: 'q1', name: 'case', promised: 0, arrived: 0, releaseAt }
    const put = await announce({ ...terms, remindBeforeSeconds: [3_600, 86_400, 3_600] }, 'case')
    expect(put).toMatchObject({
      ...{
        status: 200,
        body: { ...told, ...terms, quantity: 10, available: 10, remindBeforeSeconds: [86_400, 3_600] },
      },
    })
    expect((await announce({ quantity: 4 }, 'case')).body).toEqual({
      ...{
        ...told,
        quantity: 4,
        available: 4,
        refundPolicy: { kind: 'all' },
        graceSeconds: 0,
        remindBeforeSeconds: [],
      },
    })
    expect((await announce({}, 'case', web)).status).toBe(403)
    expect((await announce({}, 'nothing')).status).toBe(404)
    expect((await announce({ refundPolicy: { kind: 'part' } }, 'case')).status).toBe(422)
    expect((await announce({ depositPercent: 100 }, 'case')).status).toBe(422)
    const list = await ask('GET', '/v1/preorders?location=q1', { key: web })
    expect(list.body).toMatchObject({ data: [{ sku: 'case' }], nextCursor: null })
    expect((await ask('GET', '/v1/preorders/phone/q1', { key: web })).status).toBe(404)
    expect((await ask('GET', '/v1/preorders/case/q1/movements', { key: web })).body).toMatchObject({
      data: [
        { from: 'open', to: 'outside', quantity: 6, reason: 'withdrawn' },
        { from: 'outside', to: 'open', quantity: 10, reason: 'announced' },
      ],
    })
  })

  test('is held apart from stock, and refused with how many can be had', async () => {
    await announce({ quantity: 3 })
    const held = await ask('POST', '/v1/holds', { key: web, body: { location: 'q1', lines: [line(1), line(1)] } })
    expect(held).toMatchObject({ status: 201, body: { state: 'held', lines: [line(2)] } })
    const refused = await ask('POST', '/v1/holds', { key: web, body: { location: 'q1', lines: [line(2)] } })
    expect(refused).toMatchObject({ status: 409, body: { conflicts: [{ line: 0, code: 'sold_out', available: 1 }] } })
    expect(await announce({ quantity: 1 })).toMatchObject({ status: 409, body: { code: 'too_few', taken: 2 } })
    const { id } = z.object({ id: z.uuid() }).parse(held.body)
    await ask('POST', `/v1/holds/${id}/release`, { key: web, body: {} })
  })
})

test('an order goes the whole way: deposit by the terms, balance, arrival once, and only then it is shipped', async () => {
  await announce({ depositPercent: 30, graceSeconds: 3_600 })
  const answer = await order({
    lines: [line(2), { kind: 'stock', sku: 'case', quantity: 1 }],
    customer: { name: 'Lan' },
  })
  expect(answer).toMatchObject({
    status: 201,
    body: {
      ...{ state: 'awaiting_payment', total: vnd(2_050_000), toCome: 2 },
      payment: {
        plan: [
          { kind: 'deposit', amount: vnd(650_000) },
          { kind: 'balance', amount: vnd(1_400_000), dueAt: releaseAt },
        ],
      },
    },
  })
  const { id, hold, expiresAt } = orderSchema.parse(answer.body)
  expect(Math.abs(Date.parse(expiresAt) - Date.now() - 600_000)).toBeLessThan(5_000)
  expect(await pay(id, 650_000)).toMatchObject({
    body: { state: 'deposit_paid', due: vnd(1_400_000), expiresAt: '2099-01-01T01:00:00.000Z' },
  })
  expect(await pay(id, 1_400_000)).toMatchObject({ body: { state: 'paid', toCome: 2 } })
  expect(await step(id, 'ship')).toMatchObject({ status: 409, body: { code: 'goods_to_come' } })
  const key = randomUUID()
  const arrived = await arrive(5, key)
  expect(arrived).toMatchObject({ status: 200, body: { sku: 'phone', location: 'q1', promised: 2, forSale: 3 } })
  expect(await arrive(5, key)).toMatchObject({ text: arrived.text, headers: { 'idempotent-replayed': 'true' } })
  expect(await ask('GET', '/v1/stock?sku=phone&location=q1')).toMatchObject({ body: { data: [{ onHand: 3 }] } })
  const { body } = await ask('GET', `/v1/holds/${hold}`)
  expect(body).toMatchObject({
    state: 'confirmed',
    lines: [{ kind: 'stock', sku: 'phone', quantity: 2 }, { sku: 'case' }],
  })
  expect((await step(id, 'ship')).status).toBe(200)
  const changes = z
    .object({ data: z.array(z.object({ type: z.string(), subject: z.string() })) })
    .parse((await ask('GET', '/v1/changes?limit=1000')).body).data
  expect(changes.filter(({ subject }) => subject === id).map(({ type }) => type)).toEqual([
    ...['order.awaiting_payment', 'order.deposit_paid', 'order.paid', 'order.arrived', 'order.shipped'],
  ])
  expect(changes.some(({ type, subject }) => type === 'preorder.changed' && subject === 'q1/phone')).toBe(true)
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

test('a plan of its own has at least the deposit; several instalments are fine', async () => {
  await announce({ depositPercent: 30 })
  const planned = (...amounts: number[]) =>
    order({
      lines: [line(1)],
      payment: {
        method: 'cash',
        plan: amounts.map((amount, n) => ({
          ...{ kind: n === 0 ? 'deposit' : 'balance', amount: vnd(amount), dueAt: `2098-0${n + 1}-01T00:00:00Z` },
        })),
      },
    })
  expect(await planned(299_999, 700_001)).toMatchObject({ status: 422, body: { code: 'invalid' } })
  const answer = await planned(300_000, 400_000, 300_000)
  expect(answer.status).toBe(201)
  const { id } = orderSchema.parse(answer.body)
  expect(await pay(id, 700_000)).toMatchObject({
    body: { state: 'deposit_paid', due: vnd(300_000), expiresAt: '2098-03-01T00:00:00.000Z' },
  })
})

test('G8: what the shop keeps is shown as such', async () => {
  await announce({ depositPercent: 30, refundPolicy: { kind: 'none' } })
  const { id } = orderSchema.parse((await order({ lines: [line(1)] })).body)
  await pay(id, 1_000_000)
  expect(await step(id, 'cancel')).toMatchObject({
    body: { state: 'cancelled', paid: vnd(0), kept: vnd(300_000), refunds: [{ amount: vnd(700_000) }] },
  })
  await passTime(sql, 1)
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

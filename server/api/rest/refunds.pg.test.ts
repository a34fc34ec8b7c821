import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { byHandAlone } from '../../payments/paymentSettings.ts'
import { providersOf } from '../../payments/providers.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub, testPaymentSecret } from '../../testing/testHub.ts'
import { testMessages, vnpayMessages } from '../../testing/toldMessages.ts'

const database = testDatabase()
const { sql } = database
const vnpayShop = { url: 'https://pay.example/vpcpay.html', tmnCode: 'SHOP', hashSecret: 'vnpay-secret' }
const hub = testHub(database, {
  providers: providersOf({
    ...{ ...byHandAlone, testSecret: testPaymentSecret },
    vnpay: { ...vnpayShop, returnUrl: 'https://shop.example/return', refundUrl: '' },
  }),
})
const { ask } = hub
const vnd = (amount: number) => ({ amount, currency: 'VND' })
const orderSchema = z.looseObject({
  ...{ id: z.uuid(), number: z.string(), state: z.string(), expiresAt: z.string().optional() },
  payment: z.looseObject({ reference: z.string(), url: z.string().optional() }),
  refunds: z.array(z.looseObject({ id: z.uuid() })),
})
const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })

let web = ''
let phone = ''
beforeAll(async () => {
  web = await hub.channelKey('web', { holdTtlSeconds: 60 })
  phone = await hub.channelKey('phone', { holdTtlSeconds: 600 })
  await hub.item('tea', 1_000, { name: 'Trà sen', price: vnd(35_000) })
})

const place = async (body: object = {}, key = web) => {
  const lines = [{ kind: 'stock', sku: 'tea', quantity: 2 }]
  const all = { location: 'q1', lines, payment: { method: 'test' }, ...body }
  const answer = await ask('POST', '/v1/orders', { key, body: all })
  expect(answer.status).toBe(201)
  return orderSchema.parse(answer.body)
}
const step = (id: string, name: string, body: object = {}, key?: string) =>
  ask('POST', `/v1/orders/${id}/${name}`, { body, ...(key === undefined ? {} : { key }) })
const pay = (id: string, amount: number, method = 'cash') => step(id, 'payments', { amount: vnd(amount), method })
const paidBy = async (reference: string, amount: number, transaction: string) => {
  const [message] = testMessages(testPaymentSecret)({ reference, outcome: 'paid', amount, transaction })
  if (message === undefined) throw new Error('no message')
  const headers = { 'x-test-signature': message.header('x-test-signature') ?? '', 'content-type': 'application/json' }
  return ask('POST', '/v1/payments/test/notify', { key: null, raw: message.body, headers })
}

describe('refunds', () => {
  test('are listed, newest first, by their state and whose they are; customers are told to their own channel', async () => {
    const one = await place({ customer: { name: 'Hạnh', phone: '0901' } })
    await pay(one.id, 80_000)
    const other = await place({}, phone)
    await pay(other.id, 10_000)
    await step(other.id, 'cancel')
    const list = async (query: string, key = web) => ask('GET', `/v1/refunds${query}`, { key })
    const all = await list('?state=due')
    expect(all).toMatchObject({
      status: 200,
      body: {
        data: [
          {
            amount: vnd(10_000),
            reason: 'cancelled',
            order: { number: other.number, channel: 'phone', methods: ['cash'] },
          },
          { amount: vnd(10_000), reason: 'overpaid', order: { id: one.id, customer: { name: 'Hạnh' } } },
        ],
      },
    })
    expect((await list('?state=due', phone)).text).not.toContain('Hạnh')
    const first = await list('?limit=1')
    const { nextCursor } = z.object({ nextCursor: z.string() }).parse(first.body)
    expect((await list(`?limit=1&cursor=${nextCursor}`)).body).toMatchObject({
      data: [{ reason: 'overpaid' }],
      nextCursor: null,
    })
    const [, mine] = z.object({ data: z.array(z.object({ id: z.uuid() })) }).parse(all.body).data
    const done = await ask('POST', `/v1/refunds/${mine?.id}/done`, { key: web, body: { reference: 'FT-BACK' } })
    expect(done).toMatchObject({
      status: 200,
      body: { refunds: [{ state: 'done', way: 'by_hand', doneBy: 'web', reference: 'FT-BACK' }] },
    })
    expect((await list('?state=done')).body).toMatchObject({ data: [{ id: mine?.id, doneBy: 'web' }] })
    expect((await list('?channel=phone')).body).toMatchObject({ data: [{ reason: 'cancelled' }] })
    expect((await list('?state=withdrawn')).status).toBe(422)
  })

  test('are sent by an admin through the provider that took the money; others a person gives', async () => {
    const order = await place()
    await paidBy(order.number, 70_000, 'T-1')
    const failed = orderSchema.parse((await step(order.id, 'fail', { reason: 'broken' })).body)
    const send = (key?: string) =>
      ask('POST', `/v1/refunds/${failed.refunds[0]?.id}/send`, { body: {}, ...(key === undefined ? {} : { key }) })
    expect((await send(web)).status).toBe(403)
    expect(await send()).toMatchObject({
      status: 200,
      body: {
        refunds: [{ state: 'done', way: 'provider', doneBy: 'admin', reference: expect.stringContaining('test ') }],
      },
    })
    const cash = await place()
    await pay(cash.id, 70_000)
    const gone = orderSchema.parse((await step(cash.id, 'fail', { reason: 'broken' })).body)
    expect(await ask('POST', `/v1/refunds/${gone.refunds[0]?.id}/send`, { body: {} })).toMatchObject({
      ...{ status: 409, body: { code: 'refund_by_hand' } },
    })
    const mixed = await place()
    await paidBy(mixed.number, 30_000, 'T-2')
    await pay(mixed.id, 40_000)
    const both = orderSchema.parse((await step(mixed.id, 'fail', { reason: 'broken' })).body)
    expect(await ask('POST', `/v1/refunds/${both.refunds[0]?.id}/send`, { body: {} })).toMatchObject({
      ...{ status: 409, body: { code: 'refund_by_hand', sent: vnd(30_000), left: vnd(40_000) } },
    })
    await isClean()
  })
})

const found = async (query: string, key = web) => {
  const { body } = await ask('GET', `/v1/orders?query=${encodeURIComponent(query)}`, { key })
  return z
    .object({ data: z.array(z.object({ id: z.uuid() })) })
    .parse(body)
    .data.map(({ id }) => id)
}

test('orders are found by words of their number, goods and own customers', async () => {
  const mine = await place({ customer: { name: 'Nguyễn Văn Đạt', phone: '0912 345 678' } })
  expect(await found('van dat')).toEqual([mine.id])
  expect(await found('tra sen 0912345678')).toEqual([mine.id])
  expect(await found(mine.number.toLowerCase(), phone)).toEqual([])
  expect(await found('van dat', phone)).toEqual([])
  expect(await found(mine.number, phone)).toEqual([mine.id])
})

const secondsLeft = ({ expiresAt = '' }: { expiresAt?: string | undefined }) =>
  (Date.parse(expiresAt) - Date.now()) / 1_000

describe('O12: a payer who has begun to pay', () => {
  test('gets time to finish, once, as its channel gives; not after the end', async () => {
    const order = await place()
    expect(secondsLeft(order)).toBeLessThan(61)
    const begun = await step(order.id, 'pay', {}, web)
    expect(begun).toMatchObject({
      status: 200,
      body: { payment: { method: 'test', reference: order.number, amount: vnd(70_000) } },
    })
    const until = orderSchema.parse(begun.body)
    expect(secondsLeft(until)).toBeGreaterThan(590)
    expect(orderSchema.parse((await step(order.id, 'pay', {}, web)).body).expiresAt).toBe(until.expiresAt)
    await isClean()
    expect((await step(order.id, 'pay', {}, phone)).status).toBe(403)
    await step(order.id, 'cancel')
    expect(await step(order.id, 'pay', {}, web)).toMatchObject({ status: 409, body: { code: 'order_cancelled' } })
    await hub.ask('PUT', '/v1/channels/web', {
      body: { name: 'web', kind: 'web', holdTtlSeconds: 60, paymentExtendsSeconds: 0 },
    })
    const short = await place()
    expect(secondsLeft(orderSchema.parse((await step(short.id, 'pay', {}, web)).body))).toBeLessThan(61)
  })

  test('of a later instalment, or by another way, is asked for just that under a name of its own', async () => {
    const plan = [
      { kind: 'deposit', amount: vnd(20_000), dueAt: '2098-01-01T00:00:00Z' },
      { kind: 'balance', amount: vnd(50_000), dueAt: '2098-02-01T00:00:00Z' },
    ]
    const order = await place({ payment: { method: 'test', plan } })
    const deposit = orderSchema.parse((await step(order.id, 'pay')).body)
    expect(deposit.payment).toMatchObject({ reference: order.number, amount: vnd(20_000) })
    expect((await paidBy(order.number, 20_000, 'D-1')).status).toBe(200)
    const balance = orderSchema.parse((await step(order.id, 'pay')).body)
    expect(balance.payment).toMatchObject({ reference: `${order.number}P2`, amount: vnd(50_000) })
    const other = orderSchema.parse((await step(order.id, 'pay', { method: 'vnpay' })).body)
    expect(other.payment).toMatchObject({ method: 'vnpay', reference: `${order.number}P3`, amount: vnd(50_000) })
    expect(other.payment.url).toContain(`vnp_TxnRef=${order.number}P3`)
    expect(orderSchema.parse((await step(order.id, 'pay')).body).payment.reference).toBe(`${order.number}P2`)
    const [message] = vnpayMessages(vnpayShop)({
      ...{ reference: `${order.number}P3`, outcome: 'paid', amount: 50_000, transaction: '15000000' },
    })
    expect(await ask('GET', `/v1/payments/vnpay/notify?${message?.query}`, { key: null })).toMatchObject({
      body: { RspCode: '00' },
    })
    expect((await ask('GET', `/v1/orders/${order.id}`)).body).toMatchObject({ state: 'paid', paid: vnd(70_000) })
    await isClean()
  })
})

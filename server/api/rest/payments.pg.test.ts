import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Message, Notice } from '../../payments/provider.ts'
import { providersOf } from '../../payments/providers.ts'
import { orderOf, restPayments } from '../../testing/restPayments.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub } from '../../testing/testHub.ts'
import { momoMessages, vnpayMessages } from '../../testing/toldMessages.ts'

const vnpayShop = { url: 'https://pay.example/vpcpay.html', tmnCode: 'SHOP', hashSecret: 'vnpay-secret' }
const momoShop = { url: 'https://pay.example/create', partnerCode: 'SHOP', accessKey: 'a', secretKey: 'momo-secret' }
const own = 'https://shop.example/v1/payments'

const createdSchema = z.object({ orderId: z.string(), extraData: z.string() })
let momoAsked = 0
let momoAnswers = true

const providers = providersOf(
  {
    testSecret: null,
    bankAccount: null,
    vnpay: { ...vnpayShop, returnUrl: `${own}/vnpay/return`, refundUrl: '' },
    momo: { ...momoShop, returnUrl: `${own}/momo/return`, notifyUrl: `${own}/momo/notify`, refundUrl: '' },
  },
  async (_url, body) => {
    momoAsked += 1
    if (!momoAnswers) throw new Error('down')
    return { resultCode: 0, payUrl: `https://pay.example/${createdSchema.parse(body).orderId}?n=${momoAsked}` }
  },
)

const database = testDatabase()
const hub = testHub(database, { providers })
const { ask } = hub
const { place, read, isClean } = restPayments(hub, database)

type Told = 'vnpay' | 'momo'
const messagesOf = { vnpay: vnpayMessages(vnpayShop), momo: momoMessages(momoShop) }

const send = (method: Told, way: 'notify' | 'return', message: Message | undefined): Promise<Answered> => {
  if (message === undefined) throw new Error('this provider has no such message')
  return ask(message.method, `/v1/payments/${method}/${way}${message.query === '' ? '' : `?${message.query}`}`, {
    ...{ key: null, headers: message.method === 'POST' ? { 'content-type': 'application/json' } : {} },
    ...(message.method === 'POST' ? { raw: message.body } : {}),
  })
}
const ipn = (method: Told, notice: Notice): Promise<Answered> => send(method, 'notify', messagesOf[method](notice)[0])
const comeBack = (method: Told, notice: Notice): Promise<Answered> =>
  send(
    method,
    'return',
    messagesOf[method](notice).find((message) => message.method === 'GET'),
  )

let transactions = 14_000_000
const noticeFor = (reference: string, more: Partial<Notice> = {}): Notice => ({
  ...{ reference, outcome: 'paid', amount: 70_000, transaction: String((transactions += 1)) },
  ...more,
})
const withOtherAmount = (text: string): string => text.replace('7000', '8000')
const placed = async (method: Told) => orderOf(await place(method))

describe.each(['vnpay', 'momo'] as const)('%s', (method) => {
  const believed = method === 'vnpay' ? { status: 200, body: { RspCode: '00' } } : { status: 204, text: '' }
  const known = method === 'vnpay' ? { status: 200, body: { RspCode: '02' } } : { status: 204, text: '' }

  test('O3: its message first, then the payer; the payer first, then its message; five messages: one payment', async () => {
    const orders = await Promise.all([placed(method), placed(method), placed(method)])
    const [first, second, third] = orders.map(({ number }) => noticeFor(number))
    if (first === undefined || second === undefined || third === undefined) throw new Error('three orders')
    expect(await ipn(method, first)).toMatchObject(believed)
    expect(await comeBack(method, first)).toMatchObject({ status: 200, text: expect.stringContaining('Đã thanh toán') })
    expect(await comeBack(method, second)).toMatchObject({ status: 200, text: expect.stringContaining('Paid.') })
    expect(await ipn(method, second)).toMatchObject(known)
    const five = await Promise.all(Array.from({ length: 5 }, () => ipn(method, third)))
    expect(new Set(five.map(({ status }) => status))).toEqual(new Set([believed.status]))
    for (const { id } of orders)
      expect(await read(id)).toMatchObject({ state: 'paid', paid: { amount: 70_000 }, refunds: [] })
    for (const { id } of orders) expect((await read(id)).payments).toHaveLength(1)
    await isClean()
  })

  test('a changed message is 401, by each way, and nothing happens', async () => {
    const { id, number } = await placed(method)
    for (const message of messagesOf[method](noticeFor(number))) {
      const wrong = {
        ...message,
        query: withOtherAmount(message.query),
        body: Buffer.from(withOtherAmount(message.body.toString())),
      }
      expect((await send(method, 'notify', wrong)).status).toBe(
        message.method === 'GET' && method === 'momo' ? 404 : 401,
      )
      if (message.method === 'GET') expect((await send(method, 'return', wrong)).status).toBe(401)
    }
    expect(await read(id)).toMatchObject({ state: 'awaiting_payment', payments: [] })
  })

  test('O4: short money leaves the rest due, and more than all is a refund due: told as it came', async () => {
    const [short, over] = await Promise.all([placed(method), placed(method)])
    await ipn(method, noticeFor(short.number, { amount: 69_000 }))
    expect(await read(short.id)).toMatchObject({ state: 'awaiting_payment', paid: { amount: 69_000 } })
    await ipn(method, noticeFor(over.number, { amount: 71_000 }))
    expect(await read(over.id)).toMatchObject({
      state: 'paid',
      refunds: [{ amount: { amount: 1_000 }, reason: 'overpaid' }],
    })
    await isClean()
  })

  test('O7: a failed payment ends the order, and others of the same name theirs; money after it has to go back', async () => {
    for (const { id, number } of [await placed(method), await placed(method)]) {
      const page = await comeBack(method, noticeFor(number, { outcome: 'failed', transaction: '0' }))
      expect(page.text).toContain('không thành công')
      expect((await read(id)).state).toBe('failed')
      const late = await comeBack(method, noticeFor(number))
      expect(late.text).toContain('hoàn lại')
      expect((await read(id)).refunds).toMatchObject([{ amount: { amount: 70_000 }, reason: 'failed' }])
    }
    await isClean()
  })

  test('what the provider does not know yet changes nothing', async () => {
    const { id, number } = await placed(method)
    expect((await comeBack(method, noticeFor(number, { outcome: 'pending' }))).text).toContain('Reload this page')
    expect((await read(id)).state).toBe('awaiting_payment')
  })

  test('an order that nobody knows is told so', async () => {
    const answer = await ipn(method, noticeFor('HF999999'))
    expect(answer).toMatchObject(method === 'vnpay' ? { status: 200, body: { RspCode: '01' } } : { status: 404 })
    expect((await comeBack(method, noticeFor('HF999999'))).status).toBe(404)
  })

  test('C2: the same request again is told the same way to pay', async () => {
    const headers = { 'idempotency-key': `again-${method}` }
    const first = await place(method, headers)
    expect(orderOf(first).payment.url).toContain('https://pay.example/')
    expect((await place(method, headers)).text).toBe(first.text)
  })

  test('an amount that it does not take is refused before anything is held', async () => {
    expect(await place(method, {}, 1)).toMatchObject({ status: 422, body: { errors: [{ path: 'payment.method' }] } })
  })
})

test('VNPay is told by its own code that the amount is another', async () => {
  const { number } = await placed('vnpay')
  expect(await ipn('vnpay', noticeFor(number, { amount: 1_000 }))).toMatchObject({
    status: 200,
    body: { RspCode: '04' },
  })
})

test('MoMo that does not answer is 503; the order stands, and the same request then gets its way to pay', async () => {
  const headers = { 'idempotency-key': 'momo-is-down' }
  momoAnswers = false
  expect(await place('momo', headers)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } })
  momoAnswers = true
  const asked = momoAsked
  const order = orderOf(await place('momo', headers))
  expect([order.state, momoAsked]).toEqual(['awaiting_payment', asked + 1])
})

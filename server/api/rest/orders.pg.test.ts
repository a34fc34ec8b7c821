import { createHmac, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { orderOf, restOrders, tea, vnd } from '../../testing/restOrders.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub, testPaymentSecret } from '../../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { ask } = hub
const { keys, order, read, step, pay, levelOf, isClean } = restOrders(hub, database)

const sign = (raw: string, secret = testPaymentSecret): string => createHmac('sha256', secret).update(raw).digest('hex')
const notify = (message: object, signature?: string): Promise<Answered> => {
  const raw = JSON.stringify(message)
  return ask('POST', '/v1/payments/test/notify', {
    ...{ key: null, raw },
    headers: { 'content-type': 'application/json', 'x-test-signature': signature ?? sign(raw) },
  })
}

const refused = async (body: object) => {
  const { status, body: problem } = await order(body)
  return [status, z.object({ code: z.string() }).parse(problem).code]
}

describe('an order', () => {
  test('O1: holds its things, with the prices of now or those that were told, and says how to pay', async () => {
    const before = await levelOf('tea')
    const answer = await order({ lines: [{ ...tea(2), price: vnd(30_000) }, tea(1)], customer: { phone: '0901' } })
    expect(answer.status).toBe(201)
    const placed = orderOf(answer)
    expect(placed).toMatchObject({ state: 'awaiting_payment', total: vnd(95_000), due: vnd(95_000), paid: vnd(0) })
    expect(placed.payment).toEqual({ method: 'test', reference: placed.number })
    expect(await levelOf('tea')).toEqual([before[0], before[1] + 3])
    expect(await ask('POST', `/v1/holds/${placed.hold}/release`, { key: keys.web, body: {} })).toMatchObject({
      status: 409,
      body: { code: 'part_of_order', order: placed.id },
    })
    expect((await step(placed.id, 'cancel')).status).toBe(200)
    expect(await levelOf('tea')).toEqual(before)
    await isClean()
  })

  test('O1: takes over a hold of its own channel, and no other', async () => {
    const held = await ask('POST', '/v1/holds', { key: keys.web, body: { location: 'q1', lines: [tea(2)] } })
    const { id: hold } = z.object({ id: z.uuid() }).parse(held.body)
    const asked = { location: undefined, hold }
    expect((await order(asked, keys.phone)).status).toBe(404)
    const placed = orderOf(await order(asked))
    expect(placed).toMatchObject({ hold, total: vnd(70_000) })
    expect(await order(asked)).toMatchObject({ status: 409, body: { code: 'part_of_order' } })
    await step(placed.id, 'cancel')
  })

  test('O1, B1: takes over no hold that belongs to a booking', async () => {
    await ask('PUT', '/v1/resources/t1', { body: { kind: 'table', name: 'T1', location: 'q1' } })
    await ask('PUT', '/v1/services/tea-time', {
      body: { name: 'Tea', durationMinutes: 60, needs: [{ kind: 'table' }], confirmWithinSeconds: 600 },
    })
    const body = { location: 'q1', service: 'tea-time', start: '2031-05-05T10:00:00+07:00' }
    const booked = z.object({ hold: z.uuid() }).parse((await ask('POST', '/v1/bookings', { key: keys.web, body })).body)
    expect(await order({ location: undefined, hold: booked.hold })).toMatchObject({
      ...{ status: 409, body: { code: 'part_of_booking' } },
    })
  })

  test('C2: asked again under the same key gets the same answer, and nothing is taken twice', async () => {
    const key = randomUUID()
    const first = await order({ lines: [tea(1)] }, keys.web, { 'idempotency-key': key })
    const held = await levelOf('tea')
    const again = await order({ lines: [tea(1)] }, keys.web, { 'idempotency-key': key })
    expect(again.text).toBe(first.text)
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect(await levelOf('tea')).toEqual(held)
    await step(orderOf(first).id, 'cancel')
  })

  test('is refused with what does not fit', async () => {
    expect(await refused({ lines: [tea(100_000)] })).toEqual([409, 'conflict'])
    expect(await refused({ lines: [{ kind: 'stock', sku: 'nothing', quantity: 1 }] })).toEqual([404, 'not_found'])
    expect(await refused({})).toEqual([422, 'invalid'])
    expect(await refused({ lines: [tea(1)], hold: randomUUID() })).toEqual([422, 'invalid'])
    expect(await refused({ lines: [{ ...tea(1), price: { amount: 1, currency: 'EUR' } }] })).toEqual([422, 'invalid'])
    expect(await refused({ lines: [tea(1)], payment: { method: 'vnpay' } })).toEqual([422, 'invalid'])
    const plan = [{ kind: 'deposit', amount: vnd(1), dueAt: '2031-01-01T00:00:00Z' }]
    expect(await refused({ lines: [tea(1)], payment: { method: 'cash', plan } })).toEqual([422, 'invalid'])
    // Nothing to pay first; and an instalment that whoever pays the one before would be too late for.
    for (const [first, dueAt] of [
      [0, '2031-01-01T00:00:00Z'],
      [1, '2020-01-01T00:00:00Z'],
    ] as const) {
      const parts = [
        { kind: 'deposit', amount: vnd(first), dueAt },
        { kind: 'balance', amount: vnd(35_000 - first), dueAt },
      ]
      const payment = { method: 'cash', plan: parts }
      expect(await refused({ lines: [tea(1)], payment, ttlSeconds: 60 })).toEqual([422, 'invalid'])
    }
  })

  test('of another channel is nobody else’s', async () => {
    const { id } = orderOf(await order({ lines: [tea(1)], customer: { name: 'Lan' } }))
    expect((await step(id, 'cancel', undefined, keys.phone)).status).toBe(403)
    const seen = async (key: string) => (await ask('GET', `/v1/orders/${id}`, { key })).text.includes('Lan')
    expect([await seen(keys.web), await seen(keys.phone)]).toEqual([true, false])
    await step(id, 'cancel')
  })
})

describe('money', () => {
  test('O4: less leaves the rest due; all of it confirms; more has to go back; the same reference counts once', async () => {
    const before = await levelOf('tea')
    const { id } = orderOf(await order({ lines: [tea(2)] }))
    expect(orderOf(await pay(id, 20_000))).toMatchObject({ state: 'awaiting_payment', due: vnd(50_000) })
    expect(orderOf(await pay(id, 60_000, 'FT1'))).toMatchObject({
      ...{ state: 'paid', due: vnd(0), paid: vnd(70_000) },
      refunds: [{ amount: vnd(10_000), state: 'due', reason: 'overpaid' }],
    })
    expect(orderOf(await pay(id, 60_000, 'FT1')).refunds).toHaveLength(1)
    expect(await levelOf('tea')).toEqual([before[0] - 2, before[1]])
    await isClean()
  })

  test('that comes to more than an amount may be is refused: neither it nor the list could be read', async () => {
    const most = 9_000_000_000_000
    expect(await order({ lines: [{ ...tea(2), price: vnd(most) }] })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'lines', message: `come to more than ${most}` }] },
    })
    expect((await ask('GET', '/v1/orders')).status).toBe(200)
  })

  test('a provider’s message is believed by its signature alone; five times is once', async () => {
    const { id, payment } = orderOf(await order({ lines: [tea(1)] }))
    const message = { reference: payment.reference, outcome: 'paid', amount: 35_000 }
    const wrong = sign(JSON.stringify({ ...message, amount: 35_001 }))
    expect(await notify(message, wrong)).toMatchObject({ status: 401 })
    expect(await notify(message, 'zz')).toMatchObject({ status: 401 })
    expect((await notify({ ...message, outcome: 'perhaps' })).body).toHaveProperty('errors', [
      { path: 'outcome', message: expect.any(String) },
    ])
    expect((await read(id)).state).toBe('awaiting_payment')
    const answers = await Promise.all(Array.from({ length: 5 }, () => notify(message)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(await read(id)).toMatchObject({ state: 'paid', paid: vnd(35_000), refunds: [] })
    expect(await notify({ ...message, reference: 'HF999999' })).toMatchObject({ status: 404 })
    expect(await notify({ reference: payment.reference })).toMatchObject({ status: 422 })
  })

  test('a failed payment ends an unpaid order and gives all back; of a paid one it says nothing', async () => {
    const before = await levelOf('tea')
    const failed = orderOf(await order({ lines: [tea(3)] }))
    const message = { reference: failed.payment.reference, outcome: 'failed', amount: 0 }
    expect((await notify(message)).status).toBe(200)
    expect(await read(failed.id)).toMatchObject({ state: 'failed', refunds: [] })
    expect(await levelOf('tea')).toEqual(before)
    const paid = orderOf(await order({ lines: [tea(1)] }))
    await pay(paid.id, 35_000)
    expect((await notify({ ...message, reference: paid.payment.reference })).status).toBe(200)
    expect((await read(paid.id)).state).toBe('paid')
  })

  test('O5: a deposit keeps it until the balance is due', async () => {
    const plan = [
      { kind: 'deposit', amount: vnd(10_000), dueAt: '2030-01-01T00:00:00Z' },
      { kind: 'balance', amount: vnd(25_000), dueAt: '2030-03-01T00:00:00Z' },
    ]
    const { id } = orderOf(await order({ lines: [tea(1)], payment: { method: 'cash', plan } }))
    expect((await read(id)).expiresAt).toBe('2030-01-01T00:00:00.000Z')
    expect(orderOf(await pay(id, 10_000))).toMatchObject({
      ...{ state: 'deposit_paid', due: vnd(25_000), expiresAt: '2030-03-01T00:00:00.000Z' },
    })
    await isClean()
    expect(orderOf(await pay(id, 25_000)).state).toBe('paid')
  })
})

import { createHmac, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { lapseOrders } from '../../orders/lapseOrders.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub, testPaymentSecret } from '../../testing/testHub.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { ask } = hub

let web = ''
let phone = ''

const moneySchema = z.object({ amount: z.number(), currency: z.string() })
const orderSchema = z.object({
  ...{ id: z.uuid(), number: z.string(), state: z.string(), hold: z.uuid() },
  ...{ total: moneySchema, paid: moneySchema, due: moneySchema, expiresAt: z.string().optional() },
  payment: z.object({ method: z.string(), reference: z.string() }),
  refunds: z.array(z.object({ id: z.uuid(), amount: moneySchema, state: z.string(), reason: z.string() })),
})
const orderOf = ({ body }: Answered) => orderSchema.parse(body)

const vnd = (amount: number) => ({ amount, currency: 'VND' })
const tea = (quantity: number) => ({ kind: 'stock', sku: 'tea', quantity })

const order = (body: object, key = web, headers: Record<string, string> = {}): Promise<Answered> =>
  ask('POST', '/v1/orders', { key, headers, body: { location: 'q1', payment: { method: 'test' }, ...body } })
const read = async (id: string) => orderOf(await ask('GET', `/v1/orders/${id}`))
const step = (id: string, name: string, body?: object, key = web) =>
  ask('POST', `/v1/orders/${id}/${name}`, { key, ...(body === undefined ? {} : { body }) })
const pay = (id: string, amount: number, reference?: string) =>
  step(id, 'payments', { amount: vnd(amount), method: 'cash', ...(reference === undefined ? {} : { reference }) })

const sign = (raw: string, secret = testPaymentSecret): string => createHmac('sha256', secret).update(raw).digest('hex')
const notify = (message: object, signature?: string): Promise<Answered> => {
  const raw = JSON.stringify(message)
  return ask('POST', '/v1/payments/test/notify', {
    ...{ key: null, raw },
    headers: { 'content-type': 'application/json', 'x-test-signature': signature ?? sign(raw) },
  })
}

const levelOf = async (sku: string): Promise<[onHand: number, held: number]> => {
  const [row] = await sql<{ onHand: number; held: number }[]>`
    select on_hand as "onHand", held from stock_levels where location = 'q1' and sku = ${sku}`
  return [row?.onHand ?? 0, row?.held ?? 0]
}
const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })

const refused = async (body: object) => {
  const { status, body: problem } = await order(body)
  return [status, z.object({ code: z.string() }).parse(problem).code]
}

beforeAll(async () => {
  web = await hub.channelKey('web', { holdTtlSeconds: 600 })
  phone = await hub.channelKey('phone')
  await hub.item('tea', 1_000, { price: vnd(35_000) })
})

describe('an order', () => {
  test('O1: holds its things, with the prices of now or those that were told, and says how to pay', async () => {
    const before = await levelOf('tea')
    const answer = await order({ lines: [{ ...tea(2), price: vnd(30_000) }, tea(1)], customer: { phone: '0901' } })
    expect(answer.status).toBe(201)
    const placed = orderOf(answer)
    expect(placed).toMatchObject({ state: 'awaiting_payment', total: vnd(95_000), due: vnd(95_000), paid: vnd(0) })
    expect(placed.payment).toEqual({ method: 'test', reference: placed.number })
    expect(await levelOf('tea')).toEqual([before[0], before[1] + 3])
    expect(await ask('POST', `/v1/holds/${placed.hold}/release`, { key: web, body: {} })).toMatchObject({
      status: 409,
      body: { code: 'part_of_order', order: placed.id },
    })
    expect((await step(placed.id, 'cancel')).status).toBe(200)
    expect(await levelOf('tea')).toEqual(before)
    await isClean()
  })

  test('O1: takes over a hold of its own channel, and no other', async () => {
    const held = await ask('POST', '/v1/holds', { key: web, body: { location: 'q1', lines: [tea(2)] } })
    const { id: hold } = z.object({ id: z.uuid() }).parse(held.body)
    const asked = { location: undefined, hold }
    expect((await order(asked, phone)).status).toBe(404)
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
    const booked = z.object({ hold: z.uuid() }).parse((await ask('POST', '/v1/bookings', { key: web, body })).body)
    expect(await order({ location: undefined, hold: booked.hold })).toMatchObject({
      ...{ status: 409, body: { code: 'part_of_booking' } },
    })
  })

  test('C2: asked again under the same key gets the same answer, and nothing is taken twice', async () => {
    const key = randomUUID()
    const first = await order({ lines: [tea(1)] }, web, { 'idempotency-key': key })
    const held = await levelOf('tea')
    const again = await order({ lines: [tea(1)] }, web, { 'idempotency-key': key })
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
  })

  test('of another channel is nobody else’s', async () => {
    const { id } = orderOf(await order({ lines: [tea(1)], customer: { name: 'Lan' } }))
    expect((await step(id, 'cancel', undefined, phone)).status).toBe(403)
    const seen = async (key: string) => (await ask('GET', `/v1/orders/${id}`, { key })).text.includes('Lan')
    expect([await seen(web), await seen(phone)]).toEqual([true, false])
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

  test('a provider’s message is believed by its signature alone; five times is once', async () => {
    const { id, payment } = orderOf(await order({ lines: [tea(1)] }))
    const message = { reference: payment.reference, outcome: 'paid', amount: 35_000 }
    const wrong = sign(JSON.stringify({ ...message, amount: 35_001 }))
    expect(await notify(message, wrong)).toMatchObject({ status: 401 })
    expect(await notify(message, 'zz')).toMatchObject({ status: 401 })
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

const expired = async (quantity: number, paid = 0) => {
  const { id } = orderOf(await order({ lines: [tea(quantity)], ttlSeconds: 1 }))
  if (paid > 0) await pay(id, paid)
  await sleep(1_020)
  return id
}

describe('an order whose money does not come', () => {
  test('O2: is over at its moment, for readers without any job, and with it all in one step', async () => {
    const before = await levelOf('tea')
    const id = await expired(2, 5_000)
    expect((await read(id)).state).toBe('expired')
    expect(await step(id, 'cancel')).toMatchObject({ status: 409, body: { code: 'order_expired' } })
    await lapseOrders(hub.hub, 100)
    expect(await levelOf('tea')).toEqual(before)
    expect(await read(id)).toMatchObject({
      ...{ state: 'expired', due: vnd(0) },
      refunds: [{ amount: vnd(5_000), state: 'due', reason: 'expired' }],
    })
    await isClean()
  })

  test('O6: late money gets the things if they are there, swept or not; what had to go back is its own again', async () => {
    const swept = await expired(1, 5_000)
    await lapseOrders(hub.hub, 100)
    const late = orderOf(await pay(swept, 30_000))
    expect(late).toMatchObject({ state: 'paid', paid: vnd(35_000), refunds: [] })
    const unswept = await expired(1)
    expect(orderOf(await pay(unswept, 35_000))).toMatchObject({ state: 'paid', refunds: [] })
    await isClean()
  })

  test('O6: where they are gone the money has to go back; a refund is done once', async () => {
    await hub.item('rare', 1, { price: vnd(10_000) })
    const rare = { lines: [{ kind: 'stock', sku: 'rare', quantity: 1 }] }
    const { id } = orderOf(await order({ ...rare, ttlSeconds: 1 }))
    await sleep(1_020)
    expect((await order(rare)).status).toBe(201)
    const late = orderOf(await pay(id, 10_000))
    expect(late).toMatchObject({ state: 'expired', refunds: [{ amount: vnd(10_000), state: 'due', reason: 'late' }] })
    const [refund] = late.refunds
    const done = () => ask('POST', `/v1/refunds/${refund?.id}/done`, { key: web })
    expect(orderOf(await done()).refunds).toMatchObject([{ state: 'done' }])
    expect(orderOf(await done()).refunds).toMatchObject([{ state: 'done' }])
    await isClean()
  })
})

const paid = async (lines: readonly object[] = [tea(2)], amount = 70_000) => {
  const { id } = orderOf(await order({ lines }))
  await pay(id, amount)
  return id
}

describe('what becomes of a paid order', () => {
  test('O7: a fault in operation gives back at once what it had been given, and all its money', async () => {
    const before = await levelOf('tea')
    const id = await paid()
    expect(await levelOf('tea')).toEqual([before[0] - 2, before[1]])
    expect(orderOf(await step(id, 'fail', { reason: 'the shelf was empty' }))).toMatchObject({
      ...{ state: 'failed', paid: vnd(0) },
      refunds: [{ amount: vnd(70_000), state: 'due', reason: 'failed' }],
    })
    expect(await levelOf('tea')).toEqual(before)
    expect(orderOf(await step(id, 'fail', { reason: 'again' })).refunds).toHaveLength(1)
    expect(orderOf(await pay(id, 1_000)).refunds).toHaveLength(2)
    await isClean()
  })

  test('O7: a sold seat is another’s at once', async () => {
    const plan = {
      ...{ name: 'hall', size: { width: 10, height: 10 }, categories: [{ name: 'A', color: '#fff' }] },
      zones: [
        {
          ...{ name: 'z', position: { x: 0, y: 0 }, zone_id: 'z' },
          rows: [
            {
              ...{ row_number: '1', row_number_position: 'start', position: { x: 0, y: 0 } },
              seats: [
                { seat_guid: 'A-1', seat_number: '1', category: 'A', position: { x: 0, y: 0 } },
                { seat_guid: 'A-2', seat_number: '2', category: 'A', position: { x: 1, y: 0 } },
              ],
            },
          ],
        },
      ],
    }
    const put = await ask('PUT', '/v1/events/film', {
      body: { name: 'Film', location: 'q1', startsAt: '2031-01-01T20:00:00+07:00', plan, prices: { A: vnd(90_000) } },
    })
    expect(put.status).toBe(200)
    const seat = { kind: 'seat', event: 'film', seat: 'A-1' }
    const id = await paid([seat], 90_000)
    expect((await read(id)).state).toBe('paid')
    expect((await order({ lines: [seat] })).status).toBe(409)
    await step(id, 'cancel', { reason: 'cannot come' })
    await isClean()
    expect((await order({ lines: [seat] })).status).toBe(201)
    await isClean()
  })

  test('O8: is shipped, and arrives or does not; out of turn is refused with its state', async () => {
    const id = await paid()
    expect(await step(id, 'deliver')).toMatchObject({ status: 409, body: { code: 'order_paid' } })
    expect(orderOf(await step(id, 'ship', { carrier: 'GHN', parcel: 'P1' })).state).toBe('shipped')
    expect((await step(id, 'ship')).status).toBe(200)
    expect(await step(id, 'cancel')).toMatchObject({ status: 409, body: { code: 'order_shipped' } })
    expect(orderOf(await step(id, 'delivery-failed', { reason: 'refused' })).state).toBe('delivery_failed')
    const other = await paid()
    await step(other, 'ship')
    expect(orderOf(await step(other, 'deliver')).state).toBe('delivered')
    await isClean()
  })
})

const page = async (query: string) =>
  z
    .object({ data: z.array(z.object({ id: z.string(), state: z.string() })), nextCursor: z.string().nullable() })
    .parse((await ask('GET', `/v1/orders?${query}`)).body)

test('lists orders by state, page by page, newest first', async () => {
  const { data, nextCursor } = await page('state=paid&limit=2')
  expect(data.map(({ state }) => state)).toEqual(['paid', 'paid'])
  const more = await page(`state=paid&limit=2&cursor=${nextCursor}`)
  expect(new Set([...data, ...more.data].map(({ id }) => id)).size).toBe(data.length + more.data.length)
})

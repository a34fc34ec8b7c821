import { beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { lapseOrders } from '../../orders/lapseOrders.ts'
import { byHandAlone } from '../../payments/paymentSettings.ts'
import { providersOf } from '../../payments/providers.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub } from '../../testing/testHub.ts'
import { planOf } from '../../testing/testPlan.ts'
import { openTestStream } from '../../testing/testStream.ts'

const database = testDatabase()
const bank = { bin: '970436', account: '0123456789', name: 'TRA SEN' }
const hub = testHub(database, { providers: providersOf({ ...byHandAlone, bankAccount: bank }) })
const { ask } = hub

let web = ''
let url = ''

const vnd = (amount: number) => ({ amount, currency: 'VND' })
const placedSchema = z.object({ id: z.uuid(), number: z.string(), hold: z.uuid(), checkoutUrl: z.url() })
const order = async (more: object = {}) => {
  const body = {
    ...{ location: 'q1', lines: [{ kind: 'stock', sku: 'tea', quantity: 2 }], payment: { method: 'bank_transfer' } },
    ...more,
  }
  const placed = placedSchema.parse((await ask('POST', '/v1/orders', { key: web, body })).body)
  return { ...placed, key: placed.checkoutUrl.split('/').at(-1) ?? '' }
}
const asPayer = (method: 'GET' | 'POST', path: string, body?: object): Promise<Answered> =>
  ask(method, `/public/checkout/${path}`, { key: null, ...(body === undefined ? {} : { body }) })
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const pay = (id: string, amount: number) =>
  ask('POST', `/v1/orders/${id}/payments`, { key: web, body: { amount: vnd(amount), method: 'bank_transfer' } })

beforeAll(async () => {
  web = await hub.channelKey('web', { holdTtlSeconds: 600 })
  await hub.item('tea', 1_000, { price: vnd(35_000) })
  url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
})

describe('the checkout of an order', () => {
  test('tells its payer what it is, what is asked for, how to pay and how long there is time', async () => {
    const { key, number } = await order({ customer: { phone: '0901234567' } })
    const shown = await asPayer('GET', key)
    expect(shown.body).toMatchObject({
      ...{ number, state: 'awaiting_payment', total: vnd(70_000), asked: vnd(70_000), methods: ['bank_transfer'] },
      lines: [{ name: 'tea', quantity: 2, price: vnd(35_000) }],
    })
    const { leftMs, wholeMs } = z.object({ leftMs: z.number(), wholeMs: z.number() }).parse(shown.body)
    expect([leftMs > 500_000, leftMs <= wholeMs, wholeMs]).toEqual([true, true, 600_000])
    expect(shown.text).not.toContain('0901234567')
    const told = await asPayer('POST', `${key}/pay`, { method: 'bank_transfer' })
    expect(told.body).toMatchObject({ reference: number })
    expect(z.object({ qr: z.string() }).parse(told.body).qr).toContain('0123456789')
    expect((await asPayer('POST', `${key}/pay`, { method: 'vnpay' })).body).toMatchObject({ code: 'cannot_be_paid' })
  })

  test('its key opens that order alone: none that was changed, no other order by its id', async () => {
    const [one, other] = [await order(), await order()]
    for (const key of ['x', one.id, `${one.key.slice(0, -2)}AA`, one.key.slice(0, 22) + other.key.slice(22)])
      expect((await asPayer('GET', key)).status).toBe(404)
    for (const path of ['pay', 'cancel', 'stream'])
      expect(
        (await ask(path === 'stream' ? 'GET' : 'POST', `/public/checkout/${other.id}/${path}`, { key: null, body: {} }))
          .status,
      ).toBeGreaterThanOrEqual(404)
  })

  test('O5: of a plan only what comes next is asked for, and what is missing of it', async () => {
    const plan = [
      { kind: 'deposit', amount: vnd(20_000), dueAt: inDays(1) },
      { kind: 'balance', amount: vnd(50_000), dueAt: inDays(20) },
    ]
    const { id, key } = await order({ payment: { method: 'bank_transfer', plan } })
    const asked = async () =>
      z.object({ asked: z.object({ amount: z.number() }) }).parse((await asPayer('GET', key)).body).asked.amount
    expect(await asked()).toBe(20_000)
    await pay(id, 5_000)
    expect(await asked()).toBe(15_000)
    await pay(id, 15_000)
    expect(await asked()).toBe(50_000)
    expect((await asPayer('POST', `${key}/cancel`, {})).body).toMatchObject({ code: 'has_money' })
  })

  test('whoever looks on hears of money, and of the end', async () => {
    const [paid, lapsed] = [await order(), await order({ ttlSeconds: 3 })]
    const [first, second] = await Promise.all(
      [paid, lapsed].map(({ key }) => openTestStream(`${url}/public/checkout/${key}/stream`)),
    )
    await expect.poll(() => [first?.text(), second?.text()].every((text) => text?.includes('event: ready'))).toBe(true)
    await pay(paid.id, 70_000)
    await expect.poll(() => first?.text()).toContain('event: changed')
    expect(second?.text()).not.toContain('changed')
    expect((await asPayer('GET', paid.key)).body).toMatchObject({
      state: 'paid',
      leftMs: null,
      methods: [],
      asked: vnd(0),
    })
    const { sql, arbiter, newId } = hub.hub
    await expect.poll(async () => (await lapseOrders({ sql, arbiter, newId }, 10)).lapsed).toBe(1)
    await expect.poll(() => second?.text()).toContain('event: changed')
    expect((await asPayer('GET', lapsed.key)).body).toMatchObject({ state: 'expired', methods: [] })
    first?.cut()
    second?.cut()
  })

  test('who gives it up frees all at once; said twice it is the same', async () => {
    const { key } = await order()
    for (let time = 0; time < 2; time += 1)
      expect(await asPayer('POST', `${key}/cancel`, {})).toMatchObject({ status: 200, body: { state: 'cancelled' } })
    expect(await selfCheck(database.sql)).toEqual({ clean: true, differences: [] })
  })
})

test('O1: the seats of a visitor become one order, which outlives their session', async () => {
  const film = {
    name: 'Film',
    location: 'q1',
    startsAt: '2030-12-01T19:00:00+07:00',
    plan: planOf(6, 20),
    publicSeats: 4,
  }
  await ask('PUT', '/v1/events/film', { body: { ...film, prices: { back: vnd(90_000), front: vnd(120_000) } } })
  const asVisitor = (path: string, body: object) => ask('POST', path, { key: null, body })
  const { id: session } = z.object({ id: z.string() }).parse((await asVisitor('/public/sessions', {})).body)
  const headers = { 'idempotency-key': 'mine' }
  const event = (path: string, body: object, more: object = {}) =>
    ask('POST', `/public/events/film/${path}?session=${session}`, { key: null, body, ...more })
  expect((await event('order', {})).body).toMatchObject({ code: 'nothing_held' })
  await event('holds', { seats: ['F1'] })
  await event('holds', { seats: ['F2', 'F3'] })
  const { body } = await event('order', { customer: { name: 'Lan' } }, { headers })
  const { checkout } = z.object({ checkout: z.string() }).parse(body)
  // Who asks again while the first is being settled is told the same, and not that there is nothing to order.
  await event('holds', { seats: ['F4'] })
  const both = { 'idempotency-key': 'both' }
  const first: Answered[] = []
  const { sessions } = hub.hub
  const { channelOf } = sessions
  const late = vi.spyOn(sessions, 'channelOf').mockImplementationOnce(async (id) => {
    first.push(await event('order', {}, { headers: both }))
    return channelOf(id)
  })
  const again = await event('order', {}, { headers: both })
  late.mockRestore()
  expect([again.status, again.body]).toEqual([201, first[0]?.body])
  await asVisitor(`/v1/sessions/${session}/end`, {})
  // Whoever has lost the answer gets it once more, though the seats are the order's by now and the session is over (C2).
  expect((await event('order', { customer: { name: 'Lan' } }, { headers })).body).toEqual(body)
  expect((await asPayer('GET', checkout)).body).toMatchObject({
    ...{ state: 'awaiting_payment', total: vnd(270_000), methods: ['bank_transfer'] },
    lines: [{ quantity: 1 }, {}, {}],
  })
  // Who loses them finds the way back, and hears whether others queue there.
  const waysBack = async (key: string) =>
    z.object({ events: z.unknown() }).parse((await asPayer('GET', key)).body).events
  const back = { code: 'film', name: 'Film', startsAt: '2030-12-01T12:00:00.000Z' }
  expect(await waysBack(checkout)).toEqual([{ ...back, waiting: 0 }])
  const front = Array.from({ length: 20 }, (_, index) => ({ kind: 'seat', event: 'film', seat: `A${index + 1}` }))
  expect((await ask('POST', '/v1/holds', { key: web, body: { location: 'q1', lines: front } })).status).toBe(201)
  const { id: another } = z.object({ id: z.string() }).parse((await asVisitor('/public/sessions', {})).body)
  const wish = { party: 4, category: 'front' }
  expect((await asVisitor(`/public/events/film/queue?session=${another}`, wish)).status).toBe(201)
  await asPayer('POST', `${checkout}/cancel`, {})
  expect(await waysBack(checkout)).toEqual([{ ...back, waiting: 1 }])
  expect(await waysBack((await order()).key)).toEqual([])
  // An event that is not public has no page.
  await ask('PUT', '/v1/events/film', { body: { ...film, publicSeats: 0 } })
  expect(await waysBack(checkout)).toEqual([])
})

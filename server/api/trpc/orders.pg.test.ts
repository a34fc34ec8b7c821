import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { OrderCommand } from '../../../shared/orders/orderCommands.ts'
import { type Command, commandSchema } from '../../../shared/protocol/commands.ts'
import type { Checkpoint } from '../../../shared/protocol/feed.ts'
import { dropOrders } from '../../orders/dropOrders.ts'
import { lapseOrders } from '../../orders/lapseOrders.ts'
import { selfCheck } from '../../selfCheck/selfCheck.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call } from '../../testing/testTerminal.ts'
import { cash, placedSchema, tillOrders } from '../../testing/tillOrders.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { keys, till, order, give, orderAfter, pull, copies, storyOf } = tillOrders(hub)

/** What becomes of one command of each sort. */
const outcomesFor = async (actor: string) => {
  const [first, second] = [await order(), await order()]
  const given: Command[] = [
    { type: 'order.fail', order: first.id, reason: 'vỡ', onlyUnpaid: false },
    cash(second.id, 10_000),
    { type: 'order.ship', order: second.id },
    { type: 'order.delivery_failed', order: second.id, reason: 'refused' },
    { type: 'order.cancel', order: first.id },
  ]
  const told: string[] = []
  for (const command of given) {
    const verdict = await give(command, actor)
    told.push(verdict.accepted ? 'yes' : verdict.rejection.code)
  }
  return told
}

const find = async (text: string): Promise<string[]> => {
  const { data } = await call(hub, 'query', 'orders.find', { text }, { token: till().token })
  return z
    .object({ data: z.array(placedSchema) })
    .parse(data)
    .data.map(({ number }) => number)
}

describe('O11: people at terminals', () => {
  test('take cash in parts, the rest confirms the order; what is over has to go back, and a manager gives it back', async () => {
    const { id } = await order(2)
    expect(await orderAfter(cash(id, 5_000))).toMatchObject({ state: 'awaiting_payment' })
    const paid = await orderAfter(cash(id, 16_000))
    expect(paid).toMatchObject({ state: 'paid', refunds: [{ amount: 1_000, state: 'due', reason: 'overpaid' }] })
    const refund: Command = { type: 'order.refund', order: id, refund: paid.refunds[0]?.id ?? '' }
    expect(await give(refund)).toEqual({ accepted: false, rejection: { code: 'forbidden' } })
    expect((await orderAfter(refund, 'tuan')).refunds).toMatchObject([{ state: 'done' }])
    await orderAfter({ type: 'order.ship', order: id, carrier: 'GHN', parcel: '8812' })
    expect(await orderAfter({ type: 'order.deliver', order: id })).toMatchObject({ state: 'delivered' })
    expect(await storyOf(id)).toEqual([
      ['placed', 'awaiting_payment', null],
      ['money', null, 'lan'],
      ['money', 'paid', 'lan'],
      ['refunded', null, 'tuan'],
      ['shipped', 'shipped', 'lan'],
      ['delivered', 'delivered', 'lan'],
    ])
    expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
  })

  test('each command takes its role; money is taken whoever says that it came', async () => {
    expect(await outcomesFor('nobody')).toEqual(['forbidden', 'yes', 'forbidden', 'forbidden', 'forbidden'])
    expect(await outcomesFor('lan')).toEqual(['forbidden', 'yes', 'yes', 'yes', 'yes'])
    expect(await outcomesFor('tuan')).toEqual(['yes', 'yes', 'yes', 'yes', 'order_state'])
  })

  test('no terminal places an order of its own: that is not among its commands', () => {
    const place = { type: 'order.place' } satisfies Pick<OrderCommand, 'type'>
    expect(commandSchema.safeParse(place).error?.issues[0]).toMatchObject({ path: ['type'] })
  })

  test('the same payment told again is one payment, under whatever command', async () => {
    const { id } = await order()
    const once = cash(id, 4_000)
    await orderAfter(once)
    expect((await orderAfter(once)).payments).toHaveLength(1)
  })
})

describe('O10, O11: copies at terminals', () => {
  test('come with each change, stay a day after the end, and then are dropped', async () => {
    const { id } = await order(1, { customer: { name: 'Bích Ngọc', phone: '0909 121 212' } })
    const { checkpoint } = await pull()
    const changes = async (from: Checkpoint) => {
      const { documents } = await pull(from)
      return documents.filter((one) => one.type === 'order' && one.data.id === id)
    }
    await orderAfter(cash(id, 1_000))
    await expect
      .poll(() => changes(checkpoint))
      .toMatchObject([{ _deleted: false, data: { payments: [{ amount: 1_000 }] } }])
    await orderAfter({ type: 'order.cancel', order: id, reason: 'khách đổi ý' })
    await sql`update orders set kept_until = now() where id = ${id}`
    expect(await copies(id)).toEqual([])
    // Money has to go back: whatever the time, somebody has to do it.
    await sql`update orders set kept_until = null where id = ${id}`
    expect(await copies(id)).toHaveLength(1)
    const [kept] = await copies(id)
    await orderAfter({ type: 'order.refund', order: id, refund: kept?.refunds[0]?.id ?? '' }, 'tuan')
    const [row] = await sql<{ hours: number }[]>`
      select round(extract(epoch from kept_until - now()) / 3600)::int as hours from orders where id = ${id}`
    expect(row).toEqual({ hours: 24 })
    await sql`update orders set kept_until = now() - interval '1 second' where id = ${id}`
    const { position, dropped } = await dropOrders(sql, 10)
    expect(dropped).toBe(1)
    hub.hub.feed.committed(position ?? 0)
    await expect.poll(() => changes(checkpoint)).toMatchObject([{ _deleted: true }])
    expect(await dropOrders(sql, 10)).toEqual({ dropped: 0, position: null })
  })

  test('an order that ran out says so, whoever ended it', async () => {
    const [byJob, byMoney] = [await order(1, { ttlSeconds: 1 }), await order(2, { ttlSeconds: 1 })]
    await orderAfter(cash(byJob.id, 3_000))
    await sql`update orders set expires_at = now() - interval '1 second' where id in (${byJob.id}, ${byMoney.id})`
    await sql`update holds set expires_at = now() - interval '1 second' where state = 'held'`
    await sql`update stock_claims set expires_at = now() - interval '1 second' where active`
    expect(await orderAfter(cash(byMoney.id, 10))).toMatchObject({ state: 'expired', refunds: [{ reason: 'late' }] })
    await lapseOrders(hub.hub, 100)
    const expired = ['expired', 'expired', null]
    expect(await storyOf(byMoney.id)).toEqual([['placed', 'awaiting_payment', null], expired, ['money', null, 'lan']])
    expect(await storyOf(byJob.id)).toEqual([['placed', 'awaiting_payment', null], ['money', null, 'lan'], expired])
    expect(
      (await sql`select from orders where kept_until is not null and id in (${byJob.id}, ${byMoney.id})`).length,
    ).toBe(0)
  })
})

const bring = (id: string) => call(hub, 'mutation', 'orders.bring', { order: id }, { token: till().token })

describe('questions', () => {
  test('find an order by number, name, phone and item, without accents; a counter sale by its number', async () => {
    const { number, id } = await order(3, { customer: { name: 'Đặng Thị Hạnh', phone: '+84 903 118 224' } })
    await order()
    for (const text of [number, number.toLowerCase(), 'dang hanh', 'Hạnh sen', '903118224', `${number} tea`])
      expect([text, await find(text)]).toEqual([text, [number]])
    expect(await find('hạnh nobody')).toEqual([])
    expect(await find('100%')).toEqual([])
    const lines = [{ line: { kind: 'stock' as const, sku: 'tea', quantity: 1 }, name: 'Trà', price: 9_000 }]
    await give({
      ...{ type: 'order.sell', order: randomUUID(), number: '7-261126-0001', location: 'q1', currency: 'VND' },
      ...{ lines, total: 9_000, tendered: 10_000, soldAt: 0 },
    })
    const { data } = await call(hub, 'query', 'orders.find', { text: '7-261126-0001' }, { token: till().token })
    expect(data).toMatchObject({
      data: [{ state: 'delivered', steps: [{ step: 'sold', staff: 'lan', terminal: till().id }] }],
    })
    expect((await copies(id))[0]).toMatchObject({ number })
    // To be given back it comes to the terminals' copies, where it was not.
    const sold = z.object({ data: z.array(z.object({ id: z.string() })) }).parse(data).data[0]?.id ?? ''
    expect(await copies(sold)).toEqual([])
    expect(await bring(sold)).toMatchObject({ status: 200 })
    expect(await copies(sold)).toMatchObject([{ state: 'delivered', number: '7-261126-0001' }])
    expect(await bring(randomUUID())).toMatchObject({ code: 'NOT_FOUND' })
    const { differences } = await selfCheck(sql)
    expect(differences.filter((line) => line.includes('7-261126-0001'))).toEqual([])
  })

  test('P8: a transfer that names no order is booked to the one that a manager finds, once', async () => {
    const { id } = await order()
    const csv = 'date,amount,description,reference\n2026-11-26,10000,chuyen tien tra sen,FT1\n'
    await hub.ask('POST', '/v1/payments/statement', { raw: csv, headers: { 'content-type': 'text/csv' } })
    const staff = await till().signIn('manager')
    const who = { token: till().token, staff }
    const unmatched = z.object({ data: z.array(z.object({ id: z.uuid(), reference: z.string() })) })
    const { data } = unmatched.parse((await call(hub, 'query', 'orders.unmatched', {}, who)).data)
    expect(data).toMatchObject([{ reference: 'FT1' }])
    const book = (to: string) => call(hub, 'mutation', 'orders.bookLine', { line: data[0]?.id, order: to }, who)
    expect(await book(randomUUID())).toMatchObject({ code: 'NOT_FOUND' })
    expect(await book(id)).toMatchObject({ status: 200 })
    // Said again it changes nothing; to another order the same money cannot go.
    expect(await book(id)).toMatchObject({ status: 200 })
    expect(await book((await order()).id)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await copies(id)).toMatchObject([{ state: 'paid', payments: [{ reference: 'FT1', amount: 10_000 }] }])
    // The same line in the next file is known.
    const again = await hub.ask('POST', '/v1/payments/statement', {
      raw: `${csv}\n`,
      headers: { 'content-type': 'text/csv' },
    })
    expect(again.body).toMatchObject({ matched: 0, known: 1, unmatched: [] })
  })
})

test('O13: a paid order is packed at a terminal or over REST, stays paid, and is shipped with the parcel that was named', async () => {
  const { id } = await order(1)
  expect(await give({ type: 'order.pack', order: id })).toMatchObject({
    rejection: { code: 'order_state', state: 'awaiting_payment' },
  })
  await orderAfter(cash(id, 1_000_000))
  const packed = await orderAfter({ type: 'order.pack', order: id, parcel: 'GHN-1' })
  expect(packed).toMatchObject({ state: 'paid', parcel: 'GHN-1', packedAt: expect.any(Number) })
  // Said again it is the same; another parcel counts instead.
  const again = await hub.ask('POST', `/v1/orders/${id}/pack`, { key: keys.web })
  expect(again).toMatchObject({ status: 200, body: { state: 'paid', parcel: 'GHN-1' } })
  expect(await orderAfter({ type: 'order.pack', order: id, parcel: 'GHN-2' })).toMatchObject({
    ...{ packedAt: packed.packedAt, parcel: 'GHN-2' },
  })
  expect((await hub.ask('GET', `/v1/orders/${id}`, { key: keys.web })).body).toMatchObject({
    packedAt: new Date(packed.packedAt ?? 0).toISOString(),
  })
  await orderAfter({ type: 'order.ship', order: id, carrier: 'GHN' })
  expect((await copies(id))[0]).toMatchObject({ state: 'shipped', parcel: 'GHN-2', packedAt: packed.packedAt })
  expect(await storyOf(id)).toEqual([
    ['placed', 'awaiting_payment', null],
    ['money', 'paid', 'lan'],
    ['packed', null, 'lan'],
    ['packed', null, 'lan'],
    ['shipped', 'shipped', 'lan'],
  ])
  expect(await give({ type: 'order.pack', order: id })).toMatchObject({
    rejection: { code: 'order_state', state: 'shipped' },
  })
})

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Order } from '../../shared/orders/orders.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import { lapseOrders } from '../orders/lapseOrders.ts'
import { readOrder } from '../orders/readOrders.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { admin, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { campaignWith, orderCommand, orderOf } from '../testing/voucherShop.ts'
import { readVoucher } from './readVoucher.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const lapsing = { sql, arbiter: shop.arbiter, newId: randomUUID }
const hubs = [shop.arbiter, shop.secondArbiter()]

beforeAll(async () => {
  await shop.item('tea', 1_000)
  await shop.item('cup', 10)
})

const give = async (command: ArbiterCommand, at = 0) => {
  const by = hubs[at % hubs.length] ?? shop.arbiter
  return orderOf(await by.submit({ ...{ caller: 'test', key: randomUUID(), bodyHash: '', giver: admin }, command }))
}
const placed = async (...asked: Parameters<typeof orderCommand>): Promise<Order> => {
  const order = await give(orderCommand(...asked))
  if ('code' in order) throw new Error(JSON.stringify(order))
  return order
}
const pay = ({ id, total }: Order, at = 0) =>
  give({ type: 'order.pay', order: id, payment: randomUUID(), method: 'test', amount: total }, at)
const refusedWith = (code: string, line = 1) => ({ code: 'conflict', conflicts: [{ line, code }] })
const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
const historyOf = async (code: string) =>
  (await readVoucher(sql, code))?.history.map(({ event, order, reason }) => [event, order, reason])
const heldOf = async (sku: string) => {
  const [row] = await sql<{ held: number }[]>`select held from stock_levels where sku = ${sku}`
  return row?.held
}

describe('what an order comes to', () => {
  it('V5: its total is what its vouchers have left, and it says what each took', async () => {
    await campaignWith(sql, ['A1'], { discount: { kind: 'percent', value: 15 } })
    await campaignWith(sql, ['A2'])
    const order = await placed('tea', 3, ['A1', 'A2'])
    const discounts = [
      { code: 'A1', amount: 450 },
      { code: 'A2', amount: 500 },
    ]
    expect(order).toMatchObject({ state: 'awaiting_payment', total: 2_050, discounts })
    expect((await readOrder(sql, order.id))?.order).toMatchObject({ total: 2_050, discounts })
    expect(await pay(order)).toMatchObject({ state: 'paid', refunds: [] })
    expect(await historyOf('A1')).toEqual([
      ['held', order.id, undefined],
      ['used', order.id, undefined],
    ])
    await isClean()
  })

  it('V6: a minimum that is not reached, or items that are not there, and nothing is held', async () => {
    await campaignWith(sql, ['B1'], { minimum: 2_001 })
    await campaignWith(sql, ['B2'], { items: ['coffee'] })
    const before = await heldOf('tea')
    expect(await give(orderCommand('tea', 2, ['B1']))).toEqual(refusedWith('voucher_not_valid'))
    expect(await give(orderCommand('tea', 2, ['B2']))).toEqual(refusedWith('voucher_not_valid'))
    expect(await heldOf('tea')).toBe(before)
    expect(await placed('tea', 3, ['B1'])).toMatchObject({ total: 2_500 })
    await isClean()
  })

  it('V9: one with nothing left to pay is paid at once', async () => {
    await campaignWith(sql, ['C1'], { discount: { kind: 'percent', value: 100 } })
    const order = await placed('tea', 1, ['C1'])
    expect(order).toMatchObject({ state: 'paid', total: 0, payments: [] })
    expect(await historyOf('C1')).toEqual([
      ['held', order.id, undefined],
      ['used', order.id, undefined],
    ])
    await isClean()
  })

  it('V6: an order that takes a hold over pays less for the codes that it has, and their history knows it', async () => {
    await campaignWith(sql, ['D1', 'D2'], { budget: 500 })
    const command = orderCommand('tea', 2, ['D1'], { adopts: true })
    const { hold, location, lines } = command
    const held = await shop.give({ type: 'hold.place', hold, location, lines: lines.map(({ line }) => line) })
    expect(held).toMatchObject({ verdict: { accepted: true } })
    const order = await give(command)
    expect(order).toMatchObject({ total: 1_500, hold, discounts: [{ code: 'D1', amount: 500 }] })
    expect(await give(orderCommand('tea', 1, ['D2']))).toEqual(refusedWith('limit_reached'))
    // Held before there was an order; known by it afterwards.
    expect(await historyOf('D1')).toEqual([['held', command.order, undefined]])
    await isClean()
  })
})

describe('V2: what opens a code again', () => {
  it('a failed payment frees voucher and stock in one transaction', async () => {
    await campaignWith(sql, ['E1'])
    const before = await heldOf('tea')
    const order = await placed('tea', 2, ['E1'])
    await give({ type: 'order.fail', order: order.id, reason: 'payment failed', onlyUnpaid: true })
    expect(await heldOf('tea')).toBe(before)
    expect(await readVoucher(sql, 'E1')).toMatchObject({ state: 'free', usesLeft: 1 })
    expect(await historyOf('E1')).toEqual([
      ['held', order.id, undefined],
      ['reopened', order.id, 'payment failed'],
    ])
    const transactions = await sql`
      select xmin::text from orders where id = ${order.id}
      union select xmin::text from voucher_claims where hold = ${order.hold}
      union select xmin::text from voucher_history where hold = ${order.hold} and event = 'reopened'
      union select xmin::text from stock_movements where hold = ${order.hold} and from_bucket = 'held'
      union select xmin::text from stock_claims where hold = ${order.hold}`
    expect(transactions).toHaveLength(1)
    await isClean()
  })

  it('a fault in operation after payment does too, and the money has to go back', async () => {
    await campaignWith(sql, ['E2'])
    const order = await placed('tea', 1, ['E2'])
    await pay(order)
    const failed = await give({ type: 'order.fail', order: order.id, reason: 'broken', onlyUnpaid: false })
    expect(failed).toMatchObject({ state: 'failed', refunds: [{ amount: 500, state: 'due' }] })
    expect((await historyOf('E2'))?.slice(1)).toEqual([
      ['used', order.id, undefined],
      ['reopened', order.id, 'broken'],
    ])
    expect(await placed('tea', 1, ['E2'])).toMatchObject({ total: 500 })
    await isClean()
  })

  it('cancelling does, and so does the deadline: by the job, and where nobody has come by', async () => {
    await campaignWith(sql, ['E3', 'E4'])
    const cancelled = await placed('tea', 1, ['E3'])
    await give({ type: 'order.cancel', order: cancelled.id, reason: 'changed their mind' })
    const [one, other] = [
      await placed('tea', 1, ['E3'], { ttlSeconds: 1 }),
      await placed('cup', 1, ['E4'], { ttlSeconds: 1 }),
    ]
    await sleep(1_020)
    const unswept = await historyOf('E4')
    const next = await placed('tea', 1, ['E3'])
    expect(await lapseOrders(lapsing, 10)).toMatchObject({ lapsed: 1 })
    expect(await historyOf('E3')).toEqual([
      ['held', cancelled.id, undefined],
      ['reopened', cancelled.id, 'changed their mind'],
      ['held', one.id, undefined],
      ['reopened', one.id, 'not paid in time'],
      ['held', next.id, undefined],
    ])
    expect(await historyOf('E4')).toEqual([
      ['held', other.id, undefined],
      ['reopened', other.id, 'not paid in time'],
    ])
    expect(unswept).toEqual(await historyOf('E4'))
    await isClean()
  })
})

it('V7, O6: late money has its own code again, also where a customer may have one; once another has it, it goes back', async () => {
  await campaignWith(sql, ['F1', 'F2'], { perCustomer: 1, budget: 500 })
  const more = { ttlSeconds: 1, customer: { phone: '0901 234 567' } }
  const [lan, other] = [await placed('tea', 1, ['F1'], more), { ...more, customer: { email: 'minh@shop.vn' } }]
  await sleep(1_020)
  expect(await pay(lan)).toMatchObject({ state: 'paid', discounts: [{ code: 'F1', amount: 500 }], refunds: [] })
  expect(await give(orderCommand('tea', 1, ['F2'], other))).toEqual(refusedWith('limit_reached'))
  await give({ type: 'order.fail', order: lan.id, reason: 'broken', onlyUnpaid: false })
  const minh = await placed('tea', 1, ['F2'], other)
  await sleep(1_020)
  await placed('tea', 1, ['F2'], { customer: { email: 'an@shop.vn' } })
  expect(await pay(minh)).toMatchObject({ state: 'expired', refunds: [{ amount: 500, reason: 'late' }] })
  await isClean()
})

it('V1: 50 orders race for one code through two hubs: one gets it, the others take nothing', async () => {
  await campaignWith(sql, ['G1'])
  const before = (await heldOf('tea')) ?? 0
  const orders = await Promise.all(Array.from({ length: 50 }, (_, n) => give(orderCommand('tea', 1, ['G1']), n)))
  expect(orders.filter((one) => 'id' in one)).toHaveLength(1)
  expect(await heldOf('tea')).toBe(before + 1)
  await isClean()
})

/** Orders with one of these codes each, all at once. */
const all = (codes: readonly string[], ttlSeconds: number) =>
  Promise.all(codes.map((code, n) => give(orderCommand('tea', 1, [code], { ttlSeconds }), n)))

it('V6, H9: under a race through two hubs a budget is never overspent; overdue orders have not spent of it', async () => {
  const codes = Array.from({ length: 40 }, (_, n) => `H${n}`)
  await campaignWith(sql, codes, { budget: 2_900 })
  const got = (orders: Awaited<ReturnType<typeof all>>) => orders.filter((one) => 'id' in one).length
  expect(got(await all(codes.slice(0, 20), 1))).toBe(5)
  await sleep(1_020)
  expect(got(await all(codes.slice(20), 900))).toBe(5)
  const [spent] = await sql<{ sum: number }[]>`
    select sum(amount)::int from voucher_claims where active and ends_at > clock_timestamp() and code like 'H%'`
  expect(spent).toEqual({ sum: 2_500 })
  await isClean()
})

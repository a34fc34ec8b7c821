import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Order } from '../../shared/orders/orders.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import { hubGiver } from '../arbiter/ofHub.ts'
import { lapseOrders } from '../orders/lapseOrders.ts'
import { readOrder } from '../orders/readOrders.ts'
import { remindPayers } from '../orders/remindPayers.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { passTime } from '../testing/passTime.ts'
import { announcePreorder, levelOf, poolOf, preorderCommand } from '../testing/preorderShop.ts'
import { admin, location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { orderOf } from '../testing/voucherShop.ts'
import type { PreorderInput } from './preorders.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const hubs = [shop.arbiter, shop.secondArbiter()]
const deps = { sql, arbiter: shop.arbiter, newId: randomUUID }

const day = 86_400
const give = async (command: ArbiterCommand, at = 0) => {
  const by = hubs[at % hubs.length] ?? shop.arbiter
  return orderOf(await by.submit({ ...{ caller: 'test', key: randomUUID(), bodyHash: '', giver: admin }, command }))
}
const now = async (): Promise<number> => {
  const [row] = await sql<{ now: number }[]>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`
  return row?.now ?? 0
}
const pay = (order: string, amount: number) =>
  give({ type: 'order.pay', order, payment: randomUUID(), method: 'cash', amount })
const arrive = (sku: string, quantity: number) =>
  shop.arbiter.submit({
    ...{ caller: 'test', key: randomUUID(), bodyHash: '', giver: admin },
    command: { type: 'preorder.arrive', sku, location, quantity },
  })
/** What both jobs do, and that nothing is amiss after it. */
const jobs = async () => {
  await Promise.all([lapseOrders(deps, 100), remindPayers(deps, 100)])
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
}
const reminders = async (order: string): Promise<number> => {
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from feed where type = 'order.reminder' and subject = ${order}`
  return row?.n ?? 0
}
const seen = async (order: string) => (await readOrder(sql, order))?.order

let made = 0
const item = async (quantity: number, more: Partial<PreorderInput> = {}): Promise<string> => {
  const sku = `phone${(made += 1)}`
  await shop.item(sku, 0)
  await announcePreorder(sql, sku, quantity, more)
  return sku
}
/** Ordered with 30 percent at once and the rest in so many days. */
const ordered = async (sku: string, quantity: number, days: number, customer = {}): Promise<Order> => {
  const total = quantity * 1_000
  const from = await now()
  const plan = [
    { kind: 'deposit' as const, amount: total * 0.3, dueAt: from + 900_000 },
    { kind: 'balance' as const, amount: total * 0.7, dueAt: from + days * day * 1_000 },
  ]
  const order = await give(preorderCommand(sku, quantity, { plan, customer }))
  if ('code' in order) throw new Error(JSON.stringify(order))
  return order
}

describe('three months of a pre-order', () => {
  test('O5, G8, G9: deposit, reminders, overdue, its grace, and half of the deposit back', async () => {
    const sku = await item(10, {
      ...{ refundPolicy: { kind: 'part', percent: 50 }, graceSeconds: 3 * day },
      remindBeforeSeconds: [7 * day, day],
    })
    const { id } = await ordered(sku, 2, 90)
    await jobs()
    expect(await pay(id, 600)).toMatchObject({ state: 'deposit_paid', kept: 0 })
    await jobs()
    await passTime(sql, 80 * day)
    await jobs()
    expect([await reminders(id), await seen(id)]).toMatchObject([0, { state: 'deposit_paid' }])
    await passTime(sql, 4 * day)
    // Twice, by two jobs at once: told once.
    await Promise.all([jobs(), remindPayers({ ...deps, arbiter: hubs[1] ?? shop.arbiter }, 100)])
    await jobs()
    expect(await reminders(id)).toBe(1)
    await passTime(sql, 5.5 * day)
    await jobs()
    expect(await reminders(id)).toBe(2)
    await passTime(sql, 2 * day)
    await jobs()
    expect(await poolOf(sql, sku)).toMatchObject({ promised: 2 })
    expect(await seen(id)).toMatchObject({ state: 'deposit_paid', toCome: 2 })
    await passTime(sql, 2 * day)
    expect(await seen(id)).toMatchObject({ state: 'expired' })
    await jobs()
    expect(await seen(id)).toMatchObject({
      ...{ state: 'expired', reason: 'not paid in time', kept: 300, toCome: 0 },
      refunds: [{ amount: 300, state: 'due', reason: 'expired' }],
    })
    expect(await poolOf(sql, sku)).toEqual({ quantity: 10, promised: 0, arrived: 0 })
    const [refund] = (await seen(id))?.refunds ?? []
    await give({ type: 'order.refund', order: id, refund: refund?.id ?? '' })
    await jobs()
    expect(await reminders(id)).toBe(2)
  })

  test('O4, G4 to G6: deposit, balance, arrival in two parts, and only then it is shipped', async () => {
    const sku = await item(10, { remindBeforeSeconds: [7 * day] })
    const [first, second] = [await ordered(sku, 3, 90), await ordered(sku, 2, 90)]
    for (const { id, total } of [first, second]) await pay(id, total * 0.3)
    await passTime(sql, 60 * day)
    await jobs()
    expect(await pay(first.id, 2_100)).toMatchObject({ state: 'paid', toCome: 3 })
    expect(await give({ type: 'order.ship', order: first.id })).toEqual({ code: 'goods_to_come' })
    await passTime(sql, 15 * day)
    await jobs()
    expect(await arrive(sku, 2)).toMatchObject({ verdict: { outcome: { promised: 2, forSale: 0 } } })
    await jobs()
    expect(await give({ type: 'order.ship', order: first.id })).toEqual({ code: 'goods_to_come' })
    await passTime(sql, 10 * day)
    await jobs()
    // The first one has paid all; the second is reminded, and keeps its place.
    expect([await reminders(first.id), await reminders(second.id)]).toEqual([0, 1])
    expect(await arrive(sku, 5)).toMatchObject({ verdict: { outcome: { promised: 3, forSale: 2 } } })
    await jobs()
    expect(await levelOf(sql, sku)).toEqual({ onHand: 4, held: 2 })
    expect(await poolOf(sql, sku)).toEqual({ quantity: 10, promised: 0, arrived: 7 })
    expect(await give({ type: 'order.ship', order: first.id })).toMatchObject({ state: 'shipped' })
    expect(await give({ type: 'order.deliver', order: first.id })).toMatchObject({ state: 'delivered' })
    expect(await pay(second.id, 1_400)).toMatchObject({ state: 'paid', toCome: 0 })
    await jobs()
    expect(await levelOf(sql, sku)).toEqual({ onHand: 2, held: 0 })
    const told = await sql<
      { subject: string }[]
    >`select subject from feed where type = 'order.arrived' order by position`
    expect(told.map(({ subject }) => subject)).toEqual([first.id, second.id])
  })
})

const policies = [
  { policy: { kind: 'all' as const }, kept: 0 },
  { policy: { kind: 'part' as const, percent: 75 }, kept: 75 },
  { policy: { kind: 'none' as const }, kept: 300 },
]

describe('G8: what is kept', () => {
  test.each(policies)('when its customer cancels, of $policy: $kept', async ({ policy, kept }) => {
    const sku = await item(5, { refundPolicy: policy })
    for (const paid of [300, 1_000]) {
      const { id } = await ordered(sku, 1, 30)
      await pay(id, paid)
      const cancelled = await give({ type: 'order.cancel', order: id })
      expect(cancelled).toMatchObject({ state: 'cancelled', kept })
      expect('refunds' in cancelled && cancelled.refunds.map(({ amount }) => amount)).toEqual(
        paid > kept ? [paid - kept] : [],
      )
      await jobs()
    }
  })

  test('is nothing before the deposit is there, nor after a fault in operation', async () => {
    const sku = await item(5, { refundPolicy: { kind: 'none' } })
    const [early, failed] = [await ordered(sku, 1, 30), await ordered(sku, 1, 30)]
    await pay(early.id, 200)
    expect(await give({ type: 'order.cancel', order: early.id })).toMatchObject({ kept: 0, refunds: [{ amount: 200 }] })
    await pay(failed.id, 1_000)
    await arrive(sku, 1)
    const gone = await give({ type: 'order.fail', order: failed.id, reason: 'broken', onlyUnpaid: false })
    expect(gone).toMatchObject({ kept: 0, refunds: [{ amount: 1_000 }] })
    expect(await levelOf(sql, sku)).toEqual({ onHand: 1, held: 0 })
    await jobs()
  })

  test('O6: is its order’s own again where late money gets the goods; where it does not it stays kept', async () => {
    const sku = await item(1, { refundPolicy: { kind: 'none' } })
    const { id } = await ordered(sku, 1, 1)
    await pay(id, 300)
    await passTime(sql, 2 * day)
    await jobs()
    expect(await seen(id)).toMatchObject({ state: 'expired', kept: 300, refunds: [] })
    const other = await ordered(sku, 1, 30)
    expect(await pay(id, 700)).toMatchObject({
      state: 'expired',
      kept: 300,
      refunds: [{ amount: 700, reason: 'late' }],
    })
    await jobs()
    await give({ type: 'order.cancel', order: other.id })
    expect(await pay(id, 1)).toMatchObject({
      ...{ state: 'paid', kept: 0, toCome: 1 },
      refunds: [
        { amount: 700, state: 'withdrawn' },
        { amount: 1, state: 'due', reason: 'overpaid' },
      ],
    })
    await jobs()
  })
})

test('O5: money that reaches no further instalment takes nothing of the time that there is', async () => {
  const sku = await item(5, { graceSeconds: 5 * day })
  const { id } = await ordered(sku, 1, 30)
  const deposited = await pay(id, 300)
  await passTime(sql, 31 * day)
  const later = await pay(id, 100)
  const until = (order: typeof later) => ('expiresAt' in order ? order.expiresAt : 0)
  expect(until(deposited) - until(later)).toBe(31 * day * 1_000)
  expect(later).toMatchObject({ state: 'deposit_paid' })
  await jobs()
})

test('G9, O2: lapsing and reminding are the hub’s own to do', async () => {
  const sku = await item(1)
  const { id } = await ordered(sku, 1, 30)
  expect(await give({ type: 'order.lapse', order: id })).toEqual({ code: 'forbidden' })
  expect(await give({ type: 'order.remind', order: id })).toEqual({ code: 'forbidden' })
  const answer = await shop.arbiter.submit({
    ...{ caller: 'hub', key: randomUUID(), bodyHash: '', giver: hubGiver, command: { type: 'order.lapse', order: id } },
  })
  expect(orderOf(answer)).toMatchObject({ state: 'awaiting_payment' })
})

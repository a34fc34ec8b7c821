import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Order, OrderState } from '../../shared/orders/orders.ts'
import type { OrderCommand } from '../../shared/orders/orderCommands.ts'
import type { Giver } from '../../shared/holds/settle.ts'
import { isReturnCommand } from '../../shared/returns/returnCommands.ts'
import type { Return } from '../../shared/returns/returns.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import { sweep } from '../expiry/sweep.ts'
import { byHandAlone } from '../payments/paymentSettings.ts'
import { providersOf } from '../payments/providers.ts'
import { sendRefund } from '../payments/sendRefund.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { announcePreorder, preorderCommand } from '../testing/preorderShop.ts'
import { type Behaviour, momoDesk } from '../testing/refundDesk.ts'
import { admin, location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { orderCommand } from '../testing/voucherShop.ts'
import { lapseOrders } from './lapseOrders.ts'
import { remindPayers } from './remindPayers.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const hubs = [shop.arbiter, shop.secondArbiter()]
const desk = momoDesk()
const momo = {
  url: '',
  partnerCode: 'SHOP',
  accessKey: 'a',
  secretKey: 's',
  returnUrl: '',
  notifyUrl: '',
  refundUrl: '',
}
const providers = providersOf({ ...byHandAlone, momo }, desk.post)
const deps = hubs.map((arbiter) => ({ sql, arbiter, providers, newId: randomUUID }))

/** Half of what comes back is said by terminals, which cannot be refused (SPEC R9). */
const tills = [randomUUID(), randomUUID()]
const giverOf = (command: ArbiterCommand, at: number): Giver =>
  isReturnCommand(command) && at % 4 < 2 ? { ...admin, terminal: tills[at % 2] ?? null } : admin

const give = async (command: ArbiterCommand, at: number): Promise<Order | null> => {
  const by = hubs[at % hubs.length] ?? shop.arbiter
  const giver = giverOf(command, at)
  const answer = await by.submit({ ...{ caller: 'test', key: randomUUID(), bodyHash: '', giver }, command })
  if (answer.type !== 'verdict') throw new Error(answer.type)
  if (!answer.verdict.accepted && answer.verdict.rejection.code === 'internal') throw new Error('a command met a bug')
  if (!answer.verdict.accepted) return null
  const { outcome } = answer.verdict
  if (outcome.type === 'return') returns.set(outcome.return.id, outcome.return)
  return outcome.type === 'order' ? outcome.order : null
}

/** Numbers below 2^32 from a seed, the same ones each time. Mulberry32, by Tommy Ettinger. */
const randomFrom = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
const random = randomFrom(20261124)

const skus = ['a', 'b', 'c']
const toCome = ['x', 'y']
const behaviours: readonly Behaviour[] = ['pays', 'pays', 'refuses', 'undecided', 'lost', 'down']
const orders: string[] = []
/** How orders were when they were last told of. */
const states = new Map<string, OrderState>()
/** One that was in this state, if there is any: at random few would ever be shipped. */
const oneThatIs = (state: OrderState): string => {
  const such = [...states].flatMap(([id, seen]) => (seen === state ? [id] : []))
  return such[random(Math.max(1, such.length))] ?? randomUUID()
}

/** Returns as they were when they were last told of. */
const returns = new Map<string, Return>()
const grades = ['sellable', 'damaged', 'scrap'] as const

/** Something about goods that come back: opened, received and graded more and less often than there is, by some who know what was before and some who do not. */
const returning = (): ArbiterCommand => {
  const all = [...returns.values()]
  const one = all[random(Math.max(1, all.length))]
  const opens = oneThatIs(random(3) === 0 ? 'delivered' : 'delivery_failed')
  if (one === undefined || random(4) === 0)
    return { type: 'return.open', return: randomUUID(), order: opens, reason: 'storm' }
  const line = one.lines[random(one.lines.length)]
  const sku = line?.sku ?? 'a'
  const [quantity, id] = [1 + random(3), random(9) === 0 ? randomUUID() : one.id]
  const before = random(2) === 0 ? { before: random(3) } : {}
  switch (random(8)) {
    case 0:
      return { type: 'return.close', return: id }
    case 1:
      return { type: 'return.not_there', return: id, lines: [{ sku, quantity }] }
    case 2:
    case 3:
    case 4:
      return { type: 'return.receive', return: id, order: one.order, location, lines: [{ sku, quantity, ...before }] }
    default: {
      const grade = grades[random(3)] ?? 'sellable'
      const lines = [{ sku, quantity, grade, ...before }]
      return { type: 'return.inspect', return: id, order: one.order, location, lines }
    }
  }
}

const placing = (): OrderCommand => {
  const [sku, quantity, ttlSeconds] = [random(3), 1 + random(4), 1 + random(3)]
  if (random(2) === 0) return orderCommand(skus[sku] ?? 'a', quantity, [], { ttlSeconds, number: randomUUID() })
  const now = Date.now()
  const plan = [
    { kind: 'deposit' as const, amount: quantity * 300, dueAt: now + 900_000 },
    { kind: 'balance' as const, amount: quantity * 700, dueAt: now + (1 + random(3)) * 1_000 },
  ]
  return preorderCommand(toCome[random(2)] ?? 'x', quantity, { ttlSeconds, ...(random(3) === 0 ? {} : { plan }) })
}

const operation = (): ArbiterCommand => {
  const order = orders[random(orders.length)] ?? randomUUID()
  switch (random(15)) {
    case 0:
    case 1:
    case 2:
      return placing()
    case 3:
    case 4:
    case 5:
    case 6: {
      const paid = { type: 'order.pay', order, payment: randomUUID(), amount: 250 + random(10) * 250 } as const
      return random(2) === 0
        ? { ...paid, method: 'cash' }
        : { ...paid, method: 'momo', reference: String(10_000_000 + random(90_000_000)) }
    }
    case 7:
      return { type: 'order.cancel', order }
    case 8:
      return { type: 'order.fail', order, reason: 'storm', onlyUnpaid: random(2) === 0 }
    case 9:
      if (random(4) === 0) return { type: 'order.pack', order: oneThatIs('paid'), parcel: randomUUID() }
      return random(2) === 0
        ? { type: 'order.ship', order: oneThatIs('paid') }
        : { type: 'order.deliver', order: oneThatIs('shipped') }
    case 10:
      return random(3) === 0
        ? { type: 'preorder.arrive', sku: toCome[random(2)] ?? 'x', location, quantity: 1 + random(4) }
        : { type: 'order.begin_payment', order, method: 'momo', extendsSeconds: 2 }
    case 11:
    case 12:
    case 13:
      return returning()
    default:
      return { type: 'order.delivery_failed', order: oneThatIs('shipped'), reason: 'other' }
  }
}

/** Money goes back by people's hands and by the provider, which is not always at its best. */
const refundSome = async (): Promise<void> => {
  desk.behave(behaviours[random(behaviours.length)] ?? 'pays')
  const due = await sql<{ id: string; order: string }[]>`
    select id, order_id as order from refunds where state = 'due' order by md5(id::text || ${orders.length}::text) limit 20`
  await Promise.all(
    due.map(({ id, order }, at) => {
      const by = deps[at % 2]
      return at % 3 === 0 || by === undefined
        ? give({ type: 'order.refund', order, refund: id }, at)
        : sendRefund(by, id, 'lan')
    }),
  )
}

const count = async (table: string, where: string): Promise<number> => {
  const [row] = await sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table} where ${where}`)
  return row?.n ?? 0
}

test('O3, G1, O9, R3, R7, R9: after a storm of 5,000 operations by two hubs and the jobs, money, levels and goods to come add up', async () => {
  for (const sku of skus) await shop.item(sku, 150)
  for (const sku of toCome) {
    await shop.item(sku, 0)
    const refundPolicy = sku === 'x' ? ({ kind: 'part', percent: 50 } as const) : ({ kind: 'none' } as const)
    await announcePreorder(sql, sku, 400, { refundPolicy, remindBeforeSeconds: [1], graceSeconds: 1 })
  }
  const [first] = deps
  if (first === undefined) throw new Error('no hub')
  for (let done = 0; done < 5_000; done += 125) {
    const commands = Array.from({ length: 125 }, operation)
    await Promise.all([
      ...commands.map(async (command, at) => {
        const order = await give(command, at)
        if (order === null) return
        if (command.type === 'order.place') orders.push(order.id)
        states.set(order.id, order.state)
      }),
      lapseOrders(first, 30),
      remindPayers(first, 30),
      sweep(sql, 30),
      ...(done % 250 === 0 ? [refundSome()] : []),
    ])
  }
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
  // By the changes that were told, since an order may have gone on from any of these.
  const entered = await sql<{ state: string }[]>`
    select distinct substring(type from 'order\\.(.*)') as state from feed where type like 'order.%'`
  expect(entered.map(({ state }) => state)).toEqual(
    expect.arrayContaining(['cancelled', 'delivered', 'delivery_failed', 'expired', 'failed', 'paid', 'shipped']),
  )
  // It was a storm of everything.
  for (const [table, where] of [
    ['orders', 'kept > 0'],
    ['orders', 'extended_at is not null'],
    ['preorder_claims', 'waiting = 0'],
    ['preorder_claims', 'waiting between 1 and quantity - 1'],
    ['refund_requests', "state = 'done'"],
    ['refund_requests', "state = 'refused'"],
    ['refunds', "way = 'by_hand'"],
    ['order_reminders', 'true'],
    ['returns', "state = 'inspected'"],
    ['return_gradings', 'terminal is null'],
    ['return_gradings', 'terminal is not null and counted < quantity'],
    ['refunds', "reason = 'returned'"],
    ['discrepancies', "kind = 'return_short'"],
    ['discrepancies', "kind = 'return_extra'"],
    ['discrepancies', "kind = 'return_twice'"],
    ['stock_movements', "reason = 'not there'"],
  ] as const)
    expect([table, where, (await count(table, where)) > 0]).toEqual([table, where, true])
}, 60_000)

test('O9: once the provider answers again, what it was asked is known, and it has paid nothing twice', async () => {
  desk.behave('pays')
  const open = await sql<{ refund: string }[]>`
    update refund_requests set last_asked_at = last_asked_at - interval '60 s' where state = 'asked' returning refund`
  const [first] = deps
  if (first === undefined) throw new Error('no hub')
  for (const { refund } of open) await sendRefund(first, refund, 'lan')
  const requests = await sql<{ id: string; amount: number; state: string; way: string | null }[]>`
    select q.id, q.amount, q.state, r.way from refund_requests q join refunds r on r.id = q.refund where q.state <> 'refused'`
  // Only where a person gave the money back meanwhile it may not be known.
  for (const { state, way } of requests) if (way !== 'by_hand') expect(state).toBe('done')
  const amounts = new Map(requests.map(({ id, amount }) => [id, amount]))
  for (const [id, amount] of desk.paid) expect(amounts.get(id)).toBe(amount)
  for (const { id, state, amount } of requests) if (state === 'done') expect(desk.paid.get(id)).toBe(amount)
  expect(desk.paid.size).toBeGreaterThan(10)
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

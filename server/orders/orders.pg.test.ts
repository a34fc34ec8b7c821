import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { Giver } from '../../shared/holds/settle.ts'
import { moneyOf, type Order } from '../../shared/orders/orders.ts'
import type { OrderCommand } from '../../shared/orders/orderCommands.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Arbiter } from '../arbiter/types.ts'
import { sweep } from '../expiry/sweep.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { admin, location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { lapseOrders } from './lapseOrders.ts'
import { readOrder } from './readOrders.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const lapsing = { sql, arbiter: shop.arbiter, newId: randomUUID }
let hubs: readonly Arbiter[] = []

beforeAll(async () => {
  hubs = [shop.arbiter, shop.secondArbiter()]
  await shop.item('plenty', 1_000_000)
})

const give = async (command: ArbiterCommand, at = 0, giver: Partial<Giver> = {}): Promise<Order | string> => {
  const by = hubs[at % hubs.length] ?? shop.arbiter
  const answer = await by.submit({
    ...{ caller: 'test', key: randomUUID(), bodyHash: '', command, giver: { ...admin, ...giver } },
  })
  if (answer.type !== 'verdict') throw new Error(answer.type)
  if (!answer.verdict.accepted) return answer.verdict.rejection.code
  if (answer.verdict.outcome.type !== 'order') throw new Error(answer.verdict.outcome.type)
  return answer.verdict.outcome.order
}

let numbers = 0
const placing = (sku: string, quantity: number, ttlSeconds: number, price = 1_000): OrderCommand => ({
  ...{ type: 'order.place', order: randomUUID(), hold: randomUUID(), adopts: false, number: `T${(numbers += 1)}` },
  ...{ location, currency: 'VND', lines: [{ line: { kind: 'stock', sku, quantity }, name: sku, price }] },
  ...{ method: 'cash', plan: [], ttlSeconds },
})
const place = async (...asked: Parameters<typeof placing>): Promise<Order> => {
  const order = await give(placing(...asked))
  if (typeof order === 'string') throw new Error(order)
  return order
}
const pay = (order: string, amount: number, at = 0) =>
  give({ type: 'order.pay', order, payment: randomUUID(), method: 'cash', amount }, at)

const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })

test('O2, O6: money and the deadline meet 200 times: a sale or a refund due, never both, never nothing', async () => {
  const orders = await Promise.all(Array.from({ length: 200 }, () => place('plenty', 1, 1)))
  const deadline = Math.min(...orders.map(({ expiresAt }) => expiresAt))
  const [clock] = await sql<{ now: number }[]>`select extract(epoch from clock_timestamp()) * 1000 as now`
  const untilThen = deadline - Number(clock?.now)
  const job = (async () => {
    await sleep(Math.max(0, untilThen - 25))
    for (let round = 0; round < 40; round += 1) {
      await lapseOrders(lapsing, 20)
      await sweep(sql, 20)
      await sleep(2)
    }
  })()
  const money = orders.map(async ({ id }, index) => {
    await sleep(Math.max(0, untilThen - 25 + (index % 50)))
    return pay(id, 1_000, index)
  })
  const answers = await Promise.all(money)
  await job
  for (const answer of answers) {
    if (typeof answer === 'string') throw new Error(answer)
    // What was late was taken again, for there is plenty.
    expect(answer).toMatchObject({ state: 'paid' })
    expect(moneyOf(answer)).toBe(1_000)
  }
  await isClean()
}, 20_000)

test('O6, H9: late money finds its things though only overdue promises of others have them', async () => {
  await shop.item('last', 1)
  const first = await place('last', 1, 1)
  await sleep(1_020)
  const second = await place('last', 1, 1)
  await sleep(1_020)
  // Nobody has swept: the second one stands in the way until it is looked at.
  expect(await pay(first.id, 1_000)).toMatchObject({ state: 'paid' })
  expect((await readOrder(sql, second.id))?.order.state).toBe('expired')
  const [row] = await sql<{ state: string }[]>`select state from orders where id = ${second.id}`
  expect(row?.state).toBe('expired')
  await isClean()
})

test('control: where an order is ended by one who has looked at it a moment before, its money is lost', async () => {
  await sql`create table control (state text, money integer)`
  await sql`insert into control values ('awaiting_payment', 0)`
  const look = () => sql<{ state: string }[]>`select state from control`
  const [[payer], [job]] = await Promise.all([look(), look()])
  if (payer?.state === 'awaiting_payment') await sql`update control set state = 'paid', money = 1000`
  if (job?.state === 'awaiting_payment') await sql`update control set state = 'expired'`
  expect(await sql`select * from control`).toEqual([{ state: 'expired', money: 1_000 }])
})

import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Order } from '../../shared/orders/orders.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import { readOrder } from '../orders/readOrders.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { admin, location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { orderOf } from '../testing/voucherShop.ts'
import { attemptOfPayment, takeAttempt } from './attempts.ts'
import { settleNotice } from './settleNotice.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const deps = { sql, arbiter: shop.arbiter, newId: randomUUID }

const give = async (command: ArbiterCommand): Promise<Order> => {
  const submission = { caller: 't', key: randomUUID(), bodyHash: '', giver: admin, command }
  const order = orderOf(await shop.arbiter.submit(submission))
  if ('code' in order) throw new Error(JSON.stringify(order))
  return order
}
const hear = (reference: string, amount: number, transaction: string, outcome: 'paid' | 'failed') =>
  settleNotice(deps, 'vnpay', { reference, amount, transaction, outcome })
const dueAt = Date.now() + 30 * 86_400_000

beforeAll(() => shop.item('tea', 1_000))

const inThree = (number: string): Promise<Order> =>
  give({
    ...{ type: 'order.place', order: randomUUID(), hold: randomUUID(), adopts: false, number, location },
    ...{ currency: 'VND', method: 'vnpay' },
    plan: [
      { kind: 'deposit', amount: 200, dueAt },
      { kind: 'balance', amount: 300, dueAt },
      { kind: 'balance', amount: 500, dueAt },
    ],
    lines: [{ line: { kind: 'stock', sku: 'tea', quantity: 1 }, name: 'tea', price: 1_000 }],
  })

test('P2: payments of one order that failed under the same name are told apart by which time its payer was asked', async () => {
  const order = await inThree('N1')
  // Paid nothing, which is neither money nor a failure: the order goes on waiting.
  expect(await hear('N1', 0, '900', 'paid')).toMatchObject({ received: 'wrong_amount', order: order.id })
  expect(await hear('N1', 200, '901', 'paid')).toMatchObject({ received: 'taken' })
  // VNPay calls each payment that came to nothing "0".
  expect(await hear('N1P2', 300, '0', 'failed')).toMatchObject({ received: 'taken', order: order.id })
  expect(await hear('N1P2', 300, '0', 'failed')).toMatchObject({ received: 'known', order: order.id })
  await hear('N1P2', 300, '902', 'paid')
  expect(await hear('N1P3', 500, '0', 'failed')).toMatchObject({ received: 'taken', order: order.id })
  expect(await hear('N1P3', 500, '0', 'failed')).toMatchObject({ received: 'known', order: order.id })
  expect(await hear('N1', 200, '901', 'paid')).toMatchObject({ received: 'known' })
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

test('P10: a time that came to nothing is not asked for again; who asks once more after paying gets no other address to pay at', async () => {
  const { id } = await inThree('N2')
  const now = async (): Promise<Order> => {
    const found = await readOrder(sql, id)
    if (found === null) throw new Error('it is not there')
    return found.order
  }
  await hear('N2', 200, '911', 'paid')
  const before = await now()
  const ask = async (order: Order, amount: number) => (await takeAttempt(sql, order, 'vnpay', amount)).attempt
  expect([await ask(before, 300), await ask(before, 300)]).toEqual([2, 2])
  await hear('N2P2', 300, '0', 'failed')
  expect([await ask(before, 300), await ask(before, 300)]).toEqual([3, 3])
  await hear('N2P3', 300, '913', 'paid')
  expect([await ask(before, 300), await ask(await now(), 500)]).toEqual([3, 4])
  // Paid after all, on the provider's own page: it is known what came of it, for it may have to go back.
  await hear('N2P2', 300, '912', 'paid')
  expect(await attemptOfPayment(sql, before, '912')).toMatchObject({ attempt: 2 })
})

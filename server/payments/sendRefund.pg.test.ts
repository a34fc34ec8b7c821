import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Order } from '../../shared/orders/orders.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Arbiter } from '../arbiter/types.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { passTime } from '../testing/passTime.ts'
import { momoDesk, type RefundDesk, vnpayDesk } from '../testing/refundDesk.ts'
import { admin, location, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { orderOf } from '../testing/voucherShop.ts'
import { byHandAlone } from './paymentSettings.ts'
import { providersOf } from './providers.ts'
import { sendRefund } from './sendRefund.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const hashSecret = 'vnpay-secret'

let momo: RefundDesk = momoDesk()
let vnpay: RefundDesk = vnpayDesk(hashSecret)
const providers = providersOf(
  {
    ...byHandAlone,
    vnpay: { url: 'https://v.example', tmnCode: 'SHOP', hashSecret, returnUrl: '', refundUrl: 'vnpay' },
    momo: {
      ...{ url: 'https://m.example', partnerCode: 'SHOP', accessKey: 'a', secretKey: 's' },
      ...{ returnUrl: '', notifyUrl: '', refundUrl: 'momo' },
    },
  },
  (url, body) => (url === 'momo' ? momo : vnpay).post(url, body),
)
const deps = { sql, arbiter: shop.arbiter, providers, newId: randomUUID }
const other = { ...deps, arbiter: shop.secondArbiter() }
const send = (refund: string, by = deps) => sendRefund(by, refund, 'tuan')

const give = async (command: ArbiterCommand): Promise<Order> => {
  const answer = await shop.arbiter.submit({
    ...{ caller: 't', key: randomUUID(), bodyHash: '', giver: admin },
    command,
  })
  const order = orderOf(answer)
  if ('code' in order) throw new Error(JSON.stringify(order))
  return order
}

let transactions = 14_000_000
/** An order for which money came in by these ways, and all of which has to go back. */
const toGoBack = async (...paid: readonly (readonly ['vnpay' | 'momo' | 'cash', number])[]) => {
  const total = paid.reduce((sum, [, amount]) => sum + amount, 0)
  const order = await give({
    ...{ type: 'order.place', order: randomUUID(), hold: randomUUID(), adopts: false, number: randomUUID(), location },
    ...{ currency: 'VND', method: 'vnpay', plan: [] },
    lines: [{ line: { kind: 'stock', sku: 'tea', quantity: 1 }, name: 'tea', price: total }],
  })
  for (const [method, amount] of paid) {
    const reference = method === 'cash' ? {} : { reference: String((transactions += 1)) }
    await give({ ...{ type: 'order.pay', order: order.id, payment: randomUUID(), method, amount }, ...reference })
  }
  const failed = await give({ type: 'order.fail', order: order.id, reason: 'broken', onlyUnpaid: false })
  return { id: order.id, refund: failed.refunds[0]?.id ?? '' }
}
const wentBack = ({ paid }: RefundDesk): number => [...paid.values()].reduce((sum, amount) => sum + amount, 0)
/** Nobody waits for an answer any more. */
const later = () => sql`update refund_requests set last_asked_at = last_asked_at - interval '60 s'`
const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })

beforeAll(() => shop.item('tea', 1_000))
beforeEach(() => {
  momo = momoDesk()
  vnpay = vnpayDesk(hashSecret)
})

describe('O9: a refund that its provider sends', () => {
  test('says who had it sent, how and when, and under which name of the provider; asked again nothing happens', async () => {
    const { refund } = await toGoBack(['momo', 70_000])
    const sent = await send(refund)
    const done = { state: 'done', way: 'provider', doneBy: 'tuan', reference: '99000', doneAt: expect.any(Number) }
    expect(sent).toMatchObject({ type: 'done', order: { refunds: [done] } })
    expect(await send(refund)).toMatchObject(sent)
    expect([momo.asked.length, wentBack(momo)]).toEqual([1, 70_000])
    expect(await send(randomUUID())).toEqual({ type: 'not_found' })
    await isClean()
  })

  test('goes back once, though answers are lost, the provider does not know, and the hub begins anew', async () => {
    const { refund } = await toGoBack(['vnpay', 70_000])
    for (const behaviour of ['down', 'lost', 'undecided'] as const) {
      vnpay.behave(behaviour)
      const sent = await send(refund, behaviour === 'lost' ? other : deps)
      if (sent.type === 'done') break
      expect(sent).toMatchObject({
        type: 'failed',
        order: { refunds: [{ state: 'due', failure: expect.any(String) }] },
      })
    }
    expect(await send(refund)).toMatchObject({ type: 'done', order: { refunds: [{ state: 'done', failure: null }] } })
    expect(wentBack(vnpay)).toBe(70_000)
    expect(new Set(vnpay.asked.map((asked) => JSON.stringify(asked))).size).toBe(1)
    await isClean()
  })

  test('a hub that died after it had written down what to ask, and before it asked, leaves nothing behind', async () => {
    const { id, refund } = await toGoBack(['momo', 70_000])
    await sql`
      insert into refund_requests (id, refund, payment, amount, state, asked_at, last_asked_at, asked_by)
      select gen_random_uuid(), ${refund}, id, amount, 'asked', now(), now(), 'lan' from payments where order_id = ${id}`
    expect(await send(refund)).toEqual({ type: 'busy' })
    await later()
    expect(await send(refund)).toMatchObject({ type: 'done' })
    expect(wentBack(momo)).toBe(70_000)
    await isClean()
  })

  test('is asked for by twenty at once through two hubs, and goes back once', async () => {
    const { refund } = await toGoBack(['momo', 70_000])
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => send(refund, n % 2 === 0 ? deps : other)))
    expect(answers.some(({ type }) => type === 'done')).toBe(true)
    expect([momo.asked.length, wentBack(momo)]).toEqual([1, 70_000])
    await isClean()
  })

  test('that is refused stays due and says why; tried again it is another request', async () => {
    const { id, refund } = await toGoBack(['momo', 70_000])
    momo.behave('refuses')
    expect(await send(refund)).toMatchObject({
      type: 'failed',
      order: { id, refunds: [{ state: 'due', failure: '1081 Bị từ chối.', failedAt: expect.any(Number) }] },
    })
    momo.behave('pays')
    expect(await send(refund)).toMatchObject({ type: 'done', order: { refunds: [{ failure: null, failedAt: null }] } })
    expect(new Set(momo.asked.map((asked) => JSON.stringify(asked))).size).toBe(2)
    const steps = await sql<{ step: string }[]>`select step from order_steps where order_id = ${id} order by id`
    expect(steps.map(({ step }) => step).slice(-2)).toEqual(['refund_failed', 'refunded'])
    await isClean()
  })

  test('is of as many payments as it takes, each asked of the provider that has it', async () => {
    const { refund } = await toGoBack(['vnpay', 30_000], ['momo', 50_000])
    momo.behave('refuses')
    expect(await send(refund)).toMatchObject({ type: 'failed' })
    momo.behave('pays')
    expect(await send(refund)).toMatchObject({ type: 'done' })
    expect([wentBack(vnpay), wentBack(momo)]).toEqual([30_000, 50_000])
    await isClean()
  })

  test('is a person’s to give where the money came otherwise; what a provider has sent of it is said', async () => {
    const cash = await toGoBack(['cash', 70_000])
    expect(await send(cash.refund)).toMatchObject({ type: 'by_hand', left: 70_000, sent: 0 })
    const mixed = await toGoBack(['momo', 50_000], ['cash', 20_000])
    const rest = { type: 'by_hand', left: 20_000, sent: 50_000 }
    const failure = expect.stringMatching(
      /đã hoàn 50\.000.*còn 20\.000.*has sent .*50,000; .*20,000 is left to give by hand/,
    )
    for (let times = 0; times < 2; times += 1)
      expect(await send(mixed.refund)).toMatchObject({ ...rest, order: { refunds: [{ state: 'due', failure }] } })
    const told = await sql`select from order_steps where order_id = ${mixed.id} and step = 'refund_failed'`
    expect([wentBack(momo), told.length]).toEqual([50_000, 1])
    const done = await give({ type: 'order.refund', order: mixed.id, refund: mixed.refund, reference: 'quỹ 12' })
    expect(done.refunds).toMatchObject([{ state: 'done', way: 'by_hand', doneBy: 'web', reference: 'quỹ 12' }])
    await isClean()
  })
})

/** An order of 1,000 that ended with 400 paid, which have to go back, as have 100 that came late. */
const paidLate = async () => {
  const order = await give({
    ...{ type: 'order.place', order: randomUUID(), hold: randomUUID(), adopts: false, number: randomUUID(), location },
    ...{ currency: 'VND', method: 'momo', plan: [], ttlSeconds: 5 },
    lines: [{ line: { kind: 'stock', sku: 'tea', quantity: 1 }, name: 'tea', price: 1_000 }],
  })
  const pay = (amount: number) => {
    const reference = String((transactions += 1))
    return give({ type: 'order.pay', order: order.id, payment: randomUUID(), method: 'momo', amount, reference })
  }
  await pay(400)
  await passTime(sql, 10)
  const late = await pay(100)
  const [asked] = late.refunds.filter(({ reason }) => reason === 'expired')
  expect([late.refunds.length, asked?.amount]).toEqual([2, 400])
  return { pay, asked }
}

test('O6, O9: money that was asked to go back is the order’s own no more, though late money would bring it back', async () => {
  const { pay, asked } = await paidLate()
  momo.behave('undecided')
  expect(await send(asked?.id ?? '')).toMatchObject({ type: 'failed' })
  // With the 400 it would be enough; but they may have gone.
  const more = await pay(600)
  expect(more).toMatchObject({ state: 'expired', refunds: { length: 3 } })
  expect(more.refunds.filter(({ isAsked }) => isAsked)).toMatchObject([{ id: asked?.id, state: 'due' }])
  expect(await pay(300)).toMatchObject({ state: 'paid' })
  await isClean()
})

test('O6, O9: a provider says no, and before that is kept the order stands again: there is nothing to send back any more', async () => {
  const { pay, asked } = await paidLate()
  momo.behave('refuses')
  const late: Pick<Arbiter, 'submit'> = {
    submit: async (submission) => {
      if (submission.command.type === 'order.refund_told') expect(await pay(600)).toMatchObject({ state: 'paid' })
      return shop.arbiter.submit(submission)
    },
  }
  expect(await sendRefund({ ...deps, arbiter: late }, asked?.id ?? '', 'tuan')).toEqual({ type: 'not_found' })
  expect([momo.asked.length, wentBack(momo)]).toEqual([1, 0])
  await isClean()
})

import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { byHandAlone } from '../../payments/paymentSettings.ts'
import { providersOf } from '../../payments/providers.ts'
import { vnpayDesk } from '../../testing/refundDesk.ts'
import { seatLine } from '../../testing/seatLine.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { type Answered, testHub } from '../../testing/testHub.ts'

const hashSecret = 'vnpay-secret'
const desk = vnpayDesk(hashSecret)
const vnpay = { url: 'https://v.example', tmnCode: 'SHOP', hashSecret, returnUrl: '', refundUrl: 'vnpay' }
const database = testDatabase()
const { sql } = database
const hub = testHub(database, { providers: providersOf({ ...byHandAlone, vnpay }, desk.post) })
const { ask } = hub
const { open, visitor, asVisitor } = seatLine(hub, database)

/** More than the hub has connections for. */
const crowd = Array.from({ length: 30 }, (_, n) => n)
const idSchema = z.object({ id: z.string() })
const idOf = ({ body }: Answered): string => idSchema.parse(body).id
const keyed = () => ({ 'idempotency-key': randomUUID() })

/** All at once. @returns the status of each */
const together = async <One>(
  some: readonly One[],
  one: (some: One, n: number) => Promise<Answered>,
): Promise<number[]> => (await Promise.all(some.map(one))).map(({ status }) => status)
const inTurn = async <One>(one: (n: number) => Promise<One>): Promise<One[]> => {
  const made: One[] = []
  for (const n of crowd) made.push(await one(n))
  return made
}
const all = (status: number) => crowd.map(() => status)

/** An order over a price of its own, by its id. */
const order = async (price: number): Promise<string> =>
  idOf(
    await ask('POST', '/v1/orders', {
      body: {
        ...{ location: 'q1', payment: { method: 'bank_transfer' } },
        lines: [{ kind: 'stock', sku: 'tea', quantity: 1, price: { amount: price, currency: 'VND' } }],
      },
    }),
  )

const queue = (session: string) => asVisitor('film', 'queue', session, { party: 1 }, keyed())
const best = () => ask('POST', '/v1/events/play/best', { body: { party: 1 }, headers: keyed() })
const sendBack = ({ id }: { readonly id: string }) =>
  ask('POST', `/v1/refunds/${id}/send`, { body: {}, headers: keyed() })

beforeAll(() => hub.item('tea', 1_000, { flashSale: true }))

describe('a crowd of more than the hub has connections is answered, each under a key of their own:', () => {
  test('visitors who queue for seats', async () => {
    await open('film', 2)
    const visitors = await inTurn(visitor)
    expect(await together(visitors, queue)).toEqual(all(201))
  })

  test('who asks for the best seats', async () => {
    await open('play', 2)
    expect(await together(crowd, best)).toEqual(all(200))
  })

  test('buyers who queue for goods, and who leave', async () => {
    const web = await hub.channelKey('web')
    const sessions = await inTurn(async () => idOf(await ask('POST', '/v1/sessions', { key: web, body: {} })))
    await sql`update sessions set ends_at = now() + interval '1 hour'`
    const joined = await Promise.all(
      sessions.map((session) => {
        const body = { location: 'q1', sku: 'tea', quantity: 1, session }
        return ask('POST', '/v1/queue', { key: web, body, headers: keyed() })
      }),
    )
    expect(joined.map(({ status }) => status)).toEqual(all(201))
    const leave = (id: string) => ask('POST', `/v1/queue/${id}/leave`, { key: web, body: {}, headers: keyed() })
    expect(await together(joined.map(idOf), leave)).toEqual(all(200))
  })

  test('managers who have money sent back', async () => {
    const orders = await inTurn((n) => order(10_000 + n))
    for (const [n, id] of orders.entries()) {
      const body = {
        amount: { amount: 10_000 + n, currency: 'VND' },
        method: 'vnpay',
        reference: String(14_000_000 + n),
      }
      await ask('POST', `/v1/orders/${id}/payments`, { body })
      await ask('POST', `/v1/orders/${id}/fail`, { body: { reason: 'broken' } })
    }
    const refunds = await sql<{ id: string }[]>`select id from refunds`
    expect(await together(refunds, sendBack)).toEqual(all(200))
    expect(desk.paid.size).toBe(crowd.length)
  })

  test('managers who see to lines of the bank’s statement', async () => {
    const orders = await inTurn((n) => order(20_000 + n))
    const raw = ['date,amount,description', ...crowd.map((n) => `2026-12-01,${20_000 + n},nobody knows ${n}`)].join(
      '\n',
    )
    expect((await ask('POST', '/v1/payments/statement', { raw, headers: { 'content-type': 'text/csv' } })).status).toBe(
      200,
    )
    const lines = await sql<{ id: string; amount: number }[]>`select id, amount from statement_lines order by amount`
    const assign = ({ id }: { id: string }, n: number) =>
      ask('POST', `/v1/payments/statement/${id}/assign`, { body: { order: orders[n] }, headers: keyed() })
    expect(await together(lines, assign)).toEqual(all(200))
  })

  test('who has the books checked', async () => {
    expect(await together(crowd, () => ask('POST', '/v1/self-check', { headers: keyed() }))).toEqual(all(200))
  })
})

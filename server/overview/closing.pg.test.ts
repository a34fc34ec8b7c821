import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { call, testTerminal } from '../testing/testTerminal.ts'
import { closingSchema, readClosing } from './readClosing.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { ask } = hub
const zone = 'Asia/Ho_Chi_Minh'

const order = async (key: string, quantity: number) => {
  const lines = [{ kind: 'stock', sku: 'tea', quantity }]
  const placed = await ask('POST', '/v1/orders', { key, body: { location: 'q1', lines, payment: { method: 'cash' } } })
  return z.object({ id: z.string(), total: z.object({ amount: z.number(), currency: z.string() }) }).parse(placed.body)
}
const pay = (key: string, { id, total }: Awaited<ReturnType<typeof order>>, method: string) =>
  ask('POST', `/v1/orders/${id}/payments`, { key, body: { amount: total, method, reference: id } })

test('a day is what came in and went back on it, in the venue’s zone; what waits is as of now', async () => {
  await hub.item('tea', 100)
  const web = await hub.channelKey('web')
  const phone = await hub.channelKey('phone')
  await pay(web, await order(web, 2), 'cash')
  const back = await order(web, 1)
  await pay(web, back, 'bank_transfer')
  await ask('POST', `/v1/orders/${back.id}/fail`, { body: { reason: 'broken' } })
  const yesterdays = await order(phone, 5)
  await pay(phone, yesterdays, 'cash')
  // One of them a second before midnight there.
  await sql`
    update payments set at = case when order_id = ${yesterdays.id} then '2026-03-04T16:59:59Z' else '2026-03-04T17:00:00Z' end::timestamptz`
  const waits = await order(phone, 3)
  await pay(phone, { ...waits, total: { ...waits.total, amount: 10_000 } }, 'cash')
  await sql`
    insert into discrepancies (id, kind, location, sku, quantity, raised_at) values (gen_random_uuid(), 'count', 'q1', 'tea', 1, now() - interval '9 days')`
  await sql`
    insert into hold_counts (at, channel, location, placed, confirmed)
    values ('2026-03-05T16:45:00Z', 'web', 'q1', 4, 3), ('2026-03-05T17:00:00Z', 'web', 'q1', 9, 9)`
  const [today, before] = ['2026-03-05', '2026-03-04']
  const closing = await readClosing(sql, { location: 'q1', day: today, zone })
  expect(closing).toMatchObject({
    takings: [
      { method: 'cash', payments: 1, amount: 20_000 },
      { method: 'bank_transfer', payments: 1, amount: 10_000 },
    ],
    channels: [{ channel: 'web', orders: 2, amount: 30_000 }],
    ...{ refunded: { count: 0, amount: 0 }, refundsDue: { count: 1, amount: 10_000 } },
    unpaid: { count: 1, amount: 20_000 },
    discrepancies: { raised: 0, open: 1 },
  })
  const { holds } = closing
  expect(holds).toEqual({ placed: 4, confirmed: 3, released: 0, expired: 0, live: 1 })
  // The money of a transfer goes back as a transfer: the drawer has all its cash.
  await sql`update refunds set state = 'done', done_at = '2026-03-05T03:00:00Z'`
  expect(await readClosing(sql, { location: 'q1', day: today, zone })).toMatchObject({
    ...{ refunded: { count: 1, amount: 10_000 }, refundsDue: { count: 0, amount: 0 } },
    refundedBy: [{ method: 'bank_transfer', payments: 1, amount: 10_000 }],
  })
  const dayBefore = await readClosing(sql, { location: 'q1', day: before, zone })
  expect(dayBefore.takings).toEqual([{ method: 'cash', payments: 1, amount: 50_000 }])
  expect((await readClosing(sql, { location: 'other', day: today, zone })).takings).toEqual([])

  const terminal = await testTerminal(hub)
  const tokens = { token: terminal.token, staff: await terminal.signIn('manager') }
  const asked = await call(hub, 'query', 'overview.closing', { day: today }, tokens)
  expect(closingSchema.parse(asked.data)).toMatchObject({ takings: closing.takings })
  expect((await call(hub, 'query', 'overview.closing', { day: '2026-02-31' }, tokens)).status).toBe(400)
})

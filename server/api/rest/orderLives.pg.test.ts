import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { lapseOrders } from '../../orders/lapseOrders.ts'
import { orderOf, restOrders, tea, vnd } from '../../testing/restOrders.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { ask } = hub
const { keys, order, read, step, pay, levelOf, isClean, paid } = restOrders(hub, database)

const expired = async (quantity: number, before = 0) => {
  const { id } = orderOf(await order({ lines: [tea(quantity)], ttlSeconds: 1 }))
  if (before > 0) await pay(id, before)
  await sleep(1_020)
  return id
}

describe('an order whose money does not come', () => {
  test('O2: is over at its moment, for readers without any job, and with it all in one step', async () => {
    const before = await levelOf('tea')
    const id = await expired(2, 5_000)
    expect((await read(id)).state).toBe('expired')
    expect(await step(id, 'cancel')).toMatchObject({ status: 409, body: { code: 'order_expired' } })
    await lapseOrders(hub.hub, 100)
    expect(await levelOf('tea')).toEqual(before)
    expect(await read(id)).toMatchObject({
      ...{ state: 'expired', due: vnd(0) },
      refunds: [{ amount: vnd(5_000), state: 'due', reason: 'expired' }],
    })
    await isClean()
  })

  test('O6: late money gets the things if they are there, swept or not; what had to go back is its own again', async () => {
    const swept = await expired(1, 5_000)
    await lapseOrders(hub.hub, 100)
    const late = orderOf(await pay(swept, 30_000))
    expect(late).toMatchObject({ state: 'paid', paid: vnd(35_000), refunds: [] })
    const unswept = await expired(1)
    expect(orderOf(await pay(unswept, 35_000))).toMatchObject({ state: 'paid', refunds: [] })
    await isClean()
  })

  test('O6: where they are gone the money has to go back; a refund is done once', async () => {
    await hub.item('rare', 1, { price: vnd(10_000) })
    const rare = { lines: [{ kind: 'stock', sku: 'rare', quantity: 1 }] }
    const { id } = orderOf(await order({ ...rare, ttlSeconds: 1 }))
    await sleep(1_020)
    expect((await order(rare)).status).toBe(201)
    const late = orderOf(await pay(id, 10_000))
    expect(late).toMatchObject({ state: 'expired', refunds: [{ amount: vnd(10_000), state: 'due', reason: 'late' }] })
    const [refund] = late.refunds
    const done = () => ask('POST', `/v1/refunds/${refund?.id}/done`, { key: keys.web })
    expect(orderOf(await done()).refunds).toMatchObject([{ state: 'done' }])
    expect(orderOf(await done()).refunds).toMatchObject([{ state: 'done' }])
    await isClean()
  })
})

describe('what becomes of a paid order', () => {
  test('O7: a fault in operation gives back at once what it had been given, and all its money', async () => {
    const before = await levelOf('tea')
    const id = await paid()
    expect(await levelOf('tea')).toEqual([before[0] - 2, before[1]])
    expect(orderOf(await step(id, 'fail', { reason: 'the shelf was empty' }))).toMatchObject({
      ...{ state: 'failed', paid: vnd(0) },
      refunds: [{ amount: vnd(70_000), state: 'due', reason: 'failed' }],
    })
    expect(await levelOf('tea')).toEqual(before)
    expect(orderOf(await step(id, 'fail', { reason: 'again' })).refunds).toHaveLength(1)
    expect(orderOf(await pay(id, 1_000)).refunds).toHaveLength(2)
    await isClean()
  })

  test('O7: a sold seat is another’s at once', async () => {
    const plan = {
      ...{ name: 'hall', size: { width: 10, height: 10 }, categories: [{ name: 'A', color: '#fff' }] },
      zones: [
        {
          ...{ name: 'z', position: { x: 0, y: 0 }, zone_id: 'z' },
          rows: [
            {
              ...{ row_number: '1', row_number_position: 'start', position: { x: 0, y: 0 } },
              seats: [
                { seat_guid: 'A-1', seat_number: '1', category: 'A', position: { x: 0, y: 0 } },
                { seat_guid: 'A-2', seat_number: '2', category: 'A', position: { x: 1, y: 0 } },
              ],
            },
          ],
        },
      ],
    }
    const put = await ask('PUT', '/v1/events/film', {
      body: { name: 'Film', location: 'q1', startsAt: '2031-01-01T20:00:00+07:00', plan, prices: { A: vnd(90_000) } },
    })
    expect(put.status).toBe(200)
    const seat = { kind: 'seat', event: 'film', seat: 'A-1' }
    const id = await paid([seat], 90_000)
    expect((await read(id)).state).toBe('paid')
    expect((await order({ lines: [seat] })).status).toBe(409)
    await step(id, 'cancel', { reason: 'cannot come' })
    await isClean()
    expect((await order({ lines: [seat] })).status).toBe(201)
    await isClean()
  })

  test('O8: is shipped, and arrives or does not; out of turn is refused with its state', async () => {
    const id = await paid()
    expect(await step(id, 'deliver')).toMatchObject({ status: 409, body: { code: 'order_paid' } })
    expect(orderOf(await step(id, 'ship', { carrier: 'GHN', parcel: 'P1' })).state).toBe('shipped')
    expect((await step(id, 'ship')).status).toBe(200)
    expect(await step(id, 'cancel')).toMatchObject({ status: 409, body: { code: 'order_shipped' } })
    expect(orderOf(await step(id, 'delivery-failed', { reason: 'refused' })).state).toBe('delivery_failed')
    const other = await paid()
    await step(other, 'ship')
    expect(orderOf(await step(other, 'deliver')).state).toBe('delivered')
    await isClean()
  })
})

const page = async (query: string) =>
  z
    .object({ data: z.array(z.object({ id: z.string(), state: z.string() })), nextCursor: z.string().nullable() })
    .parse((await ask('GET', `/v1/orders?${query}`)).body)

test('lists orders by state, page by page, newest first', async () => {
  for (let orders = 0; orders < 3; orders += 1) await paid()
  const { data, nextCursor } = await page('state=paid&limit=2')
  expect(data.map(({ state }) => state)).toEqual(['paid', 'paid'])
  const more = await page(`state=paid&limit=2&cursor=${nextCursor}`)
  expect(new Set([...data, ...more.data].map(({ id }) => id)).size).toBe(data.length + more.data.length)
})

import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import type { ForeignState } from './connector.ts'
import type { Asked, Sample } from './samples/sample.ts'
import { startShop } from './samples/shopServer.ts'
import { noteChanges, tellDue } from './tellStock.ts'
import { newId } from '../newId.ts'

const secret = 'secret-of-the-shop'

/** What every sort of shop has to keep, on a whole hub. */
export const describeConnector = (sample: Sample): void => {
  const { kind, known } = sample
  const database = testDatabase()
  const { sql } = database
  const hub = testHub(database)
  const { ask } = hub
  const servers: Server[] = []
  let orders = 700

  afterEach(async () => {
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
    expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
    await sql`delete from connectors`
  })

  const connect = async (onHand: number, target?: object): Promise<void> => {
    await hub.item(known.sku, onHand)
    await ask('PUT', '/v1/channels/shop', { body: { name: 'Shop', kind: 'web' } })
    const body = { kind, location: 'q1', secret, ...(target === undefined ? {} : { target }) }
    expect(await ask('PUT', '/v1/connectors/shop', { body })).toMatchObject({ status: 200 })
  }
  const send = (asked: Partial<Asked> & { state: ForeignState }, signedBy = secret) => {
    const { headers, body } = sample.message({ id: orders, delivery: randomUUID(), seconds: 2, ...asked })
    const signed = { ...headers, ...sample.sign(signedBy, body) }
    return ask('POST', '/v1/connectors/shop/notify', { key: null, raw: body, headers: signed })
  }
  const level = async () => {
    const [row] = await sql<{ onHand: number; held: number }[]>`
      select on_hand as "onHand", held from stock_levels where sku = ${known.sku}`
    return row
  }
  const count = async (what: string) => {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(what)}`
    return row?.n
  }
  const fresh = async (onHand: number): Promise<void> => {
    orders += 1
    await connect(onHand)
  }

  describe(`the connector ${kind}`, () => {
    test('created: held; told again, by the same message or another: once; paid: confirmed; cancelled: back, with its money due', async () => {
      await fresh(5)
      const before = await count('orders')
      const delivery = randomUUID()
      const created = await send({ state: 'open', delivery })
      expect(created).toMatchObject({ status: 200, body: { received: true, outcome: 'held' } })
      expect(await level()).toEqual({ onHand: 5, held: known.quantity })
      expect((await send({ state: 'open', delivery })).body).toEqual(created.body)
      await Promise.all([send({ state: 'open' }), send({ state: 'open' })])
      expect(await level()).toEqual({ onHand: 5, held: known.quantity })
      expect(await send({ state: 'paid', seconds: 3 })).toMatchObject({ body: { outcome: 'paid' } })
      await send({ state: 'paid', seconds: 3 })
      expect(await level()).toEqual({ onHand: 5 - known.quantity, held: 0 })
      expect(await send({ state: 'ended', seconds: 4 })).toMatchObject({ body: { outcome: 'ended' } })
      await send({ state: 'ended', seconds: 4 })
      expect(await level()).toEqual({ onHand: 5, held: 0 })
      expect(await count('orders')).toBe((before ?? 0) + 1)
      const { order } = z.object({ order: z.string() }).parse(created.body)
      expect((await ask('GET', `/v1/orders/${order}`)).body).toMatchObject({
        ...{ state: 'cancelled', channel: 'shop', refunds: [{ state: 'due' }] },
      })
    })

    test('cancelled before it was paid: back at once; told in a wrong order: nothing is held for what has ended', async () => {
      await fresh(5)
      await send({ state: 'open' })
      await send({ state: 'ended', seconds: 3 })
      expect(await level()).toEqual({ onHand: 5, held: 0 })
      orders += 1
      await send({ state: 'ended', seconds: 9 })
      expect(await send({ state: 'open', seconds: 2 })).toMatchObject({ body: { outcome: 'stale' } })
      expect(await send({ state: 'paid', seconds: 5 })).toMatchObject({ body: { outcome: 'stale' } })
      expect(await level()).toEqual({ onHand: 5, held: 0 })
      // The shop takes it up again.
      expect(await send({ state: 'paid', seconds: 12 })).toMatchObject({ body: { outcome: 'paid' } })
      expect(await level()).toEqual({ onHand: 5 - known.quantity, held: 0 })
    })

    test('paid is enough to know all: held and confirmed by one message', async () => {
      await fresh(3)
      expect(await send({ state: 'paid' })).toMatchObject({ body: { outcome: 'paid' } })
      expect(await send({ state: 'open', seconds: 1 })).toMatchObject({ body: { outcome: 'stale' } })
      expect(await level()).toEqual({ onHand: 3 - known.quantity, held: 0 })
    })

    test('A4: paid so long after that the answer to its ordering was put away: paid all the same', async () => {
      await fresh(5)
      await send({ state: 'open' })
      await sql`delete from verdicts where type = 'order.place'`
      expect(await send({ state: 'paid', seconds: 3 })).toMatchObject({ body: { outcome: 'paid', short: [] } })
      expect(await level()).toEqual({ onHand: 5 - known.quantity, held: 0 })
    })

    test('what somebody ended here, and the shop is paid for, waits for a person', async () => {
      await fresh(5)
      const { order } = z.object({ order: z.string() }).parse((await send({ state: 'open' })).body)
      expect((await ask('POST', `/v1/orders/${order}/cancel`, { body: {} })).status).toBe(200)
      expect(await send({ state: 'paid', seconds: 3 })).toMatchObject({
        body: { outcome: 'refused', code: 'cancelled', amiss: true },
      })
      expect(await level()).toEqual({ onHand: 5, held: 0 })
      const { body } = await ask('GET', `/v1/orders/${order}`)
      expect(body).toMatchObject({ state: 'cancelled', refunds: [{ state: 'due' }] })
    })

    test('created, paid and cancelled at the same moment end as they are told last', async () => {
      await fresh(50)
      for (let round = 0; round < 5; round += 1) {
        orders += 1
        const told = [
          send({ state: 'open', seconds: 1 }),
          send({ state: 'ended', seconds: 3 }),
          send({ state: 'paid' }),
        ]
        for (const { status } of await Promise.all(told)) expect(status).toBe(200)
      }
      expect(await level()).toEqual({ onHand: 50, held: 0 })
    })

    test('a wrong signature or none: 401, and nothing is kept; a channel that is not connected: 404', async () => {
      await fresh(5)
      expect((await send({ state: 'open' }, 'another-secret')).status).toBe(401)
      const { headers, body } = sample.message({ state: 'open', id: orders, delivery: 'd', seconds: 1 })
      const asked = { key: null, raw: body, headers }
      expect((await ask('POST', '/v1/connectors/shop/notify', asked)).status).toBe(401)
      expect((await ask('POST', '/v1/connectors/nobody/notify', asked)).status).toBe(404)
      const spoiled = { ...asked, raw: body.replace('Doe', 'Roe').replace('Smith', 'Smyth') }
      const signed = { ...spoiled, headers: { ...headers, ...sample.sign(secret, body) } }
      expect((await ask('POST', '/v1/connectors/shop/notify', signed)).status).toBe(401)
      expect(await level()).toEqual({ onHand: 5, held: 0 })
      expect(await count('connector_messages')).toBe(0)
    })

    test('what nobody here knows is told and is a discrepancy, once; the rest is held', async () => {
      await fresh(5)
      await sql`delete from discrepancies`
      expect(await send({ state: 'open' })).toMatchObject({ body: { outcome: 'held', unknown: [sample.unknown] } })
      await send({ state: 'open' })
      const [raised, ...more] = await sql`select kind, sku, quantity, order_id is not null as known from discrepancies`
      expect(raised).toEqual({ kind: 'unknown_item', sku: sample.unknown, quantity: 2, known: true })
      expect(more).toEqual([])
      expect((await ask('GET', '/v1/connectors/shop/messages')).body).toMatchObject({
        data: [{ answer: { amiss: true } }, { answer: { amiss: true, unknown: [sample.unknown] } }],
      })
      await send({ state: 'ended', seconds: 9 })
    })

    test('what the shop sold and is not there is a discrepancy; what is there of it is held', async () => {
      await fresh(2)
      await sql`delete from discrepancies`
      expect(await send({ state: 'paid', quantity: 5 })).toMatchObject({
        body: { outcome: 'paid', short: [known.sku] },
      })
      expect(await level()).toEqual({ onHand: 0, held: 0 })
      const raised = await sql`select sku, quantity from discrepancies where kind = 'oversold'`
      expect([...raised]).toEqual([{ sku: known.sku, quantity: 3 }])
      orders += 1
      expect(await send({ state: 'open' })).toMatchObject({ body: { outcome: 'refused', short: [known.sku] } })
    })

    test('what is no order is taken and means nothing; what does not fit is 422', async () => {
      await fresh(1)
      const { headers, body } = sample.message({ state: 'open', id: orders, delivery: 'x', seconds: 1 })
      const post = (raw: string, more: Readonly<Record<string, string>> = {}) =>
        ask('POST', '/v1/connectors/shop/notify', {
          ...{ key: null, raw, headers: { ...headers, ...sample.sign(secret, raw), ...more } },
        })
      expect((await post('{"id":1}')).status).toBe(422)
      expect((await post('nonsense')).status).toBe(422)
      const other = { 'x-wc-webhook-topic': 'coupon.created', 'x-shopify-topic': 'products/update' }
      expect(await post(body, other)).toMatchObject({ status: 200, body: { outcome: 'ignored' } })
    })

    test('the shop is told its stock as it is, again with a longer wait each time it does not answer; secrets are never shown', async () => {
      const shop = await startShop(sample)
      servers.push(shop.server)
      await connect(9, sample.target(shop.url))
      await hub.item('elsewhere', 1)
      const tell = async () => {
        await noteChanges(sql)
        return tellDue(sql, { mayBePrivate: true, newId }, () => false)
      }
      const passPause = () => sql`update connectors set paused_until = null`
      const waits = async () => {
        const [row] = await sql<{ wait: number }[]>`
          select round(extract(epoch from next_try_at - at))::int as wait from stock_pushes where sku = ${known.sku}`
        await sql`update stock_pushes set next_try_at = now()`
        await passPause()
        return row?.wait
      }
      await ask('PUT', '/v1/channels/shop/limits/q1', { body: { safetyStock: 2 } })
      await noteChanges(sql)
      await sql`delete from stock_pushes`
      await ask('POST', '/v1/holds', {
        body: { location: 'q1', lines: [{ kind: 'stock', sku: known.sku, quantity: 3 }] },
      })
      expect(await tell()).toBe(0)
      expect(await waits()).toBe(5)
      expect(await tell()).toBe(0)
      expect(await waits()).toBe(30)
      expect(shop.tries()).toBeGreaterThanOrEqual(2)
      const shown = await ask('GET', '/v1/connectors')
      expect(shown.body).toMatchObject({ data: [{ waiting: 1, failure: 'answered 503' }] })
      for (const hidden of [secret, ...sample.secrets]) expect(shown.text).not.toContain(hidden)
      shop.comeBack()
      // It changes once more before the shop is there again: only what is so now is told (SPEC K5).
      await ask('POST', '/v1/holds', {
        body: { location: 'q1', lines: [{ kind: 'stock', sku: known.sku, quantity: 1 }] },
      })
      expect(await tell()).toBe(1)
      expect(shop.told).toEqual([3])
      await hub.item('elsewhere', 2)
      expect(await tell()).toBe(1)
      expect(shop.told).toEqual([3])
      const answers = await sql`select sku, answer from stock_pushes order by answer`
      expect([...answers]).toEqual([
        { sku: 'elsewhere', answer: 'the shop has no such SKU' },
        { sku: known.sku, answer: 'told' },
      ])
    })
  })
}

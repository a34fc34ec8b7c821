import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import type { TestDatabase } from './testDatabase.ts'
import type { Answered, TestHub } from './testHub.ts'

export const vnd = (amount: number) => ({ amount, currency: 'VND' })
export const idOf = ({ body }: Answered): string => z.object({ id: z.uuid() }).parse(body).id
export const lines = (quantity: number, sku = 'cup') => [{ sku, quantity }]

export const grade = (quantity: number, name: string, note?: string) => ({
  ...{ sku: 'cup', quantity, grade: name },
  ...(note === undefined ? {} : { note }),
})

interface Bought {
  readonly sku?: string
  readonly quantity: number
}

/** Goods that were bought, left and come back, over REST, with two channels and two locations. After each test the books are right. */
export const restReturns = (hub: TestHub, { sql }: TestDatabase) => {
  const { ask } = hub
  const keys = { web: '', phone: '' }

  /** The same request as often as it is sent has one answer; what it does it does once. */
  const twice = async (url: string, body: object, key = keys.web): Promise<Answered> => {
    const sent = { key, body, headers: { 'idempotency-key': randomUUID() } }
    const first = await ask('POST', url, sent)
    const again = await ask('POST', url, sent)
    expect([again.status, again.text]).toEqual([first.status, first.text])
    return first
  }
  const step = (order: string, name: string, body: object = {}) => twice(`/v1/orders/${order}/${name}`, body)
  const returnStep = (id: string, name: string, body: object) => twice(`/v1/returns/${id}/${name}`, body)
  const open = (order: string, more: object = {}) => twice('/v1/returns', { order, reason: 'refused', ...more })

  /** An order that was paid and shipped. */
  const shipped = async ({ quantity, sku = 'cup' }: Bought, more: object = {}): Promise<string> => {
    const order = idOf(
      await ask('POST', '/v1/orders', {
        key: keys.web,
        body: {
          ...{ location: 'q1', lines: [{ kind: 'stock', sku, quantity }], payment: { method: 'cash' } },
          ...more,
        },
      }),
    )
    const { body } = await ask('GET', `/v1/orders/${order}`)
    const { due } = z.object({ due: z.object({ amount: z.number() }) }).parse(body)
    await step(order, 'payments', { amount: vnd(due.amount), method: 'cash' })
    expect((await step(order, 'ship', { carrier: 'GHN', parcel: `P-${order}` })).status).toBe(200)
    return order
  }
  const refused = async (bought: Bought): Promise<string> => {
    const order = await shipped(bought)
    expect((await step(order, 'delivery-failed', { reason: 'refused' })).status).toBe(200)
    return order
  }

  const levelOf = async (sku = 'cup', location = 'q1') => {
    const { body } = await ask('GET', `/v1/stock?sku=${sku}&location=${location}`)
    const figures = z.object({
      ...{
        onHand: z.number(),
        available: z.number(),
        returning: z.number(),
        quarantined: z.number(),
        damaged: z.number(),
      },
    })
    const [level] = z.object({ data: z.array(figures) }).parse(body).data
    if (level === undefined) throw new Error('no level')
    return level
  }
  /** By how much the figures of a level change. */
  const change = async (act: () => Promise<unknown>, sku = 'cup', location = 'q1') => {
    const before = await levelOf(sku, location)
    await act()
    const after = await levelOf(sku, location)
    return Object.fromEntries(
      (['onHand', 'available', 'returning', 'quarantined', 'damaged'] as const)
        .map((name) => [name, after[name] - before[name]] as const)
        .filter(([, by]) => by !== 0),
    )
  }
  const refundsOf = async (order: string) => {
    const { body } = await ask('GET', `/v1/orders/${order}`)
    const refund = z.object({ amount: z.object({ amount: z.number() }), state: z.string(), reason: z.string() })
    const read = z.object({ state: z.string(), refunds: z.array(refund) }).parse(body)
    return {
      state: read.state,
      refunds: read.refunds.map(({ amount, state, reason }) => [amount.amount, state, reason]),
    }
  }
  const openDiscrepancies = async (order: string) => {
    const rows = await sql`
      select kind, sku, quantity from discrepancies where order_id = ${order} and settled_at is null order by kind, sku`
    return rows.map(({ kind, sku, quantity }) => [kind, sku, quantity])
  }

  beforeAll(async () => {
    keys.web = await hub.channelKey('web', { holdTtlSeconds: 600 })
    keys.phone = await hub.channelKey('phone')
    await hub.item('cup', 1_000, { price: vnd(50_000) })
    await hub.item('bowl', 1_000, { price: vnd(30_000) })
    await ask('PUT', '/v1/locations/thu-duc', { body: { name: 'Thủ Đức', timeZone: 'Asia/Ho_Chi_Minh' } })
  })

  afterEach(async () => {
    expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
  })

  return { keys, twice, step, returnStep, open, shipped, refused, levelOf, change, refundsOf, openDiscrepancies }
}

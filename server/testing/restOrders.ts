import { beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import type { TestDatabase } from './testDatabase.ts'
import type { Answered, TestHub } from './testHub.ts'

const moneySchema = z.object({ amount: z.number(), currency: z.string() })
const orderSchema = z.object({
  ...{ id: z.uuid(), number: z.string(), state: z.string(), hold: z.uuid() },
  ...{ total: moneySchema, paid: moneySchema, due: moneySchema, expiresAt: z.string().optional() },
  payment: z.object({ method: z.string(), reference: z.string() }),
  refunds: z.array(z.object({ id: z.uuid(), amount: moneySchema, state: z.string(), reason: z.string() })),
})
export const orderOf = ({ body }: Answered) => orderSchema.parse(body)

export const vnd = (amount: number) => ({ amount, currency: 'VND' })
export const tea = (quantity: number) => ({ kind: 'stock', sku: 'tea', quantity })

/** Orders of tea at `q1`, over REST, with two channels. */
export const restOrders = (hub: TestHub, { sql }: TestDatabase) => {
  const { ask } = hub
  const keys = { web: '', phone: '' }

  const order = (body: object, key = keys.web, headers: Record<string, string> = {}): Promise<Answered> =>
    ask('POST', '/v1/orders', { key, headers, body: { location: 'q1', payment: { method: 'test' }, ...body } })
  const read = async (id: string) => orderOf(await ask('GET', `/v1/orders/${id}`))
  const step = (id: string, name: string, body?: object, key = keys.web) =>
    ask('POST', `/v1/orders/${id}/${name}`, { key, ...(body === undefined ? {} : { body }) })
  const pay = (id: string, amount: number, reference?: string) =>
    step(id, 'payments', { amount: vnd(amount), method: 'cash', ...(reference === undefined ? {} : { reference }) })

  const levelOf = async (sku: string): Promise<[onHand: number, held: number]> => {
    const [row] = await sql<{ onHand: number; held: number }[]>`
      select on_hand as "onHand", held from stock_levels where location = 'q1' and sku = ${sku}`
    return [row?.onHand ?? 0, row?.held ?? 0]
  }
  const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })

  const paid = async (lines: readonly object[] = [tea(2)], amount = 70_000) => {
    const { id } = orderOf(await order({ lines }))
    await pay(id, amount)
    return id
  }

  beforeAll(async () => {
    keys.web = await hub.channelKey('web', { holdTtlSeconds: 600 })
    keys.phone = await hub.channelKey('phone')
    await hub.item('tea', 1_000, { price: vnd(35_000) })
  })

  return { keys, order, read, step, pay, levelOf, isClean, paid }
}

import { beforeAll, expect } from 'vitest'
import { z } from 'zod'
import type { PaymentMethod } from '../../shared/orders/orders.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import type { TestDatabase } from './testDatabase.ts'
import type { Answered, TestHub } from './testHub.ts'

const orderSchema = z.object({
  ...{ id: z.uuid(), number: z.string(), state: z.string(), paid: z.object({ amount: z.number() }) },
  payment: z.object({ url: z.string().optional(), qr: z.string().optional() }),
  payments: z.array(
    z.object({ id: z.uuid(), amount: z.object({ amount: z.number() }), reference: z.string().optional() }),
  ),
  refunds: z.array(z.object({ amount: z.object({ amount: z.number() }), reason: z.string() })),
})
export const orderOf = ({ body }: Answered) => orderSchema.parse(body)

/** Orders over 70,000 đ, to be paid by one way or another. */
export const restPayments = (hub: TestHub, { sql }: TestDatabase) => {
  const { ask } = hub
  const keys = { web: '' }
  const place = (method: PaymentMethod, headers: Record<string, string> = {}, price = 35_000): Promise<Answered> =>
    ask('POST', '/v1/orders', {
      ...{ key: keys.web, headers },
      body: {
        ...{ location: 'q1', payment: { method } },
        lines: [{ kind: 'stock', sku: 'tea', quantity: 2, price: { amount: price, currency: 'VND' } }],
      },
    })
  const read = async (id: string) => orderOf(await ask('GET', `/v1/orders/${id}`))
  const isClean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })

  beforeAll(async () => {
    keys.web = await hub.channelKey('web', { holdTtlSeconds: 600 })
    await hub.item('tea', 1_000)
  })
  return { keys, place, read, isClean }
}

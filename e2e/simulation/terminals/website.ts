import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { ask, type RestAnswer } from '../../support/rest.ts'
import type { Random } from '../random.ts'
import { anyOf } from './act.ts'
import { skus } from './counterActs.ts'

const madeSchema = z.object({ id: z.string() })

/** Notes the id of what was made, if anything was. */
const noted = async (asking: Promise<RestAnswer>, made: string[]): Promise<void> => {
  const { status, body } = await asking
  if (status === 201) made.push(madeSchema.parse(body).id)
}

/** A website that holds, orders, pays and changes its mind over REST, at a hub that is killed now and then, until it is told to stop. */
export const keepWebsite = async (url: string, random: Random, isOver: () => boolean): Promise<void> => {
  const holds = ['none']
  const orders = ['none']
  const wish = (most: number) => ({
    location: random.pick(['q1', 'td']),
    lines: [{ kind: 'stock', sku: random.pick(skus), quantity: random.between(1, most) }],
    ttlSeconds: random.between(1, 3),
  })
  const post = (path: string, body: object = {}): Promise<RestAnswer> => ask(url, 'POST', path, body)
  const cash = () => ({ amount: { amount: 100_000 * random.between(1, 4), currency: 'VND' }, method: 'cash' })
  const wishes = [
    [7, () => noted(post('/v1/holds', wish(3)), holds)],
    [4, () => noted(post('/v1/orders', { ...wish(2), payment: { method: 'cash' } }), orders)],
    [2, () => post(`/v1/holds/${random.pick(holds)}/release`)],
    [2, () => post(`/v1/holds/${random.pick(holds)}/confirm`)],
    [3, () => post(`/v1/orders/${random.pick(orders)}/payments`, cash())],
    [2, () => post(`/v1/orders/${random.pick(orders)}/cancel`)],
  ] as const
  while (!isOver()) {
    const [, does] = anyOf(random, wishes)
    try {
      await does()
    } catch (error) {
      // Nobody answers while the hub starts again.
      if (!(error instanceof TypeError)) throw error
    }
    await sleep(random.between(5, 40))
  }
}

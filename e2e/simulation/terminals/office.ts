import { setTimeout as sleep } from 'node:timers/promises'
import { ask, type RestAnswer } from '../../support/rest.ts'
import type { Random } from '../random.ts'
import { anyOf } from './act.ts'
import { skus } from './counterActs.ts'
import { phones, skusToCome } from './website.ts'

const dayMs = 86_400_000

/** A back office that changes over REST what others work with, in mid-sale, until it is told to stop. */
export const keepOffice = async (urls: readonly string[], random: Random, isOver: () => boolean): Promise<void> => {
  const put = (path: string, body: object): Promise<RestAnswer> => ask(random.pick(urls), 'PUT', path, body)
  const post = (path: string, body: object): Promise<RestAnswer> => ask(random.pick(urls), 'POST', path, body)
  const remove = (path: string): Promise<RestAnswer> => ask(random.pick(urls), 'DELETE', path)
  const somewhere = () => random.pick(['q1', 'td'])
  const price = () => ({ amount: 10_000 * random.between(1, 20), currency: 'VND' })
  const wishes = [
    [
      3,
      () =>
        put(`/v1/items/${random.pick(skus)}`, {
          ...{ name: `Món ${random.between(1, 9)}`, price: price(), safetyStock: random.between(0, 2) },
          flashSale: random.chance(0.2),
        }),
    ],
    [
      2,
      () =>
        put(`/v1/channels/web/limits/${somewhere()}/${random.pick(skus)}`, {
          ...{ cap: random.between(0, 9), safetyStock: random.between(0, 2), startAgain: random.chance(0.3) },
        }),
    ],
    [1, () => put(`/v1/channels/web/limits/${somewhere()}`, { safetyStock: random.between(0, 2) })],
    [1, () => remove(`/v1/channels/web/limits/${somewhere()}/${random.pick(skus)}`)],
    [
      1,
      () =>
        put(
          `/v1/flash-sales/${random.pick(skus)}/q1`,
          random.chance(0.5)
            ? { perBuyer: random.between(1, 3) }
            : { endsAt: new Date(Date.now() + 1_000).toISOString() },
        ),
    ],
    [1, () => remove(`/v1/flash-sales/${random.pick(skus)}/q1`)],
    [2, () => post(`/v1/stock/${random.pick(skus)}/${somewhere()}/receive`, { quantity: random.between(1, 3) })],
    [1, () => put(`/v1/stock/${random.pick(skus)}/${somewhere()}`, { onHand: random.between(0, 9) })],
    [2, () => post(`/v1/preorders/${random.pick(skusToCome)}/q1/arrive`, { quantity: random.between(1, 4) })],
    [
      1,
      () =>
        put(`/v1/preorders/${random.pick(skusToCome)}/q1`, {
          ...{ quantity: random.between(20, 60), depositPercent: random.between(10, 60), graceSeconds: 0 },
          ...{ releaseAt: new Date(Date.now() + random.pick([1_500, dayMs])).toISOString() },
          refundPolicy: random.pick([{ kind: 'all' }, { kind: 'none' }, { kind: 'part', percent: 50 }]),
        }),
    ],
    [1, () => post('/v1/customers/erase', { phone: random.pick(phones) })],
    [1, () => put('/v1/channels/counter', { name: 'Quầy', kind: 'pos', holdTtlSeconds: random.between(1, 3) })],
    [
      1,
      () =>
        put('/v1/staff/lan', {
          ...{ name: `Lan ${random.between(1, 9)}`, role: random.pick(['staff', 'host', 'manager']) },
          active: random.chance(0.7),
        }),
    ],
    [
      1,
      () =>
        put('/v1/resources/B1', {
          ...{ kind: 'table', name: `Bàn ${random.between(1, 9)}`, location: 'q1', maxParty: random.between(2, 6) },
        }),
    ],
    [
      1,
      () =>
        put('/v1/voucher-campaigns/khai-truong', {
          ...{ name: 'Khai trương', discount: { kind: 'amount', value: 10_000 * random.between(1, 9) } },
          ...{ quantity: 500, minimum: price() },
        }),
    ],
  ] as const
  while (!isOver()) {
    const [, does] = anyOf(random, wishes)
    try {
      await does()
    } catch (error) {
      // Nobody answers while a hub starts again.
      if (!(error instanceof TypeError)) throw error
    }
    await sleep(random.between(50, 250))
  }
}

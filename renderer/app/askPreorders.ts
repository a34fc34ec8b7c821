import type { HubClient } from '../sync/hubClient.ts'
import { ask, orNull } from './askOnce.ts'
import type { GoodsToCome, PreorderQuestions, WrittenGoodsToCome } from './goodsToCome.ts'

type Told = Awaited<ReturnType<HubClient['preorders']['pools']['query']>>['data'][number]
type Policy = Told['refundPolicy']

const percentOf = (policy: Policy): number =>
  policy.kind === 'all' ? 100 : policy.kind === 'none' ? 0 : policy.percent

const policyOf = (percent: number): Policy =>
  percent === 100 ? { kind: 'all' } : percent === 0 ? { kind: 'none' } : { kind: 'part', percent }

const goodsOf = ({ refundPolicy, depositPercent, releaseAt, ...told }: Told): GoodsToCome => ({
  ...{ ...told, releaseAt: Date.parse(releaseAt), depositPercent: depositPercent ?? null },
  refundPercent: percentOf(refundPolicy),
})

const inputOf = ({ pool }: WrittenGoodsToCome) => ({
  ...{ quantity: pool.quantity, releaseAt: new Date(pool.releaseAt).toISOString() },
  ...(pool.depositPercent === null ? {} : { depositPercent: pool.depositPercent }),
  ...{ refundPolicy: policyOf(pool.refundPercent), graceSeconds: pool.graceSeconds },
  remindBeforeSeconds: [...pool.remindBeforeSeconds],
})

/** Puts the screens' questions about goods to come to the hub. */
export const askPreorders = ({ preorders }: HubClient): PreorderQuestions => ({
  goodsToCome: async (cursor) => {
    const { data, nextCursor } = await ask(preorders.pools.query({ cursor }))
    return { rows: data.map(goodsOf), nextCursor }
  },
  saveGoodsToCome: async (goods) => {
    const { sku, isNew } = goods
    return (await ask(orNull(preorders.save.mutate({ sku, isNew, pool: inputOf(goods) })))) ?? { type: 'no_item' }
  },
  goodsArrived: (goods) => ask(orNull(preorders.arrive.mutate(goods))),
})

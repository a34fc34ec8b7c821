import { listConnectors } from '../connectors/connectors.ts'
import { listCarriers } from '../carriers/carriers.ts'
import { connectors } from '../connectors/registry.ts'
import type { Sql } from '../db/connect.ts'
import { listWebhooks } from '../webhooks/webhooks.ts'

interface BoardRow {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly holdTtlSeconds: number | null
  readonly limits: number
  readonly keys: readonly {
    readonly id: string
    readonly createdAt: number
    readonly revokedAt: number | null
    readonly lastCallAt: number | null
  }[]
  /** The quarter of an hour in which something was last held through it. */
  readonly lastHeldAt: number | null
}

const momentOf = (at: Date | null): number | null => at?.getTime() ?? null

/** All channels with their keys and how each fares, and everybody who is told of changes or tells of them. No secrets. */
export const readChannelBoard = async (sql: Sql) => {
  const [channels, shops, webhooks, carriers] = await Promise.all([
    sql<BoardRow[]>`
      select c.code, c.name, c.kind, c.hold_ttl_seconds as "holdTtlSeconds",
        (select count(*)::int from channel_limits l where l.channel = c.code) as limits,
        coalesce((
          select json_agg(json_build_object('id', k.id, 'createdAt', floor(extract(epoch from k.created_at) * 1000),
            'revokedAt', floor(extract(epoch from k.revoked_at) * 1000), 'lastCallAt', floor(extract(epoch from k.last_call_at) * 1000)) order by k.created_at)
          from channel_keys k where k.channel = c.code), '[]') as keys,
        (select floor(extract(epoch from max(b.at)) * 1000)::float8 from hold_counts b where b.channel = c.code) as "lastHeldAt"
      from channels c order by c.kind = 'pos', c.code`,
    listConnectors(sql),
    listWebhooks(sql),
    listCarriers(sql),
  ])
  return {
    channels: channels.map((channel) => {
      const shop = shops.find((one) => one.channel === channel.code)
      return { ...channel, shop: shop === undefined ? null : showShop(shop) }
    }),
    webhooks: webhooks.map(({ name, url, waiting, lastDeliveredAt, failure }) => ({
      ...{ name, url, waiting, failure, lastDeliveredAt: momentOf(lastDeliveredAt) },
    })),
    carriers: carriers.map(({ code, name, amiss, lastMessageAt, fields, states }) => ({
      ...{ code, name, amiss, lastMessageAt: momentOf(lastMessageAt), fields, states },
    })),
  }
}

type Shop = Awaited<ReturnType<typeof listConnectors>>[number]

const showShop = ({ kind, location, target, lastMessageAt, amiss, waiting, lastToldAt, failure }: Shop) => ({
  ...{ kind, location, amiss, waiting, failure },
  url: target === null ? null : (connectors[kind].showTarget(target)['url'] ?? null),
  ...{ lastMessageAt: momentOf(lastMessageAt), lastToldAt: momentOf(lastToldAt) },
})

import { z } from 'zod'
import type { Sql } from '../db/connect.ts'

const count = z.number()

const stockSchema = z.object({
  ...{ location: z.string(), skus: count, soldOut: count.meta({ description: 'SKUs of which nothing can be had' }) },
  ...{ onHand: count, held: count, allotted: count, available: count },
  ...{ inTransit: count, returning: count, quarantined: count, damaged: count },
})

const channelSchema = z.object({
  ...{ channel: z.string(), name: z.string(), kind: z.string(), holds: count, units: count },
  ages: z
    .object({ quarter: count, hour: count, day: count, older: count })
    .meta({ description: 'holds that are up to a quarter of an hour old, up to an hour, up to a day, and older ones' }),
})

const daySchema = z.object({
  ...{ day: z.string(), channel: z.string(), placed: count, confirmed: count, released: count, expired: count },
  live: count,
  unitsGivenBack: count.meta({ description: 'pieces that were released or expired' }),
  unitsAgain: count.meta({ description: 'pieces that were given back and sold again' }),
})

const expiringSchema = z.object({
  ...{ id: z.string(), channel: z.string(), location: z.string(), placedAt: count, expiresAt: count, units: count },
  sku: z.string().nullable().meta({ description: 'of its first line of stock' }),
  name: z
    .string()
    .nullable()
    .meta({ description: 'where it holds no stock: its event, its tables, its goods to come or its voucher' }),
})

/** All channels at a glance; moments in milliseconds of the hub's clock. */
export const overviewSchema = z.object({
  at: count,
  stock: z.array(stockSchema),
  channels: z.array(channelSchema),
  expiring: z.object({ count, isMore: z.boolean(), holds: z.array(expiringSchema) }),
  days: z.array(daySchema),
  uncounted: count.meta({ description: 'changes that are not yet in the figures of holds' }),
})
export type Overview = z.infer<typeof overviewSchema>

export interface OverviewQuery {
  readonly location?: string | undefined
  /** How many days back, with today. */
  readonly days: number
  /** Whose day it is. */
  readonly zone: string
}

/** What can be counted without looking at all of it. */
const mostCounted = 10_000
const shownExpiring = 50

/** Reads it all from counts, but for the levels, which are one short row each, and the few holds that are next to expire. */
export const readOverview = async (sql: Sql, query: OverviewQuery): Promise<Overview> => {
  const [stock, channels, expiring, days, [head]] = await Promise.all([
    readStock(sql, query),
    readChannels(sql, query),
    readExpiring(sql, query),
    readDays(sql, query),
    sql<{ at: number; uncounted: number }[]>`
      select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as at, (f.position - o.position)::float8 as uncounted
      from feed_head f, overview_head o`,
  ])
  return { at: head?.at ?? 0, stock, channels, expiring, days, uncounted: head?.uncounted ?? 0 }
}

const here = (sql: Sql, { location }: OverviewQuery, table: string) =>
  location === undefined ? sql`true` : sql`${sql(table)}.location = ${location}`

const readStock = (sql: Sql, query: OverviewQuery) => sql<Overview['stock']>`
  select l.location, count(*)::int as skus, (count(*) filter (where l.on_hand - l.held - l.allotted - i.safety_stock <= 0))::int as "soldOut",
    sum(l.on_hand)::float8 as "onHand", sum(l.held)::float8 as held, sum(l.allotted)::float8 as allotted,
    sum(greatest(0, l.on_hand - l.held - l.allotted - i.safety_stock))::float8 as available, sum(l.in_transit)::float8 as "inTransit",
    sum(l.in_return)::float8 as returning, sum(l.quarantined)::float8 as quarantined, sum(l.damaged)::float8 as damaged
  from stock_levels l join items i on i.sku = l.sku where ${here(sql, query, 'l')} group by l.location order by l.location`

/** What is live by the counts, less what is overdue and nobody has swept yet (SPEC H3). */
const readChannels = async (sql: Sql, query: OverviewQuery): Promise<Overview['channels']> => {
  const rows = await sql<(Omit<Overview['channels'][number], 'ages'> & Overview['channels'][number]['ages'])[]>`
    with live as (
      select b.channel, b.at, b.live as holds, b.units_placed - b.units_confirmed - b.units_released - b.units_expired as units
      from hold_counts b where b.live <> 0 and ${here(sql, query, 'b')}
      union all
      select h.channel, date_bin('15 minutes', h.placed_at, 'epoch'), -1,
        -coalesce((select sum(quantity) from stock_claims c where c.hold = h.id), 0)
      from holds h where h.state = 'held' and h.expires_at <= now() and ${here(sql, query, 'h')}
    ), aged as (
      select channel, holds, units, now() - at - interval '15 minutes' as age from live
    )
    select c.code as channel, c.name, c.kind, greatest(0, coalesce(sum(holds), 0))::float8 as holds, greatest(0, coalesce(sum(units), 0))::float8 as units,
      greatest(0, coalesce(sum(holds) filter (where age <= interval '0'), 0))::float8 as quarter,
      greatest(0, coalesce(sum(holds) filter (where age > interval '0' and age <= interval '45 minutes'), 0))::float8 as hour,
      greatest(0, coalesce(sum(holds) filter (where age > interval '45 minutes' and age <= interval '1 day'), 0))::float8 as day,
      greatest(0, coalesce(sum(holds) filter (where age > interval '1 day'), 0))::float8 as older
    from channels c left join aged a on a.channel = c.code group by c.code, c.name, c.kind order by c.code`
  return rows.map(({ quarter, hour, day, older, ...row }) => ({ ...row, ages: { quarter, hour, day, older } }))
}

const readExpiring = async (sql: Sql, query: OverviewQuery): Promise<Overview['expiring']> => {
  const soon = sql`h.state = 'held' and h.expires_at > now() and h.expires_at <= now() + interval '1 hour' and ${here(sql, query, 'h')}`
  const [[counted], holds] = await Promise.all([
    sql<{ count: number }[]>`
      select count(*)::int as count from (select from holds h where ${soon} limit ${mostCounted + 1}) as h`,
    sql<Overview['expiring']['holds']>`
      select h.id, h.channel, h.location, floor(extract(epoch from h.placed_at) * 1000)::float8 as "placedAt",
        floor(extract(epoch from h.expires_at) * 1000)::float8 as "expiresAt", coalesce(c.units, o.units, 0)::float8 as units, c.sku, o.name
      from (select * from holds h where ${soon} order by h.expires_at limit ${shownExpiring}) as h
      left join lateral (
        select sum(quantity) as units, (array_agg(sku order by line))[1] as sku from stock_claims where hold = h.id
      ) as c on true
      left join lateral (
        select count(*) as units, min(e.name) as name from seat_claims s join events e on e.code = s.event where s.hold = h.id having count(*) > 0
        union all
        select null, string_agg(r.name, ', ' order by s.line) from slot_claims s join resources r on r.code = s.resource where s.hold = h.id having count(*) > 0
        union all
        select sum(p.waiting), min(i.name) from preorder_claims p join items i on i.sku = p.sku where p.hold = h.id having count(*) > 0
        union all
        select null, string_agg(v.code, ', ' order by v.line) from voucher_claims v where v.hold = h.id having count(*) > 0
        limit 1
      ) as o on c.sku is null
      order by h.expires_at`,
  ])
  const all = counted?.count ?? 0
  return { count: Math.min(all, mostCounted), isMore: all > mostCounted, holds: [...holds] }
}

/** By the day on which a hold was placed: so many of them became this or that. */
const readDays = (sql: Sql, query: OverviewQuery) => sql<Overview['days']>`
  select to_char(b.at at time zone ${query.zone}, 'YYYY-MM-DD') as day, b.channel,
    sum(b.placed)::float8 as placed, sum(b.confirmed)::float8 as confirmed, sum(b.released)::float8 as released, sum(b.expired)::float8 as expired,
    sum(b.live)::float8 as live, sum(b.units_released + b.units_expired)::float8 as "unitsGivenBack", sum(b.units_again)::float8 as "unitsAgain"
  from hold_counts b
  where b.at >= (date_trunc('day', now() at time zone ${query.zone}) - make_interval(days => ${query.days - 1})) at time zone ${query.zone}
    and ${here(sql, query, 'b')}
  group by 1, 2 order by 1, 2`

import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import type { Sql } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { overdueOf } from './channelLimits.ts'
import { ofLevel } from '../kinds/stock/ofLevel.ts'

export const levelSchema = z.object({
  sku: codeSchema,
  location: codeSchema,
  onHand: z.number(),
  held: z.number(),
  allotted: z.number(),
  available: z.number(),
  inTransit: z.number(),
  returning: z.number(),
  quarantined: z.number(),
  damaged: z.number(),
})
export type Level = z.infer<typeof levelSchema>

export interface LevelsQuery {
  readonly sku?: string | undefined
  readonly location?: string | undefined
  readonly after?: readonly [sku: string, location: string] | undefined
  readonly limit: number
  /** Whose `available` is asked for: what this channel can have (SPEC K5). */
  readonly channel?: string | undefined
}

/**
 * The stock of every item at every location; what was never counted is 0. A claim past its deadline is not held any more, whether or not the
 * sweep has come by (SPEC H3): the few that are overdue are found by their index and taken off.
 */
export const listLevels = async (
  sql: Sql,
  { sku, location, after, limit, channel }: LevelsQuery,
): Promise<{ data: Level[]; nextCursor: string | null }> => {
  // Every item gives at least one row, so no more items than rows are looked at.
  const rows = await sql<Level[]>`
    select i.sku, p.code as location, v.on_hand as "onHand", v.held, v.allotted,
      ${channel === undefined ? sql`v.on_hand - v.held - v.allotted - i.safety_stock` : availableTo(sql, channel)} as available,
      v.in_transit as "inTransit", v.in_return as "returning", v.quarantined, v.damaged
    from (
      select sku, safety_stock, listed from items
      where ${sku === undefined ? sql`true` : sql`sku = ${sku}`} and ${after === undefined ? sql`true` : sql`sku >= ${after[0]}`}
      order by sku limit ${limit + 2}
    ) i
    cross join (select code from locations where ${location === undefined ? sql`true` : sql`code = ${location}`}) p
    left join stock_levels l on l.location = p.code and l.sku = i.sku
    cross join lateral (
      select coalesce(l.on_hand, 0) as on_hand, coalesce(l.allotted, 0) as allotted, coalesce(l.in_transit, 0) as in_transit,
        coalesce(l.in_return, 0) as in_return, coalesce(l.quarantined, 0) as quarantined, coalesce(l.damaged, 0) as damaged,
        coalesce(l.held, 0) - coalesce((
          select sum(c.quantity) from stock_claims c
          where c.active and ${ofLevel(sql, 'c', sql`l.location`, sql`l.sku`)} and c.expires_at <= now()), 0)::int as held
    ) v
    where ${after === undefined ? sql`true` : sql`(i.sku, p.code) > (${after[0]}, ${after[1]})`}
    order by i.sku, p.code limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.sku, row.location])
}

/** Of what is not sold any more it can have nothing. What stays for the others is taken off, and no more is told than fits under the channel's cap. */
const availableTo = (sql: Sql, channel: string) => sql`(
  select least(case when not i.listed then 0 end, v.on_hand - v.held - v.allotted - i.safety_stock - coalesce(max(l.safety_stock) filter (where l.sku <> ''), max(l.safety_stock), 0),
    max(case when l.cap is not null then greatest(0, l.cap - l.taken + ${overdueOf(sql)}) end))
  from channel_limits l where l.location = p.code and l.sku in ('', i.sku) and l.channel = ${channel}
)`

/** The stock of one item at one location; null if one of the two does not exist. */
export const readLevel = async (sql: Sql, sku: string, location: string): Promise<Level | null> => {
  const { data } = await listLevels(sql, { sku, location, limit: 1 })
  return data[0] ?? null
}

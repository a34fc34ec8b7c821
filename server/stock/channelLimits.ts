import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import { stockKey } from '../../shared/kinds/stock/rules.ts'
import { maxQuantity } from '../../shared/quantity.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import type { FeedChange } from '../feed/append.ts'
import { ofLevel } from '../kinds/stock/ofLevel.ts'

const piecesSchema = z.int().min(0).max(maxQuantity)

export const limitInputSchema = z
  .strictObject({
    cap: piecesSchema
      .optional()
      .meta({ description: 'the most it may have: held, and sold since the counting began; of one SKU only' }),
    safetyStock: piecesSchema.optional().meta({ description: 'what stays for the others' }),
    startAgain: z.boolean().optional().meta({ description: 'count what is sold from now on' }),
  })
  .refine(({ cap, safetyStock }) => cap !== undefined || safetyStock !== undefined, 'a cap, a safety stock, or both')
export type LimitInput = z.infer<typeof limitInputSchema>

export const limitSchema = z.object({
  location: codeSchema,
  sku: codeSchema.nullable().meta({ description: 'null: all SKUs of the location' }),
  cap: z.number().nullable(),
  taken: z.number().meta({ description: 'what counts under the cap: held now, or sold since' }),
  since: z.number().nullable(),
  safetyStock: z.number().nullable(),
})
export type Limit = z.infer<typeof limitSchema>

/** Which limit: of a channel at a location, for one SKU or (null) for all. */
export interface LimitKey {
  readonly channel: string
  readonly location: string
  readonly sku: string | null
}

/** Why a limit could not be said. Counters have none (SPEC K4), and a cap is of one SKU (K2). */
export type NoLimit = 'channel' | 'location' | 'item' | 'counter' | 'cap_of_all'

export type SavedLimit = { readonly changes: readonly FeedChange[] } | { readonly trouble: NoLimit }

/** Says what a channel may have (SPEC K1, K2), in place of what was said before. */
export const saveLimit = async (tx: Tx, key: LimitKey, input: LimitInput): Promise<SavedLimit> => {
  const trouble = await troubleWith(tx, key, input)
  if (trouble !== null) return { trouble }
  const { channel, location, sku } = key
  const { cap = null, safetyStock = null, startAgain = false } = input
  if (sku !== null) await lockLevel(tx, location, sku)
  // Whatever was sold before the level was locked was sold in a millisecond before this one.
  await tx`select pg_sleep(0.002)`
  await tx`
    insert into channel_limits as l (channel, location, sku, safety_stock, cap, taken, since)
    select ${channel}, ${location}, ${sku ?? ''}, ${safetyStock}::integer, ${cap}::integer, ${cap === null ? tx`0` : heldBy(tx, key)},
      date_trunc('milliseconds', clock_timestamp())
    on conflict (location, sku, channel) do update set safety_stock = excluded.safety_stock, cap = excluded.cap,
      taken = case when ${startAgain} or l.cap is null or excluded.cap is null then excluded.taken else l.taken end,
      since = case when ${startAgain} or l.cap is null then excluded.since else l.since end`
  return { changes: await markLevel(tx, key) }
}

/** The channel may have whatever there is again. @returns null if there was no such limit */
export const dropLimit = async (tx: Tx, key: LimitKey): Promise<readonly FeedChange[] | null> => {
  const { channel, location, sku } = key
  if (sku !== null) await lockLevel(tx, location, sku)
  const dropped = await tx`
    delete from channel_limits where channel = ${channel} and location = ${location} and sku = ${sku ?? ''}`
  return dropped.count === 0 ? null : markLevel(tx, key)
}

const troubleWith = async (
  tx: Tx,
  { channel, location, sku }: LimitKey,
  { cap }: LimitInput,
): Promise<NoLimit | null> => {
  if (sku === null && cap !== undefined) return 'cap_of_all'
  const [found] = await tx<{ kind: string | null; location: boolean; item: boolean }[]>`
    select (select kind from channels where code = ${channel}) as kind, exists (select from locations where code = ${location}) as location,
      exists (select from items where sku = ${sku ?? ''}) as item`
  if (found?.kind == null) return 'channel'
  if (found.kind === 'pos') return 'counter'
  if (!found.location) return 'location'
  return sku === null || found.item ? null : 'item'
}

/** From here on nobody else decides on this level, nor counts on it. */
export const lockLevel = async (tx: Tx, location: string, sku: string): Promise<void> => {
  await tx`insert into stock_levels (location, sku) values (${location}, ${sku}) on conflict do nothing`
  await tx`select from stock_levels where location = ${location} and sku = ${sku} for update`
}

const heldBy = (tx: Tx, { channel, location, sku }: LimitKey) => tx`(
  select coalesce(sum(c.quantity), 0)::integer from stock_claims c join holds h on h.id = c.hold
  where c.active and ${ofLevel(tx, 'c', tx`${location}`, tx`${sku ?? ''}`)} and h.channel = ${channel}
)`

/** Lets nobody decide any more on what they remember from before. */
export const markLevel = async (
  tx: Tx,
  { location, sku }: Pick<LimitKey, 'location' | 'sku'>,
): Promise<FeedChange[]> => {
  if (sku !== null)
    await tx`
      update stock_levels set limited = is_limited(${location}, ${sku})
      where location = ${location} and sku = ${sku}`
  await forgetLimits(tx)
  return sku === null ? [] : [{ type: 'stock.changed', subject: stockKey(location, sku), location, data: null }]
}

/** No batch is written any more that was decided on what may be had of goods by what was said until now. */
export const forgetLimits = async (tx: Tx): Promise<void> => {
  await tx`update hub set limits_revision = limits_revision + 1`
}

export interface LimitsQuery {
  readonly channel: string
  readonly location?: string | undefined
  readonly after?: readonly [location: string, sku: string] | undefined
  readonly limit: number
}

/** What a channel may have, by location and SKU; what is for all SKUs of a location comes first. */
export const listLimits = async (
  sql: Sql,
  { channel, location, after, limit }: LimitsQuery,
): Promise<{ data: Limit[]; nextCursor: string | null }> => {
  const rows = await sql<Limit[]>`
    select location, nullif(sku, '') as sku, cap, taken - ${overdueOf(sql)} as taken, safety_stock as "safetyStock",
      case when cap is not null then floor(extract(epoch from since) * 1000)::float8 end as since
    from channel_limits l
    where channel = ${channel} and ${location === undefined ? sql`true` : sql`location = ${location}`}
      and ${after === undefined ? sql`true` : sql`(location, sku) > (${after[0]}, ${after[1]})`}
    order by l.location, l.sku limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.location, row.sku ?? ''])
}

/** What counts under the cap of `l` only until somebody tidies up (SPEC H3). */
export const overdueOf = (sql: Sql) => sql`(
  select coalesce(sum(c.quantity), 0)::integer from stock_claims c join holds h on h.id = c.hold
  where l.cap is not null and c.active and ${ofLevel(sql, 'c', sql`l.location`, sql`l.sku`)} and c.expires_at <= now() and h.channel = l.channel
)`

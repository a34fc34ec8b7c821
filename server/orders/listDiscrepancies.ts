import { z } from 'zod'
import { type DiscrepancyKind, discrepancyKinds } from '../../shared/holds/discrepancies.ts'
import { discrepancySchema } from '../../shared/protocol/cases.ts'
import type { Sql } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'

const toldSchema = discrepancySchema.extend({
  /** What it is about, in words. */
  name: z.string(),
  settledAt: z.number().nullable(),
  settledBy: z.string().nullable(),
  note: z.string().nullable(),
})
/** Something that did not fit, and who settled it. */
export type ToldDiscrepancy = z.infer<typeof toldSchema>

export interface DiscrepanciesQuery {
  readonly isSettled: boolean
  readonly kind: DiscrepancyKind | null
  readonly location: string | null
  /** When the last one that was read was raised, or settled, and its id. */
  readonly before: readonly [at: number, id: string] | null
  readonly limit: number
}

/** What did not fit, of all places: what is open the last raised first, what is settled the last settled first. */
export const listDiscrepancies = async (
  sql: Sql,
  { isSettled, kind, location, before, limit }: DiscrepanciesQuery,
): Promise<{ data: ToldDiscrepancy[]; nextCursor: string | null }> => {
  const at = isSettled ? sql`d.settled_at` : sql`d.raised_at`
  const milliseconds = sql`round(extract(epoch from ${at}) * 1000)::bigint`
  const rows = await sql<object[]>`
    select d.id, round(extract(epoch from d.raised_at) * 1000)::bigint as at, d.location, d.sku, d.quantity, d.kind, d.order_id as order,
      o.number as "orderNumber", t.number as "transferNumber", d.terminal, d.staff, round(extract(epoch from d.settled_at) * 1000)::bigint as "settledAt",
      coalesce(s.name, d.settled_by) as "settledBy", d.note,
      case d.kind when 'double_booked' then coalesce(r.name, d.sku)
        when 'double_sold' then concat_ws(' · ', coalesce(e.name, split_part(d.sku, '/', 1)), split_part(d.sku, '/', 2))
        else coalesce(i.name, d.sku) end as name
    from discrepancies d left join orders o on o.id = d.order_id left join transfers t on t.id = d.transfer_id left join staff s on s.id = d.settled_by left join items i on i.sku = d.sku
      left join resources r on d.kind = 'double_booked' and r.code = d.sku
      left join events e on d.kind = 'double_sold' and e.code = split_part(d.sku, '/', 1)
    where ${isSettled ? sql`d.settled_at is not null` : sql`d.settled_at is null`}
      and ${kind === null ? sql`true` : sql`d.kind = ${kind}`} and ${location === null ? sql`true` : sql`d.location = ${location}`}
      and ${before === null ? sql`true` : sql`(${milliseconds}, d.id) < (${before[0]}::bigint, ${before[1]}::uuid)`}
    order by ${milliseconds} desc, d.id desc limit ${limit + 1}`
  return pageOf(
    rows.map((row) => toldSchema.parse(row)),
    limit,
    (one) => [(isSettled ? one.settledAt : one.at) ?? one.at, one.id],
  )
}

const countSchema = z.object({ kind: z.enum(discrepancyKinds), location: z.string(), count: z.number() })

/** How many are open, by kind and place. */
export const countDiscrepancies = async (sql: Sql): Promise<z.infer<typeof countSchema>[]> =>
  (
    await sql<object[]>`
      select kind, location, count(*)::int as count from discrepancies where settled_at is null group by kind, location order by kind, location`
  ).map((row) => countSchema.parse(row))

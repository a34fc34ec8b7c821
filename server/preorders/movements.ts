import { z } from 'zod'
import { type PreorderBucket } from '../../shared/kinds/preorder/schema.ts'
import type { Queries, Sql } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import type { PoolChange, Sent } from '../kinds/types.ts'

/** A pool's change as the feed tells it. */
export const preorderChange = ({ location, sku }: { readonly location: string; readonly sku: string }): PoolChange => ({
  type: 'preorder.changed',
  subject: `${location}/${sku}`,
  location,
})

/** One line of the ledger of goods to come. */
export interface PreorderMovement {
  readonly location: string
  readonly sku: string
  readonly from: PreorderBucket
  readonly to: PreorderBucket
  readonly quantity: number
  readonly reason: string
  readonly hold: string | null
  readonly order: string | null
}

/** Adds to the ledger. */
export const insertMovements = (tx: Queries, moved: readonly PreorderMovement[], now: number): Sent => {
  if (moved.length === 0) return []
  const rows = moved.map(({ location, sku, from, to, quantity, reason, hold, order }) => ({
    ...{ l: location, s: sku, f: from, t: to, q: quantity, r: reason, h: hold, o: order },
  }))
  return [
    tx`
    insert into preorder_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold, order_id)
    select l, s, to_timestamp(${now}::float8 / 1000), f, t, q, r, h, o
    from rows from (json_to_recordset(${JSON.stringify(rows)}::text::json)
      as (l text, s text, f text, t text, q integer, r text, h uuid, o uuid)) with ordinality as m (l, s, f, t, q, r, h, o, n)
    order by n`.execute(),
  ]
}

/** Counted up by the database; as text, since it is a name and not an amount. */
export const preorderMovementIdSchema = z.string().regex(/^\d{1,18}$/, 'the id of a movement')

/** A movement as it is kept. */
export interface KeptMovement extends Omit<PreorderMovement, 'location' | 'sku'> {
  readonly id: string
  readonly at: Date
}

/** The ledger of one pool, newest first; null if there is no such pool. */
export const listPreorderMovements = async (
  sql: Sql,
  { sku, location, before, limit }: { sku: string; location: string; before?: string | undefined; limit: number },
): Promise<{ data: KeptMovement[]; nextCursor: string | null } | null> => {
  const rows = await sql<KeptMovement[]>`
    select id::text, at, from_bucket as from, to_bucket as to, quantity, reason, hold, order_id as order
    from preorder_movements where location = ${location} and sku = ${sku}
      and ${before === undefined ? sql`true` : sql`id < ${before}::bigint`}
    order by id desc limit ${limit + 1}`
  if (rows.length === 0) {
    const [pool] = await sql`select from preorders where location = ${location} and sku = ${sku}`
    if (pool === undefined) return null
  }
  return pageOf(rows, limit, ({ id }) => [id])
}

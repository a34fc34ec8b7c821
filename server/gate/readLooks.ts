import { stockKey } from '../../shared/kinds/stock/rules.ts'
import type { Queries } from '../db/connect.ts'
import type { Look } from './counter.ts'
import { ofLevel } from '../kinds/stock/ofLevel.ts'

/** More overdue holds of one pool are not looked at: who has so many needs no gate to be told of more. */
const mostOverdue = 1_000

/** More who wait for one pool are not counted: nobody has so many pieces that come back. */
const mostWaiting = 1_000

/** What there is of a pool. */
export interface Free {
  readonly pool: string
  /** What the arbiter would find. */
  readonly free: number
  /** How much of it those are waiting for who queue (SPEC Q2). */
  readonly awaited: number
  readonly position: number
}

/**
 * What there is of pools now, as the arbiter would find it: what is overdue counts for nothing (SPEC H3, H9). One statement, hence one snapshot:
 * positions are in commit order, so that it has all that was committed up to its position and nothing after. A pool of an item or a place that does not
 * exist is left out.
 */
export const readFree = async (sql: Queries, pools: readonly string[]): Promise<Free[]> => {
  // A slash cannot stand in a code.
  const parts = pools.map((pool) => pool.split('/'))
  const rows = await sql<(Omit<Free, 'pool'> & { readonly location: string; readonly sku: string })[]>`
    select k.location, k.sku, h.position, w.quantity as awaited,
      case when i.listed then coalesce(l.on_hand - l.held - l.allotted, 0) - i.safety_stock + o.quantity else 0 end as free
    from unnest(${parts.map(([location = '']) => location)}::text[], ${parts.map(([, sku = '']) => sku)}::text[]) as k (location, sku)
    join items i on i.sku = k.sku
    join locations p on p.code = k.location
    cross join feed_head h
    left join stock_levels l on l.location = k.location and l.sku = k.sku
    cross join lateral (
      select coalesce(sum(c.quantity), 0)::integer as quantity from (
        select quantity from stock_claims c
        where active and ${ofLevel(sql, 'c', sql`k.location`, sql`k.sku`)} and expires_at <= now()
        order by expires_at limit ${mostOverdue}
      ) as c
    ) as o
    cross join lateral (
      select coalesce(sum(q.quantity), 0)::integer as quantity from (
        select quantity from queued_buyers
        where location = k.location and sku = k.sku and hold is null and left_at is null
        order by place limit ${mostWaiting}
      ) as q
    ) as w`
  return rows.map(({ location, sku, ...free }) => ({ ...free, pool: stockKey(location, sku) }))
}

/** What is left of pools for newcomers: what those are waiting for who queue is promised to them. */
export const readLooks = async (sql: Queries, pools: readonly string[]): Promise<Look[]> =>
  (await readFree(sql, pools)).map(({ pool, free, awaited, position }) => ({
    pool,
    available: free - awaited,
    position,
  }))

import { stockKey } from '../../shared/kinds/stock/rules.ts'
import type { Sql } from '../db/connect.ts'
import type { Look } from './counter.ts'

/** More overdue holds of one pool are not looked at: who has so many needs no gate to be told of more. */
const mostOverdue = 1_000

/**
 * What there is of pools now, as the arbiter would find it: what is overdue counts for nothing (SPEC H3, H9). One statement, hence one snapshot:
 * positions are in commit order, so that it has all that was committed up to its position and nothing after. A pool of an item or a place that does not
 * exist is left out.
 */
export const readLooks = async (sql: Sql, pools: readonly string[]): Promise<Look[]> => {
  // A slash cannot stand in a code.
  const parts = pools.map((pool) => pool.split('/'))
  const rows = await sql<{ location: string; sku: string; available: number; position: number }[]>`
    select k.location, k.sku, h.position, coalesce(l.on_hand - l.held - l.allotted, 0) - i.safety_stock + o.quantity as available
    from unnest(${parts.map(([location = '']) => location)}::text[], ${parts.map(([, sku = '']) => sku)}::text[]) as k (location, sku)
    join items i on i.sku = k.sku
    join locations p on p.code = k.location
    cross join feed_head h
    left join stock_levels l on l.location = k.location and l.sku = k.sku
    cross join lateral (
      select coalesce(sum(c.quantity), 0)::integer as quantity from (
        select quantity from stock_claims
        where active and location = k.location and sku = k.sku and expires_at <= now()
        order by expires_at limit ${mostOverdue}
      ) as c
    ) as o`
  return rows.map(({ location, sku, ...look }) => ({ ...look, pool: stockKey(location, sku) }))
}

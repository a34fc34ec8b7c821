import type { Sql } from '../db/connect.ts'
import { ofLevel } from '../kinds/stock/ofLevel.ts'

/** How the last that could be had left the shelf. */
export interface Taken {
  readonly at: Date
  readonly how: 'sold' | 'counted' | 'moved'
  readonly quantity: number
  /** The channel that took it; null for a count. */
  readonly channel: string | null
  /** The terminal, if it was one. */
  readonly terminal: string | null
  readonly terminalName: string | null
}

/** Movements that are walked back; whoever asks does so right after somebody was faster. */
const mostMovements = 500

/**
 * Who took the last of one SKU at one location: the newest movement by which on hand fell to what may not be sold. What was sold after it, as
 * facts beyond what was there, took nothing that anybody could have had.
 */
export const findLastTaken = async (sql: Sql, sku: string, location: string): Promise<Taken | null> => {
  const [row] = await sql<Taken[]>`
    with recent as (
      select m.*,
        (case when m.to_bucket in ('available', 'held', 'allotted') then m.quantity else 0 end)
        - (case when m.from_bucket in ('available', 'held', 'allotted') then m.quantity else 0 end) as change
      from stock_movements m where ${ofLevel(sql, 'm', sql`${location}`, sql`${sku}`)}
      order by m.id desc limit ${mostMovements}
    ),
    walked as (
      select r.*, i.safety_stock as least,
        l.on_hand - coalesce(sum(r.change) over (order by r.id desc rows between unbounded preceding and 1 preceding), 0) as after
      from recent r, stock_levels l, items i
      where l.location = ${location} and l.sku = ${sku} and i.sku = ${sku} and l.on_hand <= i.safety_stock
    )
    select w.at, w.quantity,
      case when w.to_bucket <> 'outside' then 'moved' when w.hold is not null or w.order_id is not null then 'sold' else 'counted' end as how,
      coalesce(h.channel, o.channel) as channel, t.id as terminal, t.name as "terminalName"
    from walked w
    left join every_hold h on h.id = w.hold
    left join orders o on o.id = w.order_id
    left join terminals t on t.id = coalesce(o.terminal, h.terminal)
    where w.change < 0 and w.after <= w.least and w.after - w.change > w.least
    order by w.id desc limit 1`
  return row ?? null
}

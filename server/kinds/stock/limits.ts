import { type ChannelLimits, limitsOf, type SaidLimit } from '../../../shared/kinds/stock/limits.ts'
import { stockKey } from '../../../shared/kinds/stock/rules.ts'
import type { StockPool } from '../../../shared/kinds/stock/schema.ts'
import type { Queries } from '../../db/connect.ts'
import type { Sent } from '../types.ts'
import type { LevelKey } from './keys.ts'

type Row = SaidLimit & { readonly location: string }

/** What the channels may have of these levels, by their keys. The levels have to be locked. */
export const readLimits = async (tx: Queries, levels: readonly LevelKey[]): Promise<Map<string, ChannelLimits>> => {
  if (levels.length === 0) return new Map()
  const rows = await tx<Row[]>`
    select channel, location, sku, safety_stock as "safetyStock", cap, taken,
      floor(extract(epoch from since) * 1000)::float8 as since
    from channel_limits
    where (location, sku) in (
      select k.location, s.sku
      from unnest(${levels.map(({ location }) => location)}::text[], ${levels.map(({ sku }) => sku)}::text[]) as k (location, sku)
      cross join lateral (values (''), (k.sku)) as s (sku)
    )`.execute()
  return new Map(
    levels.map(({ location, sku }) => [
      stockKey(location, sku),
      limitsOf(rows.filter((row) => row.location === location && (row.sku === '' || row.sku === sku))),
    ]),
  )
}

/** Keeps what channels have of these levels now, where somebody counts it. */
export const writeTaken = (tx: Queries, levels: readonly StockPool[]): Sent => {
  const rows = levels.flatMap(({ location, sku, limits }) =>
    [...(limits ?? [])].flatMap(([channel, { cap }]) =>
      cap === null ? [] : [{ l: location, s: sku, c: channel, t: cap.taken }],
    ),
  )
  if (rows.length === 0) return []
  return [
    tx`
    update channel_limits c set taken = r.t
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (l text, s text, c text, t integer)
    where c.location = r.l and c.sku = r.s and c.channel = r.c and c.taken <> r.t`.execute(),
  ]
}

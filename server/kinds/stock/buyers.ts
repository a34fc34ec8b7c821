import { BuyerLimit, type BuyerTake } from '../../../shared/kinds/stock/buyers.ts'
import { type StockPools, stockKey } from '../../../shared/kinds/stock/rules.ts'
import type { Queries } from '../../db/connect.ts'
import type { Sent } from '../types.ts'
import type { LevelKey } from './keys.ts'

interface Row {
  readonly location: string
  readonly sku: string
  readonly most: number
  readonly buyer: string | null
  readonly hold: string | null
  readonly quantity: number | null
}

/** What these buyers have of these levels, where each may have so many. The levels have to be locked. What is overdue counts for nothing (SPEC H3). */
export const readBuyers = async (
  tx: Queries,
  levels: readonly LevelKey[],
  buyers: readonly string[],
): Promise<Map<string, BuyerLimit>> => {
  if (levels.length === 0) return new Map()
  const rows = await tx<Row[]>`
    select s.location, s.sku, s.per_buyer as most, t.buyer, t.hold, t.quantity
    from unnest(${levels.map(({ location }) => location)}::text[], ${levels.map(({ sku }) => sku)}::text[]) as k (location, sku)
    join flash_sales s on s.location = k.location and s.sku = k.sku and (s.ends_at is null or s.ends_at > now())
    left join lateral (
      select t.buyer, t.hold, t.quantity from flash_takes t join every_hold h on h.id = t.hold
      left join orders o on o.hold = h.id and o.state in ('cancelled', 'failed')
      where t.location = s.location and t.sku = s.sku and t.buyer = any(${[...buyers]}::text[])
        and (h.state = 'confirmed' and o.id is null or h.state = 'held' and h.expires_at > clock_timestamp())
    ) as t on true
    where s.per_buyer is not null`.execute()
  const takes = new Map<string, { readonly most: number; readonly takes: BuyerTake[] }>()
  for (const { location, sku, most, buyer, hold, quantity } of rows) {
    const key = stockKey(location, sku)
    const pool = takes.get(key) ?? { most, takes: [] }
    takes.set(key, pool)
    if (buyer !== null && hold !== null && quantity !== null) pool.takes.push({ buyer, hold, quantity })
  }
  return new Map([...takes].map(([key, { most, takes: some }]) => [key, new BuyerLimit(most, some)]))
}

/** Keeps who took what, where that is counted. */
export const writeTakes = (tx: Queries, pools: StockPools): Sent => {
  const rows = [...(pools.limits.buyers ?? [])].flatMap(([key, { fresh }]) => {
    const [l = '', s = ''] = key.split('/')
    return fresh.map(({ buyer: b, hold: h, quantity: q }) => ({ l, s, b, h, q }))
  })
  if (rows.length === 0) return []
  return [
    tx`
    insert into flash_takes (location, sku, buyer, hold, quantity)
    select l, s, b, h, q from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (l text, s text, b text, h uuid, q integer)
    on conflict do nothing`.execute(),
  ]
}

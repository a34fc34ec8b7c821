import type { Queries } from '../../db/connect.ts'
import { stockKey } from '../../../shared/kinds/stock/rules.ts'
import type { PoolChange, Sent } from '../types.ts'

/** Locks the levels that these holds have claims on, in the order of their keys. @returns them as changes for the feed */
export const lockLevelsOf = async (tx: Queries, holds: readonly string[]): Promise<PoolChange[]> => {
  const rows = await tx<{ location: string; sku: string }[]>`
    select l.location, l.sku from (select distinct location, sku from stock_claims where hold = any(${[...holds]}::uuid[])) as k
    join stock_levels l on l.location = k.location and l.sku = k.sku
    order by l.location, l.sku for update of l`.execute()
  return rows.map(({ location, sku }) => ({ type: 'stock.changed', subject: stockKey(location, sku), location }))
}

/** Ends the claims of expired holds and gives them back, with a movement for each. The levels have to be locked. */
export const expireClaims = (tx: Queries, holds: readonly string[]): Sent => [
  tx`
    with ended as (
      update stock_claims set active = false where hold = any(${[...holds]}::uuid[]) and active
      returning hold, location, sku, quantity
    ), moved as (
      insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold)
      select location, sku, now(), 'held', 'available', quantity, 'expired', hold from ended
    )
    update stock_levels l
    set held = l.held - given.quantity,
      shortfall = greatest(0, least(l.shortfall, l.held - given.quantity + l.allotted - l.on_hand))
    from (select location, sku, sum(quantity)::integer as quantity from ended group by location, sku) as given
    where l.location = given.location and l.sku = given.sku`.execute(),
]

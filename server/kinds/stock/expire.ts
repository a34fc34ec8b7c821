import type { Queries } from '../../db/connect.ts'
import { stockKey } from '../../../shared/kinds/stock/rules.ts'
import type { PoolChange, UuidArray } from '../types.ts'

/**
 * Ends the claims of expired holds and gives them back, with a movement for each. A level is locked, in the order of the levels' keys, before it is
 * written: whoever waits for one holds none that comes after it.
 */
export const expireClaims = async (tx: Queries, holds: UuidArray): Promise<PoolChange[]> => {
  const rows = await tx<{ location: string; sku: string; limited: boolean }[]>`
    with ended as (
      update stock_claims set active = false where hold = any(${holds}::text::uuid[]) and active
      returning hold, location, sku, quantity
    ), moved as (
      insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold)
      select location, sku, now(), 'held', 'available', quantity, 'expired', hold from ended
      returning location, sku, quantity
    ), given as (
      -- Of what is in the ledger already: whoever wants to place waits for a level no longer than it takes to write that.
      select location, sku, sum(quantity)::integer as quantity from moved group by location, sku
    ), locked as (
      select l.location, l.sku, given.quantity from given join stock_levels l on l.location = given.location and l.sku = given.sku
      order by l.location, l.sku for update of l
    )
    update stock_levels l
    set held = l.held - locked.quantity,
      shortfall = greatest(0, least(l.shortfall, l.held - locked.quantity + l.allotted - l.on_hand))
    from locked where l.location = locked.location and l.sku = locked.sku
    returning l.location, l.sku, l.limited`.execute()
  if (rows.some(({ limited }) => limited)) await uncount(tx, holds)
  return rows.map(({ location, sku }) => ({ type: 'stock.changed', subject: stockKey(location, sku), location }))
}

/** Channels have so much less under their caps (SPEC K2). A statement of its own, which sees the caps as they are once their levels are locked. */
const uncount = (tx: Queries, holds: UuidArray): Promise<unknown> =>
  tx`
    update channel_limits c set taken = c.taken - given.quantity
    from (
      select h.channel, e.location, e.sku, sum(e.quantity)::integer as quantity from stock_claims e join holds h on h.id = e.hold
      where e.hold = any(${holds}::text::uuid[]) group by 1, 2, 3
    ) as given
    where c.location = given.location and c.sku = given.sku and c.channel = given.channel and c.cap is not null`.execute()

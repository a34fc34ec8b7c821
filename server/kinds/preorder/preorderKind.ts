import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import type { Queries } from '../../db/connect.ts'
import { preorderChange } from '../../preorders/movements.ts'
import type { PoolChange, ServerKind, UuidArray } from '../types.ts'
import { findReceivers, lockPreorders, readPreorderClaims } from './lock.ts'
import { keyRows, wantedPools } from './wanted.ts'
import { writePreorders } from './write.ts'

/**
 * Holds that stand in the way though their deadline has passed, or the lease of their session is over. The two are looked for apart, each by the index that finds the few:
 * in one question all that is promised would be read, for each refusal of what is sold out.
 */
const findOverdueHolds = async (
  sql: Queries,
  commands: readonly ArbiterCommand[],
  limit: number,
): Promise<string[]> => {
  const keys = wantedPools(commands)
  if (keys.length === 0) return []
  const rows = await sql<{ hold: string }[]>`
    with wanted as (select distinct k.location, k.sku from ${keyRows(sql, keys)}), standing as (
      select c.hold, c.ends_at from wanted w join preorder_claims c on c.location = w.location and c.sku = w.sku
      where c.active and c.ends_at <= (select clock_timestamp())
      union all
      -- One that has ended let go of all that it held.
      select c.hold, c.ends_at from sessions s
      join holds h on h.session = s.key and h.state = 'held'
      join preorder_claims c on c.hold = h.id and c.active
      where s.ended_at is null and s.ends_at <= (select clock_timestamp()) and (c.location, c.sku) in (select location, sku from wanted)
    )
    select hold from standing group by hold order by min(ends_at) limit ${limit}`
  return rows.map(({ hold }) => hold)
}

/** Ends the claims of expired holds, with a movement for each; pools are locked in the order of their keys before they are written. */
const expireClaims = async (tx: Queries, holds: UuidArray): Promise<PoolChange[]> => {
  const rows = await tx<{ location: string; sku: string }[]>`
    with ended as (
      update preorder_claims set active = false where hold = any(${holds}::text::uuid[]) and active returning hold, location, sku, waiting
    ), moved as (
      insert into preorder_movements (location, sku, at, from_bucket, to_bucket, quantity, reason, hold)
      select location, sku, now(), 'promised', 'open', waiting, 'expired', hold from ended
    ), given as (
      select location, sku, sum(waiting)::integer as quantity from ended group by location, sku
    ), locked as (
      select p.location, p.sku, given.quantity from given join preorders p on p.location = given.location and p.sku = given.sku
      order by p.location, p.sku for update of p
    )
    update preorders p set promised = p.promised - locked.quantity
    from locked where p.location = locked.location and p.sku = locked.sku
    returning p.location, p.sku`.execute()
  return rows.map(preorderChange)
}

/** Goods to come in PostgreSQL: counters per SKU and location, claims with their places in the queue, and a ledger. */
export const preorderKind: ServerKind<'preorder'> = {
  claims: 'preorder_claims',
  tellClaims: (sql, claims) => sql`
    select line, json_build_object('kind', 'preorder', 'sku', sku, 'quantity', waiting) as told from ${claims} where waiting > 0`,
  readClaims: readPreorderClaims,
  lockPools: lockPreorders,
  findOverdue: findOverdueHolds,
  touchedBy: findReceivers,
  write: writePreorders,
  expire: expireClaims,
}

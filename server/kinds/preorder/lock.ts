import { type PreorderClaim, PreorderPools } from '../../../shared/kinds/preorder/rules.ts'
import type { PreorderLine, PreorderPool } from '../../../shared/kinds/preorder/schema.ts'
import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import type { Queries } from '../../db/connect.ts'
import { preorderColumns } from '../../preorders/preorderRows.ts'
import type { ClaimsOf } from '../types.ts'
import { arrivalsAmong, keyRows, type PreorderKey, wantedPools } from './wanted.ts'

/** What these holds still wait for, in the order of their lines. What has come is theirs from stock (SPEC G5). */
export const readPreorderClaims = async (tx: Queries, holds: readonly string[]): Promise<ClaimsOf<'preorder'>> => {
  const rows = await tx<{ hold: string; index: number; sku: string; quantity: number }[]>`
    select hold, line as index, sku, waiting as quantity from preorder_claims
    where hold = any(${[...holds]}::uuid[]) and waiting > 0 order by hold, line`.execute()
  const claims: ClaimsOf<'preorder'> = new Map()
  for (const { hold, index, sku, quantity } of rows) {
    const line: PreorderLine = { kind: 'preorder', sku, quantity }
    const lines = claims.get(hold)
    if (lines === undefined) claims.set(hold, [{ index, line }])
    else lines.push({ index, line })
  }
  return claims
}

/** Locks the pools in the order of their keys; then reads who waits for those to which goods come, which cannot become more while they are locked. */
export const lockPreorders = async (
  tx: Queries,
  commands: readonly ArbiterCommand[],
  holds: readonly string[],
): Promise<PreorderPools> => {
  const wanted = wantedPools(commands)
  if (wanted.length + holds.length === 0) return new PreorderPools([])
  const [pools, claims] = await Promise.all([
    tx<PreorderPool[]>`
      select ${preorderColumns(tx)}
      from (
        select location, sku from preorder_claims where hold = any(${[...holds]}::uuid[])
        union select k.location, k.sku from ${keyRows(tx, wanted)}
      ) as k
      join preorders p on p.location = k.location and p.sku = k.sku
      order by p.location, p.sku for update of p`.execute(),
    readQueues(tx, arrivalsAmong(commands)),
  ])
  return new PreorderPools(pools, claims)
}

const readQueues = (tx: Queries, arrivals: readonly PreorderKey[]): Promise<PreorderClaim[]> =>
  arrivals.length === 0
    ? Promise.resolve([])
    : tx<PreorderClaim[]>`
    select hold, location, sku, waiting, place from preorder_claims
    where active and (location, sku) in (select k.location, k.sku from ${keyRows(tx, arrivals)})`.execute()

/** The holds for which goods come that are about to arrive, and those whose promise is over and that stand before them. */
export const findReceivers = async (tx: Queries, commands: readonly ArbiterCommand[]): Promise<string[]> => {
  const arrivals = arrivalsAmong(commands)
  if (arrivals.length === 0) return []
  const rows = await tx<{ hold: string }[]>`
    with coming as (
      select location, sku, sum(quantity) as quantity
      from unnest(${arrivals.map(({ location }) => location)}::text[], ${arrivals.map(({ sku }) => sku)}::text[],
        ${arrivals.map(({ quantity }) => quantity)}::bigint[]) as q (location, sku, quantity)
      group by location, sku
    ), queue as (
      select c.hold, a.quantity, w.live, sum(w.live) over (partition by c.location, c.sku order by c.place) as reached
      from coming a join preorder_claims c on c.location = a.location and c.sku = a.sku and c.active
      cross join lateral (select case when c.ends_at <= clock_timestamp() then 0 else c.waiting end as live) as w
    )
    select hold from queue where reached - live < quantity`.execute()
  return rows.map(({ hold }) => hold)
}

import type { PreorderPools } from '../../../shared/kinds/preorder/rules.ts'
import type { PreorderPool } from '../../../shared/kinds/preorder/schema.ts'
import { preorderLinesOf } from '../../../shared/kinds/registry.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { Queries } from '../../db/connect.ts'
import { insertMovements, preorderChange } from '../../preorders/movements.ts'
import type { Decided, Sent, Written } from '../types.ts'
import { movementsOf } from './movementsOf.ts'

/** Writes what a batch decided on goods to come: new promises in the order in which they were made, then what became of them. */
export const writePreorders = (tx: Queries, decided: Decided, pools: PreorderPools, now: number): Written => {
  const changed = pools.changed()
  if (changed.length === 0 && !touches(decided)) return { sent: [], changed: [] }
  const { placed, events } = decided
  const until = new Map<string, EpochMs | null>()
  const over: string[] = []
  for (const event of events) {
    if (event.type === 'extended') until.set(event.hold.id, event.hold.expiresAt)
    else if (event.type === 'ended' && event.end === 'confirmed') until.set(event.hold.id, null)
    else if (event.type === 'ended' || event.type === 'given_back') over.push(event.hold.id)
  }
  return {
    sent: [
      ...insertClaims(tx, placed),
      ...moveEnds(tx, [...until]),
      ...reduceClaims(tx, decided),
      ...endClaims(tx, over),
      ...insertMovements(tx, movementsOf(events), now),
      ...writeFigures(tx, changed),
    ],
    changed: changed.map(preorderChange),
  }
}

const waits = ({ lines }: Hold): boolean => preorderLinesOf(lines).length > 0

/** True if a hold that waits for goods changed, though no pool did: its deadline, or that it is confirmed. */
const touches = ({ extended, ended }: Decided): boolean => extended.some(waits) || ended.some(waits)

const insertClaims = (tx: Queries, placed: readonly Hold[]): Sent => {
  const rows = placed.flatMap((hold) =>
    hold.lines.flatMap((line, n) =>
      line.kind === 'preorder'
        ? [{ h: hold.id, n, l: hold.location, s: line.sku, q: line.quantity, e: hold.expiresAt }]
        : [],
    ),
  )
  if (rows.length === 0) return []
  return [
    tx`
    insert into preorder_claims (hold, line, location, sku, quantity, waiting, ends_at)
    select h, n, l, s, q, q, to_timestamp(e / 1000)
    from rows from (json_to_recordset(${JSON.stringify(rows)}::text::json) as (h uuid, n smallint, l text, s text, q integer, e float8))
      with ordinality as r (h, n, l, s, q, e, i)
    order by i`.execute(),
  ]
}

const moveEnds = (tx: Queries, rows: readonly (readonly [hold: string, until: EpochMs | null])[]): Sent =>
  rows.length === 0
    ? []
    : [
        tx`
    update preorder_claims c set ends_at = to_timestamp(u / 1000)
    from unnest(${rows.map(([hold]) => hold)}::uuid[], ${rows.map(([, until]) => until)}::float8[]) as r (h, u)
    where c.hold = r.h and c.active`.execute(),
      ]

/** What has come is waited for no more. */
const reduceClaims = (tx: Queries, { events }: Decided): Sent => {
  const arrived = events.flatMap((event) => (event.type === 'arrived' ? [event] : []))
  if (arrived.length === 0) return []
  const rows = arrived.map(({ hold, sku, quantity }) => ({ h: hold.id, s: sku, q: quantity }))
  return [
    tx`
    update preorder_claims c set waiting = c.waiting - r.q, active = c.active and c.waiting > r.q
    from (
      select h, s, sum(q)::integer as q from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (h uuid, s text, q integer) group by h, s
    ) as r
    where c.hold = r.h and c.sku = r.s`.execute(),
  ]
}

const endClaims = (tx: Queries, holds: readonly string[]): Sent =>
  holds.length === 0
    ? []
    : [tx`update preorder_claims set active = false where hold = any(${[...holds]}::uuid[]) and active`.execute()]

/** The figures as they were decided on the locked rows. The table's check refuses any that would promise too much. */
const writeFigures = (tx: Queries, pools: readonly PreorderPool[]): Sent => {
  if (pools.length === 0) return []
  const rows = pools.map(({ location, sku, promised, arrived }) => ({ l: location, s: sku, p: promised, a: arrived }))
  return [
    tx`
    update preorders o set promised = r.p, arrived = r.a
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (l text, s text, p integer, a integer)
    where o.location = r.l and o.sku = r.s`.execute(),
  ]
}

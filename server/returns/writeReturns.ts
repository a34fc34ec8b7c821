import type { Event } from '../../shared/holds/settle.ts'
import type { Return } from '../../shared/returns/returns.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Queries } from '../db/connect.ts'
import type { Sent } from '../kinds/types.ts'

/** Writes the returns that a batch opened or changed, as they are at its end, and what was seen when goods were looked at. */
export const writeReturns = (tx: Queries, events: readonly Event[], now: EpochMs): Sent => {
  const changed = new Map<string, Return>()
  for (const event of events) if (event.type === 'return_changed') changed.set(event.return.id, event.return)
  if (changed.size === 0) return []
  const returns = [...changed.values()]
  return [upsertReturns(tx, returns), upsertLines(tx, returns), ...insertGradings(tx, events, now)]
}

const upsertReturns = (tx: Queries, returns: readonly Return[]): Promise<unknown> => {
  const rows = returns.map((one) => ({
    ...{ i: one.id, o: one.order, s: one.state, l: one.location, k: one.receivedIn, p: one.parcel, r: one.reason },
    ...{ u: one.undelivered, t: one.openedAt, a: one.receivedAt, b: one.inspectedAt, c: one.closedAt },
  }))
  return tx`
    insert into returns (id, order_id, state, location, received_in, parcel, reason, undelivered, opened_at, received_at, inspected_at, closed_at)
    select i, o, s, l, k, p, r, u, to_timestamp(t / 1000), to_timestamp(a / 1000), to_timestamp(b / 1000), to_timestamp(c / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as v (i uuid, o uuid, s text, l text, k text, p text, r text, u boolean, t float8,
      a float8, b float8, c float8)
    on conflict (id) do update set state = excluded.state, received_in = excluded.received_in, received_at = excluded.received_at,
      inspected_at = excluded.inspected_at, closed_at = excluded.closed_at`.execute()
}

const upsertLines = (tx: Queries, returns: readonly Return[]): Promise<unknown> => {
  const rows = returns.flatMap(({ id, lines }) =>
    lines.map(({ sku, expected, received, sellable, damaged, scrap, short }, n) => ({
      ...{ i: id, n, k: sku, e: expected, r: received, a: sellable, b: damaged, c: scrap, d: short },
    })),
  )
  return tx`
    insert into return_lines (return_id, line, sku, expected, received, sellable, damaged, scrap, short)
    select i, n, k, e, r, a, b, c, d from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as v (i uuid, n smallint, k text, e integer, r integer, a integer, b integer, c integer, d uuid)
    on conflict (return_id, sku) do update set received = excluded.received, sellable = excluded.sellable, damaged = excluded.damaged,
      scrap = excluded.scrap, short = excluded.short`.execute()
}

const insertGradings = (tx: Queries, events: readonly Event[], now: EpochMs): Sent => {
  const rows = events.flatMap((event) =>
    event.type === 'graded'
      ? event.lines.map(({ sku, quantity, grade, note }) => ({
          i: event.return,
          k: sku,
          q: quantity,
          g: grade,
          n: note,
        }))
      : [],
  )
  if (rows.length === 0) return []
  return [
    tx`
    insert into return_gradings (return_id, at, sku, quantity, grade, note)
    select i, to_timestamp(${now}::float8 / 1000), k, q, g, n from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as v (i uuid, k text, q integer, g text, n text)`.execute(),
  ]
}

import type { Fresh } from '../arbiter/writeBatch.ts'
import { missingOf, type Return } from '../../shared/returns/returns.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Queries } from '../db/connect.ts'
import type { Sent } from '../kinds/types.ts'

/** Writes the returns that a batch opened or changed, as they are at its end, and what was seen when goods were looked at. */
export const writeReturns = (tx: Queries, fresh: readonly Fresh[], now: EpochMs): Sent => {
  const changed = new Map<string, Return>()
  for (const { events } of fresh)
    for (const event of events) if (event.type === 'return_changed') changed.set(event.return.id, event.return)
  if (changed.size === 0) return []
  const returns = [...changed.values()]
  return [upsertReturns(tx, returns, now), upsertLines(tx, returns), ...insertGradings(tx, fresh, now)]
}

const upsertReturns = (tx: Queries, returns: readonly Return[], now: EpochMs): Promise<unknown> => {
  const rows = returns.map((one) => ({
    ...{ i: one.id, o: one.order, s: one.state, l: one.location, k: one.receivedIn, p: one.parcel, r: one.reason },
    ...{ u: one.undelivered, t: one.openedAt, a: one.receivedAt, b: one.inspectedAt, c: one.closedAt },
    ...{ e: keptUntil(one, now) },
  }))
  return tx`
    insert into returns (id, order_id, state, location, received_in, parcel, reason, undelivered, opened_at, received_at, inspected_at, closed_at, kept_until)
    select i, o, s, l, k, p, r, u, to_timestamp(t / 1000), to_timestamp(a / 1000), to_timestamp(b / 1000), to_timestamp(c / 1000),
      to_timestamp(e / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as v (i uuid, o uuid, s text, l text, k text, p text, r text, u boolean, t float8,
      a float8, b float8, c float8, e float8)
    on conflict (id) do update set state = excluded.state, received_in = excluded.received_in, received_at = excluded.received_at,
      inspected_at = excluded.inspected_at, closed_at = excluded.closed_at, kept_until = excluded.kept_until`.execute()
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

const insertGradings = (tx: Queries, fresh: readonly Fresh[], now: EpochMs): Sent => {
  const rows = fresh.flatMap(({ submission: { giver }, events }) =>
    events.flatMap((event) => {
      if (event.type !== 'graded') return []
      const { sku, quantity, grade, note, photo } = event.seen
      return [
        {
          ...{ i: event.return, k: sku, q: quantity, g: grade, n: note, c: event.counted },
          ...{ t: giver.terminal, s: giver.staff, f: photo },
        },
      ]
    }),
  )
  if (rows.length === 0) return []
  return [
    tx`
    insert into return_gradings (return_id, at, sku, quantity, grade, note, counted, terminal, staff, photo)
    select i, to_timestamp(${now}::float8 / 1000), k, q, g, n, c, t, s, f from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as v (i uuid, k text, q integer, g text, n text, c integer, t uuid, s text, f text)`.execute(),
  ]
}

/** Terminals keep what was looked at for so long: somebody may come back the next morning and ask. */
const dayMs = 86_400_000

/** From when on terminals need no copy of a return; null while something of it has to come, or to be looked at. */
const keptUntil = ({ state, closedAt, lines }: Return, now: EpochMs): EpochMs | null =>
  state === 'inspected' && (closedAt !== null || lines.every((line) => missingOf(line) === 0)) ? now + dayMs : null

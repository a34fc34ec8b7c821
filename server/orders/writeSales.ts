import { methodOf } from '../../shared/orders/sell.ts'
import type { Queries } from '../db/connect.ts'
import type { Fresh } from '../arbiter/writeBatch.ts'
import type { Sent } from '../kinds/types.ts'

/** Keeps counter sales as orders that are paid and handed over: the order, its lines, its payment. */
export const writeSales = (tx: Queries, fresh: readonly Fresh[], now: number): Sent => {
  const sold = fresh.flatMap(({ submission, events }) =>
    events.flatMap((event) =>
      event.type === 'sold' ? [{ sell: event.sell, holds: event.holds, giver: submission.giver }] : [],
    ),
  )
  if (sold.length === 0) return []
  const orders = sold.map(({ sell, giver }) => ({
    i: sell.order,
    n: sell.number,
    c: giver.channel,
    l: sell.location,
    t: sell.total,
    u: sell.currency,
    m: giver.terminal,
    s: giver.staff,
    w: methodOf(sell),
    // Of a transfer there is no change.
    g: methodOf(sell) === 'cash' ? sell.tendered : undefined,
    d: sell.discounts ?? [],
  }))
  const lines = sold.flatMap(({ sell, holds }) =>
    sell.lines.map(({ line, name, price }, n) => ({
      ...{ o: sell.order, n, m: name, p: price, h: holds[n] },
      ...(line.kind === 'stock' ? { s: line.sku, q: line.quantity } : { q: 1, j: line }),
    })),
  )
  return [
    tx`
    with rows as (
      select * from json_to_recordset(${JSON.stringify(orders)}::text::json)
        as r (i uuid, n text, c text, l text, t bigint, u text, m uuid, s text, w text, g bigint, d json)
    ), placed as (
      insert into orders (id, number, state, channel, location, total, currency, terminal, staff, placed_at, discounts, method)
      select i, n, 'delivered', c, l, t, u, m, s, to_timestamp(${now}::float8 / 1000), d, w from rows
    ), paid as (
      insert into payments (id, order_id, method, amount, tendered, at, terminal, staff)
      select gen_random_uuid(), i, w, t, g, to_timestamp(${now}::float8 / 1000), m, s from rows
    )
    insert into order_lines (order_id, line, sku, name, quantity, price, hold, claim)
    select o, n, s, m, q, p, h, j from json_to_recordset(${JSON.stringify(lines)}::text::json)
      as r (o uuid, n smallint, s text, m text, q integer, p bigint, h uuid, j json)`.execute(),
  ]
}

export const raiseDiscrepancies = (tx: Queries, fresh: readonly Fresh[], now: number): Sent => {
  const rows = fresh.flatMap(({ submission: { giver }, events }) =>
    events.flatMap((event) =>
      event.type === 'discrepancy'
        ? [
            {
              i: event.id,
              k: event.kind,
              l: event.location,
              s: event.sku,
              q: event.quantity,
              o: event.order,
              x: event.transfer,
              t: giver.terminal,
              p: giver.staff,
            },
          ]
        : [],
    ),
  )
  if (rows.length === 0) return []
  return [
    tx`
    insert into discrepancies (id, kind, location, sku, quantity, order_id, transfer_id, terminal, staff, raised_at)
    select i, k, l, s, q, o, x, t, p, to_timestamp(${now}::float8 / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r (i uuid, k text, l text, s text, q integer, o uuid, x uuid, t uuid, p text)`.execute(),
  ]
}

export const settleDiscrepancies = (tx: Queries, fresh: readonly Fresh[], now: number): Sent => {
  const rows = fresh.flatMap(({ submission: { giver }, events }) =>
    events.flatMap((event) =>
      event.type === 'discrepancy_settled' ? [{ i: event.id, n: event.note, s: giver.staff ?? 'admin' }] : [],
    ),
  )
  if (rows.length === 0) return []
  return [
    tx`
    update discrepancies d set settled_at = to_timestamp(${now}::float8 / 1000), settled_by = r.s, note = r.n
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (i uuid, n text, s text)
    where d.id = r.i`.execute(),
  ]
}

import type { Event } from '../../shared/holds/settle.ts'
import type { Order } from '../../shared/orders/orders.ts'
import { searchTextOf } from '../../shared/orders/searchText.ts'
import { remindersOf } from '../../shared/preorders/reminders.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Queries } from '../db/connect.ts'
import type { Sent } from '../kinds/types.ts'
import { keptUntil } from './keptUntil.ts'

/** Writes the orders that a batch made or changed, as they are at its end, with their lines, payments and refunds. */
export const writeOrders = (tx: Queries, events: readonly Event[], now: EpochMs): Sent => {
  const changed = new Map<string, Order>()
  for (const event of events) if (event.type === 'order_changed') changed.set(event.order.id, event.order)
  if (changed.size === 0) return []
  const orders = [...changed.values()]
  return [
    leaveSessions(tx, orders),
    upsertOrders(tx, orders, now),
    ...insertLines(tx, orders),
    ...insertPayments(tx, orders),
    ...upsertRefunds(tx, orders),
    ...insertReminders(tx, events),
  ]
}

/** An order has a deadline of its own: whoever goes away to pay loses nothing (SPEC O1). */
const leaveSessions = (tx: Queries, orders: readonly Order[]): Promise<unknown> =>
  tx`
    update holds set session = null where id = any(${orders.map(({ hold }) => hold)}::uuid[]) and session is not null`.execute()

const upsertOrders = (tx: Queries, orders: readonly Order[], now: EpochMs): Promise<unknown> => {
  const rows = orders.map((order) => ({
    ...{ i: order.id, n: order.number, s: order.state, h: order.hold, c: order.channel, l: order.location },
    ...{ t: order.total, u: order.currency, m: order.method, g: order.plan, k: order.customer ?? undefined },
    ...{ p: order.placedAt, e: order.expiresAt, x: order.endedAt, r: order.reason, a: order.carrier, b: order.parcel },
    o: order.cameBack,
    ...{ d: order.discounts, y: keptUntil(order, now), f: searchTextOf(order) },
    ...{ w: order.terms, q: order.kept, z: order.remindFrom, j: remindersOf(order)[0]?.at, v: order.extendedAt },
  }))
  return tx`
    insert into orders (id, number, state, hold, channel, location, total, currency, method, plan, customer, placed_at, expires_at, ended_at, reason,
      carrier, parcel, discounts, kept_until, search, terms, kept, remind_from, remind_at, extended_at, came_back)
    select i, n, s, h, c, l, t, u, m, g, k, to_timestamp(p / 1000), to_timestamp(e / 1000), to_timestamp(x / 1000), r, a, b, d, to_timestamp(y / 1000), f,
      w, q, to_timestamp(z / 1000), to_timestamp(j / 1000), to_timestamp(v.v / 1000), o
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as v (i uuid, n text, s text, h uuid, c text, l text, t bigint, u text, m text, g json,
      k jsonb, p float8, e float8, x float8, r text, a text, b text, d json, y float8, f text, w json, q bigint, z float8, j float8, v float8, o bigint)
    on conflict (id) do update set state = excluded.state, hold = excluded.hold, expires_at = excluded.expires_at, ended_at = excluded.ended_at,
      reason = excluded.reason, carrier = excluded.carrier, parcel = excluded.parcel, kept_until = excluded.kept_until, kept = excluded.kept,
      remind_from = excluded.remind_from, remind_at = excluded.remind_at, extended_at = excluded.extended_at,
      came_back = excluded.came_back`.execute()
}

/** Lines never change; those that are there already stay. */
const insertLines = (tx: Queries, orders: readonly Order[]): Sent => {
  const rows = orders.flatMap((order) =>
    order.lines.map(({ line, name, price }, n) => ({
      ...{ o: order.id, n, m: name, p: price, h: order.hold, j: line },
      ...(line.kind === 'stock' || line.kind === 'preorder' ? { s: line.sku, q: line.quantity } : { q: 1 }),
    })),
  )
  return [
    tx`
    insert into order_lines (order_id, line, sku, name, quantity, price, hold, claim)
    select o, n, s, m, q, p, h, j from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r (o uuid, n smallint, s text, m text, q integer, p bigint, h uuid, j json)
    on conflict do nothing`.execute(),
  ]
}

const insertPayments = (tx: Queries, orders: readonly Order[]): Sent => {
  const rows = orders.flatMap(({ id, payments }) =>
    payments.map((payment) => ({
      ...{ i: payment.id, o: id, m: payment.method, a: payment.amount, r: payment.reference, t: payment.at },
      ...{ k: payment.terminal, s: payment.staff },
    })),
  )
  if (rows.length === 0) return []
  return [
    tx`
    insert into payments (id, order_id, method, amount, reference, at, terminal, staff)
    select i, o, m, a, r, to_timestamp(t / 1000), k, s from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r (i uuid, o uuid, m text, a bigint, r text, t float8, k uuid, s text)
    -- A reference that the bank told later, or who saw at a counter what it had told (SPEC S9, O16); nothing else of a payment changes.
    on conflict (id) do update set reference = coalesce(payments.reference, excluded.reference),
      terminal = coalesce(payments.terminal, excluded.terminal), staff = coalesce(payments.staff, excluded.staff)
    where payments.reference is null and excluded.reference is not null or payments.terminal is null and excluded.terminal is not null`.execute(),
  ]
}

const upsertRefunds = (tx: Queries, orders: readonly Order[]): Sent => {
  const rows = orders.flatMap(({ id, refunds }) =>
    refunds.map((refund) => ({
      ...{ i: refund.id, o: id, a: refund.amount, s: refund.state, w: refund.reason },
      ...{ t: refund.raisedAt, d: refund.doneAt, b: refund.doneBy, y: refund.way, e: refund.reference },
      ...{ f: refund.failure, g: refund.failedAt },
    })),
  )
  if (rows.length === 0) return []
  return [
    tx`
    insert into refunds (id, order_id, amount, state, reason, raised_at, done_at, done_by, way, reference, failure, failed_at)
    select i, o, a, s, w, to_timestamp(t / 1000), to_timestamp(d / 1000), b, y, e, f, to_timestamp(g / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r (i uuid, o uuid, a bigint, s text, w text, t float8, d float8, b text, y text, e text, f text, g float8)
    on conflict (id) do update set state = excluded.state, done_at = excluded.done_at, done_by = excluded.done_by, way = excluded.way,
      reference = excluded.reference, failure = excluded.failure, failed_at = excluded.failed_at`.execute(),
  ]
}

/** A reminder that was told; a letter follows where there is an address (`server/mail`). */
const insertReminders = (tx: Queries, events: readonly Event[]): Sent => {
  const rows = events.flatMap((event) =>
    event.type === 'order_told' && event.as === 'reminder'
      ? [
          {
            ...{ o: event.order.id, n: event.reminder.instalment, b: event.reminder.beforeSeconds },
            ...{ t: event.order.remindFrom, m: event.order.customer?.email === undefined ? null : 'waiting' },
          },
        ]
      : [],
  )
  if (rows.length === 0) return []
  return [
    tx`
    insert into order_reminders (order_id, instalment, before_seconds, told_at, mail, next_try_at)
    select o, n, b, to_timestamp(t / 1000), m, to_timestamp(t / 1000) from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r (o uuid, n smallint, b integer, t float8, m text)`.execute(),
  ]
}

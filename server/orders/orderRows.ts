import type postgres from 'postgres'
import { type Order, orderSchema } from '../../shared/orders/orders.ts'
import type { Queries } from '../db/connect.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

const moment = (sql: Queries, column: Fragment) => sql`round(extract(epoch from ${column}) * 1000)::bigint`

/** The columns of an order, for a select on `orders o`. */
const columns = (sql: Queries) => sql`
  o.id, o.number, o.state, coalesce(o.hold, o.id) as hold, o.channel, o.location, o.currency, o.total, coalesce(o.method, 'cash') as method,
  o.customer, coalesce(o.plan, '[]') as plan, coalesce(o.discounts, '[]') as discounts, o.reason, o.came_back as "cameBack", o.carrier, o.parcel, o.terms,
  o.kept,
  ${moment(sql, sql`o.placed_at`)} as "placedAt", ${moment(sql, sql`coalesce(o.expires_at, o.placed_at)`)} as "expiresAt",
  ${moment(sql, sql`o.ended_at`)} as "endedAt", coalesce(${moment(sql, sql`o.remind_from`)}, 0) as "remindFrom",
  ${moment(sql, sql`o.extended_at`)} as "extendedAt",
  (select min(${moment(sql, sql`s.at`)}) from order_steps s where s.order_id = o.id and s.step = 'packed') as "packedAt",
  (select coalesce(sum(c.waiting), 0)::int from preorder_claims c where c.hold = o.hold and c.active) as "toCome",
  (select json_agg(json_build_object('name', l.name, 'price', l.price,
      'line', coalesce(l.claim, json_build_object('kind', 'stock', 'sku', l.sku, 'quantity', l.quantity))) order by l.line)
    from order_lines l where l.order_id = o.id) as lines,
  (select coalesce(json_agg(json_build_object('id', p.id, 'method', p.method, 'amount', p.amount, 'reference', p.reference,
      'at', ${moment(sql, sql`p.at`)}, 'terminal', p.terminal, 'staff', p.staff) order by p.at, p.id), '[]') from payments p where p.order_id = o.id) as payments,
  (select coalesce(json_agg(json_build_object('id', r.id, 'amount', r.amount, 'state', r.state, 'reason', r.reason,
      'raisedAt', ${moment(sql, sql`r.raised_at`)}, 'doneAt', ${moment(sql, sql`r.done_at`)}, 'doneBy', r.done_by, 'way', r.way, 'reference', r.reference,
      'isAsked', exists (select from refund_requests q where q.refund = r.id and q.state <> 'refused'),
      'failure', r.failure, 'failedAt', ${moment(sql, sql`r.failed_at`)}) order by r.raised_at, r.id), '[]')
    from refunds r where r.order_id = o.id) as refunds`

/**
 * Reads orders with their lines, payments and refunds. A counter sale has no hold of its own; its id stands there.
 * @param rest what follows `select … from orders o`
 */
export const selectOrders = async (sql: Queries, rest: Fragment): Promise<Order[]> => {
  const rows = await sql<object[]>`select ${columns(sql)} from orders o ${rest}`.execute()
  return rows.map((row) => orderSchema.parse(row))
}

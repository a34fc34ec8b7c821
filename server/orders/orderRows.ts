import type postgres from 'postgres'
import { z } from 'zod'
import { guestSchema } from '../../shared/bookings/bookings.ts'
import {
  discountSchema,
  instalmentSchema,
  type Order,
  orderLineSchema,
  orderStates,
  paymentMethods,
  paymentSchema,
  refundSchema,
} from '../../shared/orders/orders.ts'
import type { Queries } from '../db/connect.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

const moment = (sql: Queries, column: Fragment) => sql`round(extract(epoch from ${column}) * 1000)::bigint`

/** The columns of an order, for a select on `orders o`. */
const columns = (sql: Queries) => sql`
  o.id, o.number, o.state, coalesce(o.hold, o.id) as hold, o.channel, o.location, o.currency, o.total, coalesce(o.method, 'cash') as method,
  o.customer, coalesce(o.plan, '[]') as plan, coalesce(o.discounts, '[]') as discounts, o.reason, o.carrier, o.parcel,
  ${moment(sql, sql`o.placed_at`)} as "placedAt", ${moment(sql, sql`coalesce(o.expires_at, o.placed_at)`)} as "expiresAt",
  ${moment(sql, sql`o.ended_at`)} as "endedAt",
  (select json_agg(json_build_object('name', l.name, 'price', l.price,
      'line', coalesce(l.claim, json_build_object('kind', 'stock', 'sku', l.sku, 'quantity', l.quantity))) order by l.line)
    from order_lines l where l.order_id = o.id) as lines,
  (select coalesce(json_agg(json_build_object('id', p.id, 'method', p.method, 'amount', p.amount, 'reference', p.reference,
      'at', ${moment(sql, sql`p.at`)}) order by p.at, p.id), '[]') from payments p where p.order_id = o.id) as payments,
  (select coalesce(json_agg(json_build_object('id', r.id, 'amount', r.amount, 'state', r.state, 'reason', r.reason,
      'raisedAt', ${moment(sql, sql`r.raised_at`)}, 'doneAt', ${moment(sql, sql`r.done_at`)}) order by r.raised_at, r.id), '[]')
    from refunds r where r.order_id = o.id) as refunds`

const stored = z.object({
  ...{ id: z.string(), number: z.string(), state: z.enum(orderStates), hold: z.string(), channel: z.string() },
  ...{ location: z.string(), currency: z.string(), total: z.number(), method: z.enum(paymentMethods) },
  ...{ customer: guestSchema.nullable(), plan: z.array(instalmentSchema), reason: z.string().nullable() },
  ...{ carrier: z.string().nullable(), parcel: z.string().nullable(), placedAt: z.number(), expiresAt: z.number() },
  ...{ endedAt: z.number().nullable(), lines: z.array(orderLineSchema), payments: z.array(paymentSchema) },
  refunds: z.array(refundSchema),
  discounts: z.array(discountSchema),
})

/**
 * Reads orders with their lines, payments and refunds. A counter sale has no hold of its own; its id stands there.
 * @param rest what follows `select … from orders o`
 */
export const selectOrders = async (sql: Queries, rest: Fragment): Promise<Order[]> => {
  const rows = await sql<object[]>`select ${columns(sql)} from orders o ${rest}`.execute()
  return rows.map((row) => stored.parse(row))
}

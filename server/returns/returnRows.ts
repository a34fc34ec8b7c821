import type postgres from 'postgres'
import { type Return, returnSchema } from '../../shared/returns/returns.ts'
import type { Queries } from '../db/connect.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

const moment = (sql: Queries, column: Fragment) => sql`round(extract(epoch from ${column}) * 1000)::bigint`

/** The columns of a return, for a select on `returns r join orders o`. */
const columns = (sql: Queries) => sql`
  r.id, r.order_id as order, o.number as "orderNumber", r.state, r.location, r.received_in as "receivedIn", r.parcel, r.reason, r.undelivered,
  ${moment(sql, sql`r.opened_at`)} as "openedAt", ${moment(sql, sql`r.received_at`)} as "receivedAt",
  ${moment(sql, sql`r.inspected_at`)} as "inspectedAt", ${moment(sql, sql`r.closed_at`)} as "closedAt",
  (select json_agg(json_build_object('sku', l.sku, 'expected', l.expected, 'received', l.received, 'sellable', l.sellable, 'damaged', l.damaged,
      'scrap', l.scrap, 'short', l.short) order by l.line)
    from return_lines l where l.return_id = r.id) as lines`

/** Reads returns with their lines. @param rest what follows `select … from returns r join orders o` */
export const selectReturns = async (sql: Queries, rest: Fragment): Promise<Return[]> => {
  const rows = await sql<
    object[]
  >`select ${columns(sql)} from returns r join orders o on o.id = r.order_id ${rest}`.execute()
  return rows.map((row) => returnSchema.parse(row))
}

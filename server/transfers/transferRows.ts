import type postgres from 'postgres'
import { type Transfer, transferSchema } from '../../shared/transfers/transfers.ts'
import type { Queries } from '../db/connect.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

const moment = (sql: Queries, column: Fragment) => sql`round(extract(epoch from ${column}) * 1000)::bigint`

/** The columns of a transfer, for a select on `transfers t`. */
const columns = (sql: Queries) => sql`
  t.id, t.number, t.state, t.from_location as "from", t.to_location as "to", t.note, ${moment(sql, sql`t.sent_at`)} as "sentAt", t.sent_by as "sentBy",
  ${moment(sql, sql`t.received_at`)} as "receivedAt", t.received_by as "receivedBy", ${moment(sql, sql`t.closed_at`)} as "closedAt",
  (select json_agg(json_build_object('sku', l.sku, 'sent', l.sent, 'received', l.received, 'short', l.short) order by l.line)
    from transfer_lines l where l.transfer_id = t.id) as lines`

/** Reads transfers with their lines. @param rest what follows `select … from transfers t` */
export const selectTransfers = async (sql: Queries, rest: Fragment): Promise<Transfer[]> => {
  const rows = await sql<object[]>`select ${columns(sql)} from transfers t ${rest}`.execute()
  return rows.map((row) => transferSchema.parse(row))
}

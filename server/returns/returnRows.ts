import type postgres from 'postgres'
import { z } from 'zod'
import {
  type Grading,
  gradingSchema,
  type Return,
  returnSchema,
  type ToldReturn,
} from '../../shared/returns/returns.ts'
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

const toldSchema = z.object({ id: z.string(), isKept: z.boolean(), gradings: z.array(gradingSchema) })

/**
 * Reads returns with all that was seen of them, in the order that `rest` says, each with whether terminals keep it.
 * @param rest what follows `select … from returns r join orders o`
 */
export const selectToldReturns = async (
  sql: Queries,
  rest: Fragment,
): Promise<{ return: ToldReturn; isKept: boolean }[]> => {
  const [returns, rows] = await Promise.all([
    selectReturns(sql, rest),
    sql<object[]>`
      select r.id, r.kept_until is null or r.kept_until > now() as "isKept", (
        select coalesce(json_agg(json_build_object('at', round(extract(epoch from g.at) * 1000)::bigint, 'sku', g.sku, 'quantity', g.quantity,
          'grade', g.grade, 'note', g.note, 'photo', g.photo, 'counted', g.counted, 'staff', g.staff) order by g.id), '[]')
        from return_gradings g where g.return_id = r.id
      ) as gradings from returns r join orders o on o.id = r.order_id ${rest}`.execute(),
  ])
  const told = new Map(rows.map((row) => toldSchema.parse(row)).map((row) => [row.id, row]))
  const nothing: Grading[] = []
  return returns.map((one) => {
    const { gradings, isKept } = told.get(one.id) ?? { gradings: nothing, isKept: true }
    return { return: { ...one, gradings }, isKept }
  })
}

import { z } from 'zod'
import type { Sql } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { ofLevel } from '../kinds/stock/ofLevel.ts'

export interface Movement {
  readonly id: string
  readonly at: Date
  readonly from: string
  readonly to: string
  readonly quantity: number
  readonly reason: string
  readonly hold: string | null
  readonly order: string | null
  readonly return: string | null
  readonly transfer: string | null
  readonly staffName: string | null
  readonly terminalName: string | null
}

export interface MovementsQuery {
  readonly sku: string
  readonly location: string
  /** The id of the last movement that was read. */
  readonly before?: string | undefined
  readonly limit: number
}

/** Its entry, which the database counts up, and where it stands in that if there are several; as text, since it is a name and not an amount. */
export const movementIdSchema = z.string().regex(/^\d{1,18}(\.\d{1,6})?$/, 'the id of a movement')

/** The ledger of one SKU at one location, newest first. @returns null if the SKU or the location does not exist */
export const listMovements = async (
  sql: Sql,
  { sku, location, before, limit }: MovementsQuery,
): Promise<{ data: Movement[]; nextCursor: string | null } | null> => {
  const [entry, place = 1] = before?.split('.') ?? []
  const rows = await sql<Movement[]>`
    select m.entry || case when m.place > 1 then '.' || m.place else '' end as id, m.at, m.from_bucket as "from", m.to_bucket as "to", m.quantity, m.reason, m.hold,
      m.order_id as "order", m.return_id as "return", m.transfer_id as transfer, s.name as "staffName", t.name as "terminalName"
    from movements m
    left join every_hold h on h.id = m.hold
    left join orders o on o.id = m.order_id
    left join staff s on s.id = coalesce(o.staff, h.staff)
    left join terminals t on t.id = coalesce(o.terminal, h.terminal)
    where ${ofLevel(sql, 'm', sql`${location}`, sql`${sku}`)}
      and ${entry === undefined ? sql`true` : sql`m.entry <= ${entry}::bigint and (m.entry, m.place) < (${entry}::bigint, ${place}::bigint)`}
    order by m.entry desc, m.place desc limit ${limit + 1}`
  if (rows.length === 0 && !(await exists(sql, sku, location))) return null
  return pageOf(rows, limit, (row) => [row.id])
}

const exists = async (sql: Sql, sku: string, location: string): Promise<boolean> => {
  const [row] = await sql`
    select from items i, locations l where i.sku = ${sku} and l.code = ${location}`
  return row !== undefined
}

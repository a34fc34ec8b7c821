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

/** Ids of movements are counted up by the database; as text, since they are names and not amounts. */
export const movementIdSchema = z.string().regex(/^\d{1,18}$/, 'the id of a movement')

/** The ledger of one SKU at one location, newest first. @returns null if the SKU or the location does not exist */
export const listMovements = async (
  sql: Sql,
  { sku, location, before, limit }: MovementsQuery,
): Promise<{ data: Movement[]; nextCursor: string | null } | null> => {
  const rows = await sql<Movement[]>`
    select m.id::text as id, m.at, m.from_bucket as "from", m.to_bucket as "to", m.quantity, m.reason, m.hold,
      m.order_id as "order", m.return_id as "return", m.transfer_id as transfer, s.name as "staffName", t.name as "terminalName"
    from stock_movements m
    left join every_hold h on h.id = m.hold
    left join orders o on o.id = m.order_id
    left join staff s on s.id = coalesce(o.staff, h.staff)
    left join terminals t on t.id = coalesce(o.terminal, h.terminal)
    where ${ofLevel(sql, 'm', sql`${location}`, sql`${sku}`)}
      and ${before === undefined ? sql`true` : sql`m.id < ${before}::bigint`}
    order by m.id desc limit ${limit + 1}`
  if (rows.length === 0 && !(await exists(sql, sku, location))) return null
  return pageOf(rows, limit, (row) => [row.id])
}

const exists = async (sql: Sql, sku: string, location: string): Promise<boolean> => {
  const [row] = await sql`
    select from items i, locations l where i.sku = ${sku} and l.code = ${location}`
  return row !== undefined
}

import type { PreorderPool } from '../../shared/kinds/preorder/schema.ts'
import type { OrderLine } from '../../shared/orders/orders.ts'
import type { TermsBySku } from '../../shared/preorders/terms.ts'
import type { Sql } from '../db/connect.ts'
import { preorderColumns } from './preorderRows.ts'

/** What would be agreed now with who pre-orders these lines at a location. */
export const termsNow = async (sql: Sql, location: string, lines: readonly OrderLine[]): Promise<TermsBySku> => {
  const skus = lines.flatMap(({ line }) => (line.kind === 'preorder' ? [line.sku] : []))
  if (skus.length === 0) return () => null
  const rows = await sql<PreorderPool[]>`
    select ${preorderColumns(sql)} from preorders p where p.location = ${location} and p.sku = any(${skus}::text[])`
  const terms = new Map(rows.map((row) => [row.sku, row]))
  return (sku) => terms.get(sku) ?? null
}

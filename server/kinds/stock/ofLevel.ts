import type { Queries, Sql } from '../../db/connect.ts'

type Fragment = ReturnType<Sql>

/**
 * SQL that holds for the rows of one level, of claims or movements: the codes, and the number made of them by which their indexes go.
 * @param table how the statement calls the table
 * @param location SQL for the location's code, a value or a column; `sku` likewise
 */
export const ofLevel = (sql: Queries, table: string, location: Fragment, sku: Fragment): Fragment => {
  const [ofLocation, ofSku] = [sql(`${table}.location`), sql(`${table}.sku`)]
  // Said as a case, the codes cost the planner nothing of what it expects to find: it would take three conditions for three chances, and read and sort
  // a whole ledger for its newest page.
  return sql`(level_hash(${ofLocation}, ${ofSku}) = level_hash(${location}, ${sku})
    and case when ${ofLocation} = ${location} and ${ofSku} = ${sku} then true else false end)`
}

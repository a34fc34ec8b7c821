import type { Giver } from '../../shared/holds/settle.ts'
import type { Sql } from '../db/connect.ts'
import { bookLine, isAmbiguous, type StatementDeps } from './importStatement.ts'

/** Lines that wait for a person, the oldest first. */
export const listUnmatched = async (sql: Sql, after: string | undefined, limit: number) =>
  sql<{ id: string; date: string; amount: number; description: string; reference: string | null }[]>`
    select id, dated as date, amount, description, reference from statement_lines
    where order_id is null and ${after === undefined ? sql`true` : sql`id > ${after}::uuid`}
    order by id limit ${limit + 1}`

/** Books a line to the order that a person found for it. @returns false if it is booked already, or there is no such order */
export const bookUnmatched = async (
  deps: StatementDeps,
  line: string,
  order: string,
  giver: Giver,
): Promise<boolean> => {
  const [found] = await deps.sql<{ key: string; amount: number; reference: string | null }[]>`
    select line_key as key, amount, reference from statement_lines where id = ${line} and order_id is null`
  if (found === undefined) return false
  const { key, amount } = found
  const reference = found.reference === null || (await isAmbiguous(deps.sql, found)) ? key : found.reference
  // Money first: a hub that dies in between books the same payment again, which counts once.
  if (!(await bookLine(deps, { order, key, amount, reference, giver }))) return false
  await deps.sql`update statement_lines set order_id = ${order} where id = ${line} and order_id is null`
  return true
}

import type { Giver } from '../../shared/holds/settle.ts'
import type { Queries, Sql } from '../db/connect.ts'
import { bookedTo, bookLine, isAmbiguous, type StatementDeps } from './importStatement.ts'

/** A line of a statement as it is told. */
export interface ToldLine {
  readonly id: string
  readonly date: string
  readonly amount: number
  readonly description: string
  readonly reference: string | null
}

/** A line that a person has seen to. */
export interface SettledLine extends ToldLine {
  /** The order to which it was booked; null: it was put away. */
  readonly order: string | null
  /** Why it was put away. */
  readonly dismissed: string | null
  /** Null: nobody had to, its text names the order. */
  readonly settledBy: string | null
  readonly settledAt: Date | null
}

const columns = (sql: Queries) => sql`id, dated as date, amount, description, reference`
const settledColumns = (sql: Queries) => sql`
  ${columns(sql)}, order_id as order, dismissed, settled_by as "settledBy", settled_at as "settledAt"`

/** Lines that wait for a person, the oldest first. */
export const listUnmatched = async (sql: Sql, after: string | undefined, limit: number) =>
  sql<ToldLine[]>`
    select ${columns(sql)} from statement_lines
    where order_id is null and dismissed is null and ${after === undefined ? sql`true` : sql`id > ${after}::uuid`}
    order by id limit ${limit + 1}`

/** What became of a line that a person wanted to see to. `settled`: in another way, before. */
export type Seen =
  | { readonly type: 'done' | 'settled'; readonly line: SettledLine }
  | { readonly type: 'no_line' | 'no_order' }

const readLine = async (sql: Queries, line: string): Promise<SettledLine | null> => {
  const [row] = await sql<SettledLine[]>`select ${settledColumns(sql)} from statement_lines where id = ${line}`
  return row ?? null
}

const byOf = ({ staff, channel }: Giver): string => staff ?? channel

/**
 * Books a line to the order that a person found for it. Said again it is done already. The line is locked as long as `tx` lasts: two people at two hubs who found
 * different orders for it would both book its money.
 */
export const bookUnmatched = async (
  deps: Omit<StatementDeps, 'sql'>,
  tx: Queries,
  line: string,
  order: string,
  giver: Giver,
): Promise<Seen> => {
  const [found] = await tx<{ key: string; amount: number; reference: string | null }[]>`
    select line_key as key, amount, reference from statement_lines where id = ${line} and order_id is null and dismissed is null for update`
  if (found === undefined) return seen(tx, line, (settled) => settled.order === order)
  const { key, amount } = found
  // Nobody may have heard of it.
  const before = await bookedTo(tx, key)
  if (before === null || before === order) {
    const reference = found.reference === null || (await isAmbiguous(tx, found)) ? key : found.reference
    // Money first: a hub that dies in between books the same payment again, which counts once.
    if (!(await bookLine(deps, { order, key, amount, reference, giver }))) return { type: 'no_order' }
  }
  await tx`
    update statement_lines set order_id = ${before ?? order}, dismissed = null, settled_by = ${byOf(giver)}, settled_at = now()
    where id = ${line} and order_id is null`
  return seen(tx, line, (settled) => settled.order === order)
}

/** Puts a line away that is no order's, with a word why. Money moves by it nowhere. */
export const dismissUnmatched = async (sql: Queries, line: string, note: string, giver: Giver): Promise<Seen> => {
  const [waiting] = await sql<{ key: string }[]>`
    select line_key as key from statement_lines where id = ${line} and order_id is null and dismissed is null`
  const booked = waiting === undefined ? null : await bookedTo(sql, waiting.key)
  await sql`
    update statement_lines set order_id = ${booked}, dismissed = ${booked === null ? note : null}, settled_by = ${byOf(giver)}, settled_at = now()
    where id = ${line} and order_id is null and dismissed is null`
  return seen(sql, line, (settled) => settled.dismissed !== null)
}

const seen = async (sql: Queries, id: string, isDone: (line: SettledLine) => boolean): Promise<Seen> => {
  const line = await readLine(sql, id)
  if (line === null) return { type: 'no_line' }
  return { type: isDone(line) ? 'done' : 'settled', line }
}

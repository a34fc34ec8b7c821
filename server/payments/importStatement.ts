import type { PaymentMethod } from '../../shared/orders/orders.ts'
import type { Arbiter } from '../arbiter/types.ts'
import type { Sql } from '../db/connect.ts'
import { providerGiver } from './settleNotice.ts'
import { numbersIn, type RejectedStatementLine, type StatementLine } from './statement.ts'

interface Deps {
  readonly sql: Sql
  readonly arbiter: Arbiter
  readonly newId: () => string
}

export type Unmatched = Omit<StatementLine, 'key'>

export interface ImportedStatement {
  /** Lines that were booked to their order now. */
  readonly matched: number
  /** Lines that were booked before. */
  readonly known: number
  /** Lines that name no order, or several: kept, for a person. */
  readonly unmatched: readonly Unmatched[]
  readonly rejected: readonly RejectedStatementLine[]
}

const method: PaymentMethod = 'bank_transfer'

/** The one order that is named; null for none or several. */
const findNamed = async (sql: Sql, description: string): Promise<string | null> => {
  const named = await sql<{ id: string }[]>`
    select id from orders where number = any(${numbersIn(description)}) and hold is not null limit 2`
  return named.length === 1 ? (named[0]?.id ?? null) : null
}

/** A reference that was booked with another amount is no name of a payment: the rules would take both for one. */
const isAmbiguous = async (sql: Sql, { reference, amount }: StatementLine): Promise<boolean> => {
  const [row] = await sql`
    select 1 from statement_lines where reference = ${reference} and amount <> ${amount} and order_id is not null`
  return row !== undefined
}

const isBooked = async (sql: Sql, key: string): Promise<boolean> => {
  const [row] = await sql`select 1 from statement_lines where line_key = ${key} and order_id is not null`
  return row !== undefined
}

const keep = async ({ sql, newId }: Deps, line: StatementLine, order: string | null): Promise<void> => {
  await sql`
    insert into statement_lines (id, line_key, dated, amount, description, reference, order_id)
    values (${newId()}, ${line.key}, ${line.date}, ${line.amount}, ${line.description}, ${line.reference}, ${order})
    on conflict (line_key) do update set order_id = excluded.order_id where statement_lines.order_id is null`
}

/** Books one line to its order. The payment bears the bank's reference, so that it counts once with what a person wrote down under it (SPEC O3). */
const book = async ({ arbiter, newId }: Deps, line: StatementLine, order: string): Promise<void> => {
  const reference = line.reference ?? line.key
  const answer = await arbiter.submit({
    ...{ caller: 'statement', key: `${order} ${line.key}`, bodyHash: `${line.amount}`, giver: providerGiver },
    command: { type: 'order.pay', order, payment: newId(), method, amount: line.amount, reference },
  })
  if (answer.type !== 'verdict' || !answer.verdict.accepted)
    throw new Error('money that came in was refused, which the rules know no way to do')
}

/** Books what came in to the orders that it names. Each line counts once, however often and in whatever file it comes; what names nothing is kept. */
export const importStatement = async (
  deps: Deps,
  lines: readonly StatementLine[],
): Promise<Omit<ImportedStatement, 'rejected'>> => {
  let [matched, known] = [0, 0]
  const unmatched: Unmatched[] = []
  for (const line of lines) {
    if (await isBooked(deps.sql, line.key)) {
      known += 1
      continue
    }
    const order = (await isAmbiguous(deps.sql, line)) ? null : await findNamed(deps.sql, line.description)
    // Money first: a hub that dies in between books the same payment again, which counts once.
    if (order !== null) await book(deps, line, order)
    await keep(deps, line, order)
    if (order === null) {
      const { key: _, ...told } = line
      unmatched.push(told)
    } else matched += 1
  }
  return { matched, known, unmatched }
}

/** Lines that wait for a person, the oldest first. */
export const listUnmatched = async (sql: Sql, after: string | undefined, limit: number) =>
  sql<{ id: string; date: string; amount: number; description: string; reference: string | null }[]>`
    select id, dated as date, amount, description, reference from statement_lines
    where order_id is null and ${after === undefined ? sql`true` : sql`id > ${after}::uuid`}
    order by id limit ${limit + 1}`

import type { Giver } from '../../shared/holds/settle.ts'
import type { PaymentMethod } from '../../shared/orders/orders.ts'
import { hubGiver } from '../arbiter/ofHub.ts'
import type { Arbiter } from '../arbiter/types.ts'
import type { Queries, Sql } from '../db/connect.ts'
import { numbersIn, type RejectedStatementLine, type StatementLine } from './statement.ts'

export interface StatementDeps {
  readonly sql: Sql
  readonly arbiter: Arbiter
  readonly newId: () => string
}

export type Unmatched = Omit<StatementLine, 'key'>

export interface ImportedStatement {
  /** Lines that were booked to their order now. */
  readonly matched: number
  /** Lines that were booked, or put away, before. */
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
export const isAmbiguous = async (
  sql: Queries,
  { reference, amount }: Pick<StatementLine, 'reference' | 'amount'>,
): Promise<boolean> => {
  const [row] = await sql`
    select 1 from statement_lines where reference = ${reference} and amount <> ${amount} and order_id is not null`
  return row !== undefined
}

/** Booked, or put away by a person. */
const isSettled = async (sql: Sql, key: string): Promise<boolean> => {
  const [row] =
    await sql`select 1 from statement_lines where line_key = ${key} and (order_id is not null or dismissed is not null)`
  return row !== undefined
}

const keep = async ({ sql, newId }: StatementDeps, line: StatementLine, order: string | null): Promise<void> => {
  await sql`
    insert into statement_lines (id, line_key, dated, amount, description, reference, order_id)
    values (${newId()}, ${line.key}, ${line.date}, ${line.amount}, ${line.description}, ${line.reference}, ${order})
    on conflict (line_key) do update set order_id = excluded.order_id where statement_lines.order_id is null and statement_lines.dismissed is null`
}

/** What a line is booked under. The payment bears the bank's reference, so that it counts once with what a person wrote down under it (SPEC O3). */
interface Booking extends Pick<StatementLine, 'key' | 'amount'> {
  readonly order: string
  readonly reference: string
  readonly giver: Giver
}

/** Books one line to an order. @returns false if there is no such order: that is all for which money that came in is ever refused */
export const bookLine = async (
  { arbiter, newId }: Omit<StatementDeps, 'sql'>,
  { order, key, amount, reference, giver }: Booking,
): Promise<boolean> => {
  const answer = await arbiter.submit({
    ...{ caller: 'statement', key: `${order} ${key}`, bodyHash: `${amount}`, giver },
    command: { type: 'order.pay', order, payment: newId(), method, amount, reference },
  })
  return answer.type === 'verdict' && answer.verdict.accepted
}

/** Books what came in to the orders that it names. Each line counts once, however often and in whatever file it comes; what names nothing is kept. */
export const importStatement = async (
  deps: StatementDeps,
  lines: readonly StatementLine[],
): Promise<Omit<ImportedStatement, 'rejected'>> => {
  let [matched, known] = [0, 0]
  const unmatched: Unmatched[] = []
  for (const line of lines) {
    if (await isSettled(deps.sql, line.key)) {
      known += 1
      continue
    }
    const order = (await isAmbiguous(deps.sql, line)) ? null : await findNamed(deps.sql, line.description)
    // Money first: a hub that dies in between books the same payment again, which counts once.
    if (order !== null) {
      const { key, amount, reference } = line
      const isBookedNow = await bookLine(deps, {
        order,
        key,
        amount,
        reference: reference ?? key,
        giver: hubGiver,
      })
      if (!isBookedNow)
        throw new Error('money for an order that is there was refused, which the rules know no way to do')
    }
    await keep(deps, line, order)
    if (order === null) {
      const { key: _, ...told } = line
      unmatched.push(told)
    } else matched += 1
  }
  return { matched, known, unmatched }
}

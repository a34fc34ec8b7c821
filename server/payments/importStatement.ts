import type { Giver } from '../../shared/holds/settle.ts'
import type { PaymentMethod } from '../../shared/orders/orders.ts'
import { saleNumbersIn } from '../../shared/orders/saleReference.ts'
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

/** The one order that is named; null for none or several. A counter sale is meant only by its whole amount: of another a person has to look who is wrong. */
const findNamed = async (
  sql: Queries,
  { description, amount }: Omit<StatementLine, 'line'>,
): Promise<string | null> => {
  const numbers = [...numbersIn(description), ...saleNumbersIn(description)]
  const named = await sql<{ id: string; isMeant: boolean }[]>`
    select id, hold is not null and hold <> id or total = ${amount} as "isMeant" from orders where number = any(${numbers}) limit 2`
  return named.length === 1 && named[0]?.isMeant === true ? named[0].id : null
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

/** Writes a line down where it is new, and locks it. @returns false if it is settled */
const lockLine = async (tx: Queries, line: Omit<StatementLine, 'line'>, id: string): Promise<boolean> => {
  await tx`
    insert into statement_lines (id, line_key, dated, amount, description, reference)
    values (${id}, ${line.key}, ${line.date}, ${line.amount}, ${line.description}, ${line.reference})
    on conflict (line_key) do nothing`
  const rows = await tx`
    select from statement_lines where line_key = ${line.key} and order_id is null and dismissed is null for update`
  return rows.length > 0
}

/** What a line is booked under. The payment bears the bank's reference, so that it counts once with what a person wrote down under it (SPEC O3). */
interface Booking extends Pick<StatementLine, 'key' | 'amount'> {
  readonly order: string
  readonly reference: string
  readonly giver: Giver
}

const caller = 'statement'

/**
 * The order to which a line's money was booked although the line does not say so: the answer was lost, or the hub died before it was written down. Found by the
 * names under which it was booked, each the line's key and the order.
 */
export const bookedTo = async (sql: Queries, key: string): Promise<string | null> => {
  const [row] = await sql<{ order: string }[]>`select "order" from ${bookings(sql, sql`${key}::text`)}`
  return row?.order ?? null
}

/** The same of a line whose key is told in SQL. */
const bookings = (sql: Queries, key: ReturnType<Queries>) => sql`(
  select split_part(key, ' ', 2)::uuid as "order" from verdicts
  where key > (${key} || ' ') collate "C" and key < (${key} || '!') collate "C" and caller = ${caller} and verdict ->> 'accepted' = 'true' limit 1
) as booked`

/** Writes down of lines that wait for a person that their money was booked, where nobody heard of it. Nobody had to see to them. */
export const noteBooked = async (sql: Queries): Promise<void> => {
  await sql`
    update statement_lines l set order_id = found."order"
    from (
      select s.id, booked."order" from statement_lines s cross join lateral ${bookings(sql, sql`s.line_key`)}
      where s.order_id is null and s.dismissed is null
    ) as found
    where l.id = found.id and l.order_id is null and l.dismissed is null`
}

/** Books one line to an order. @returns false if there is no such order: that is all for which money that came in is ever refused */
export const bookLine = async (
  { arbiter, newId }: Omit<StatementDeps, 'sql'>,
  { order, key, amount, reference, giver }: Booking,
): Promise<boolean> => {
  const answer = await arbiter.submit({
    // The bank has told of it; where a person found out whose it is, it was taken at no till.
    ...{ caller, key: `${key} ${order}`, bodyHash: `${amount}`, giver: { ...giver, terminal: null } },
    command: { type: 'order.pay', order, payment: newId(), method, amount, reference },
  })
  return answer.type === 'verdict' && answer.verdict.accepted
}

/**
 * Books one line to the order that it names, or keeps it for a person. The line is locked meanwhile: whoever brings it by another hub, or sees to it at a terminal, finds what
 * became of it and books nothing.
 */
export const importLine = (
  { sql, ...deps }: StatementDeps,
  line: Omit<StatementLine, 'line'>,
): Promise<'matched' | 'known' | 'unmatched'> =>
  sql.begin(async (tx) => {
    if (!(await lockLine(tx, line, deps.newId()))) return 'known'
    const order = (await bookedTo(tx, line.key)) ?? ((await isAmbiguous(tx, line)) ? null : await findNamed(tx, line))
    if (order === null) return 'unmatched'
    const { key, amount, reference } = line
    // Money first: a hub that dies in between books the same payment again, which counts once.
    if (!(await bookLine(deps, { order, key, amount, reference: reference ?? key, giver: hubGiver })))
      throw new Error('money for an order that is there was refused, which the rules know no way to do')
    await tx`update statement_lines set order_id = ${order} where line_key = ${key}`
    return 'matched'
  })

/** Books what came in to the orders that it names. Each line counts once, however often and in whatever file it comes; what names nothing is kept. */
export const importStatement = async (
  deps: StatementDeps,
  lines: readonly StatementLine[],
): Promise<Omit<ImportedStatement, 'rejected'>> => {
  let [matched, known] = [0, 0]
  const unmatched: Unmatched[] = []
  for (const line of lines) {
    const became = (await isSettled(deps.sql, line.key)) ? 'known' : await importLine(deps, line)
    if (became === 'known') known += 1
    else if (became === 'matched') matched += 1
    else {
      const { key: _, ...told } = line
      unmatched.push(told)
    }
  }
  return { matched, known, unmatched }
}

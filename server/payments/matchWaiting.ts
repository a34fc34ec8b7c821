import { saleNumbersIn } from '../../shared/orders/saleReference.ts'
import { Overloaded } from '../arbiter/types.ts'
import { importLine, noteBooked, type StatementDeps } from './importStatement.ts'
import type { StatementLine } from './statement.ts'

/** Older ones have waited for a person for long. */
const newest = 1_000

type WaitingLine = Omit<StatementLine, 'line'>

/**
 * Tries lines again that wait for a person and name a counter sale: a terminal that had no network when the statement was imported may have told of its sale since. All others name what
 * they named before.
 * @returns how many were booked
 */
export const matchWaiting = async (deps: StatementDeps): Promise<number> => {
  await noteBooked(deps.sql)
  const waiting = await deps.sql<WaitingLine[]>`
    select line_key as key, dated as date, amount, description, reference from statement_lines
    where order_id is null and dismissed is null order by id desc limit ${newest}`
  const named = waiting.map((line) => ({ line, numbers: saleNumbersIn(line.description) }))
  const numbers = [...new Set(named.flatMap((one) => one.numbers))]
  if (numbers.length === 0) return 0
  const sales = await deps.sql<{ number: string; total: number }[]>`
    select number, total from orders where number = any(${numbers}) and (hold is null or hold = id)`
  const isMeant = ({ line, numbers: its }: (typeof named)[number]): boolean =>
    sales.some(({ number, total }) => its.includes(number) && total === line.amount)
  let matched = 0
  try {
    for (const { line } of named.filter(isMeant).toReversed())
      if ((await importLine(deps, line)) === 'matched') matched += 1
  } catch (error) {
    // The next time.
    if (!(error instanceof Overloaded)) throw error
  }
  return matched
}

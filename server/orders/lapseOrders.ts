import { settleDue } from '../arbiter/ofHub.ts'
import type { Arbiter } from '../arbiter/types.ts'
import type { Sql } from '../db/connect.ts'

export interface LapseDeps {
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly newId: () => string
}

/**
 * Ends up to `limit` orders whose money did not come in time, the longest overdue first (SPEC O2): what they held is free, and what came in goes back or is
 * kept, as the rules say. Only tidies: readers and the arbiter are exact without it. Of two hubs that find the same order one ends it, and the other
 * finds that done.
 * @returns how many were due, and how many of them were settled
 */
export const lapseOrders = async (deps: LapseDeps, limit: number): Promise<{ due: number; lapsed: number }> => {
  const due = await deps.sql<{ id: string }[]>`
    select id from orders where state in ('awaiting_payment', 'deposit_paid') and expires_at <= (select clock_timestamp())
    order by expires_at limit ${limit}`
  const lapsed = await settleDue(
    deps,
    due.map(({ id }) => ({ type: 'order.lapse', order: id })),
  )
  return { due: due.length, lapsed }
}

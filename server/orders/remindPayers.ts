import { settleDue } from '../arbiter/ofHub.ts'
import type { LapseDeps } from './lapseOrders.ts'

/**
 * Reminds up to `limit` payers for whom a moment has come at which that was agreed (SPEC G9): a change on the feed, and a letter to be sent where there is
 * an address. Of two hubs that find the same moment one reminds, and the other finds that done.
 * @returns how many of those whose moment had come were settled; the others are due still
 */
export const remindPayers = async (deps: LapseDeps, limit: number): Promise<number> => {
  const due = await deps.sql<{ id: string }[]>`
    -- First whose moment has come, by its index: together with the state PostgreSQL would read all orders that wait for money.
    with come as materialized (select id, state, expires_at, remind_at from orders where remind_at <= (select clock_timestamp()))
    select id from come where state in ('awaiting_payment', 'deposit_paid') and expires_at > clock_timestamp()
    order by remind_at limit ${limit}`
  return settleDue(
    deps,
    due.map(({ id }) => ({ type: 'order.remind', order: id })),
  )
}

import { kinds } from '../../shared/kinds/registry.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { appendChanges } from '../feed/append.ts'
import { serverKinds } from '../kinds/registry.ts'

/** What one run did. */
export interface LapsedOrders {
  readonly lapsed: number
  /** The feed's position after it; null if nothing was due. */
  readonly position: number | null
}

/**
 * Ends up to `limit` orders whose money did not come in time (SPEC O2): their holds expire, everything they took is given back, and money that came in
 * has to go back, in one transaction. Only tidies: readers and the arbiter are exact without it. Locks in the arbiter's order: orders, holds, pools,
 * the head.
 */
export const lapseOrders = (sql: Sql, limit: number): Promise<LapsedOrders> =>
  sql.begin(async (tx) => {
    const due = await tx<{ id: string; hold: string; location: string }[]>`
      select id, hold, location from orders where state in ('awaiting_payment', 'deposit_paid') and expires_at <= clock_timestamp()
      order by id limit ${limit} for update skip locked`
    if (due.length === 0) return { lapsed: 0, position: null }
    const holds = await expireHolds(
      tx,
      due.map(({ hold }) => hold),
    )
    const pools = await Promise.all(kinds.map((kind) => serverKinds[kind].lockPoolsOf(tx, holds)))
    await Promise.all(kinds.flatMap((kind) => serverKinds[kind].expire(tx, holds)))
    const ids = due.map(({ id }) => id)
    await tx`
      update orders set state = 'expired', ended_at = expires_at, reason = 'not paid in time' where id = any(${ids}::uuid[])`
    await raiseRefunds(tx, ids)
    await tellOf(tx, ids)
    const place = new Map(due.map(({ hold, location }) => [hold, location]))
    const position = await appendChanges(tx, [
      ...holds.map((id) => ({ type: 'hold.expired', subject: id, location: place.get(id) ?? null, data: null })),
      ...due.map(({ id, location }) => ({ type: 'order.expired', subject: id, location, data: null })),
      ...pools.flat().map((pool) => ({ ...pool, data: null })),
    ])
    return { lapsed: due.length, position }
  })

const expireHolds = async (tx: Tx, holds: readonly string[]): Promise<string[]> => {
  const rows = await tx<{ id: string }[]>`
    with due as (select id from holds where id = any(${[...holds]}::uuid[]) and state = 'held' order by id for update)
    update holds h set state = 'expired', ended_at = now() from due where h.id = due.id returning h.id`
  return rows.map(({ id }) => id)
}

/** What came in for orders that are over has to go back. */
const raiseRefunds = (tx: Tx, orders: readonly string[]): Promise<unknown> =>
  tx`
    insert into refunds (id, order_id, amount, state, reason, raised_at)
    select gen_random_uuid(), p.order_id, sum(p.amount) - coalesce(max(r.amount), 0), 'due', 'expired', now()
    from payments p
    left join (select order_id, sum(amount) as amount from refunds where state <> 'withdrawn' group by order_id) as r on r.order_id = p.order_id
    where p.order_id = any(${[...orders]}::uuid[])
    group by p.order_id having sum(p.amount) > coalesce(max(r.amount), 0)`

/** What the arbiter would have written: the step, and until when terminals keep an order (see `keptUntil`). */
const tellOf = async (tx: Tx, orders: readonly string[]): Promise<void> => {
  await tx`
    insert into order_steps (order_id, at, step, entered, detail)
    select id, now(), 'expired', 'expired', reason from orders where id = any(${[...orders]}::uuid[]) order by id`
  await tx`
    update orders o set kept_until = case
      when exists (select from refunds r where r.order_id = o.id and r.state = 'due') then null else now() + interval '1 day'
    end
    where id = any(${[...orders]}::uuid[])`
}

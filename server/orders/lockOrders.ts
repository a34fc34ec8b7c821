import { isOrderCommand } from '../../shared/orders/orderCommands.ts'
import type { Order } from '../../shared/orders/orders.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Queries } from '../db/connect.ts'
import { ordersNamedBy, returnsNamedBy } from '../returns/lockReturns.ts'
import { selectOrders } from './orderRows.ts'

export interface LockedOrders {
  readonly orders: Map<string, Order>
  /** Their holds, to be locked after them. */
  readonly holds: readonly string[]
}

/**
 * Locks the orders that commands name, and those to which these holds belong, in the order of their ids. Comes before holds are locked, since late
 * money gives an order another hold. Sends nothing for a batch that has nothing to do with them.
 *
 * Read by a statement of its own: PostgreSQL gives a row for which it had to wait as it is by then, but what belongs to it (payments, refunds) as it
 * was before. That lost money in a storm of two hubs.
 */
export const lockOrders = async (
  tx: Queries,
  commands: readonly ArbiterCommand[],
  holds: readonly string[],
): Promise<LockedOrders> => {
  const named = [...commands.filter(isOrderCommand).map(({ order }) => order), ...ordersNamedBy(commands)]
  const returns = returnsNamedBy(commands)
  if (named.length + holds.length + returns.length === 0) return { orders: new Map(), holds: [] }
  // Whose a return is never changes.
  const ofReturns = tx`select order_id from returns where id = any(${returns}::uuid[])`
  const wanted = tx`
    where o.id = any(${named}::uuid[]) or o.hold = any(${[...holds]}::uuid[]) ${returns.length === 0 ? tx`` : tx`or o.id in (${ofReturns})`}`
  const [locked, read] = await Promise.all([
    tx<{ id: string }[]>`select o.id from orders o ${wanted} order by o.id for update`.execute(),
    selectOrders(tx, wanted),
  ])
  const ids = new Set(locked.map(({ id }) => id))
  const found = read.filter(({ id }) => ids.has(id))
  return { orders: new Map(found.map((order) => [order.id, order])), holds: found.map(({ hold }) => hold) }
}

/** True if an order took over one of these holds between the locks on orders and on holds: what was loaded does not know of it. */
export const isAdopted = async (
  tx: Queries,
  holds: readonly string[],
  { orders }: Pick<LockedOrders, 'orders'>,
): Promise<boolean> => {
  if (holds.length === 0) return false
  const rows = await tx`
    select from orders where hold = any(${[...holds]}::uuid[]) and not id = any(${[...orders.keys()]}::uuid[]) limit 1`.execute()
  return rows.length > 0
}

/** What money for these orders may have to take again (SPEC O6), in the form in which pools are locked and made room in. */
export const takenAgain = (commands: readonly ArbiterCommand[], orders: ReadonlyMap<string, Order>): ArbiterCommand[] =>
  commands.flatMap((command): ArbiterCommand[] => {
    const order = command.type === 'order.pay' ? orders.get(command.order) : undefined
    if (order === undefined) return []
    const { hold, location, lines } = order
    return [{ type: 'hold.place', hold, location, lines: lines.map(({ line }) => line) }]
  })

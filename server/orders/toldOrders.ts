import type postgres from 'postgres'
import { z } from 'zod'
import { orderStepSchema, type OrderStep, type ToldOrder } from '../../shared/orders/orderSteps.ts'
import type { Queries } from '../db/connect.ts'
import { selectOrders } from './orderRows.ts'

const rowSchema = z.object({ id: z.string(), isKept: z.boolean(), steps: z.array(orderStepSchema) })

/**
 * Reads orders with their stories, in the order that `rest` says, each with whether terminals keep it.
 * @param rest what follows `select … from orders o`
 */
export const selectToldOrders = async (
  sql: Queries,
  rest: postgres.PendingQuery<postgres.Row[]>,
): Promise<{ order: ToldOrder; isKept: boolean }[]> => {
  const [orders, rows] = await Promise.all([
    selectOrders(sql, rest),
    sql<object[]>`
      select o.id, o.kept_until is null or o.kept_until > now() as "isKept", (
        select coalesce(json_agg(json_build_object('at', round(extract(epoch from s.at) * 1000)::bigint, 'step', s.step, 'entered', s.entered,
          'amount', s.amount, 'method', s.method, 'detail', s.detail, 'channel', s.channel, 'terminal', s.terminal, 'staff', s.staff) order by s.id), '[]')
        from order_steps s where s.order_id = o.id
      ) as steps from orders o ${rest}`.execute(),
  ])
  const told = new Map(rows.map((row) => rowSchema.parse(row)).map((row) => [row.id, row]))
  const noSteps: OrderStep[] = []
  return orders.map((order) => {
    const { steps, isKept } = told.get(order.id) ?? { steps: noSteps, isKept: true }
    return { order: { ...order, steps }, isKept }
  })
}

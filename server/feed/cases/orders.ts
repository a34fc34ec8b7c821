import { orderStates } from '../../../shared/orders/orders.ts'
import type { ToldOrder } from '../../../shared/orders/orderSteps.ts'
import { caseIdOf, type CaseOf } from '../../../shared/protocol/cases.ts'
import { selectToldOrders } from '../../orders/toldOrders.ts'
import type { CaseSource } from './types.ts'

/** Orders with which somebody still has to do something, and those that ended a day ago at most. A counter sale is none, unless somebody asked for it or something happened to it since. */
export const orders: CaseSource<'order'> = {
  type: 'order',
  types: ['replica.order', ...orderStates.map((state) => `order.${state}`)],
  page: async (sql, location, after, limit) =>
    (
      await selectToldOrders(
        sql,
        sql`
          where o.location = ${location} and o.id > ${after}::uuid and o.kept_until is distinct from '-infinity'
            and (o.kept_until is null or o.kept_until > now())
          order by o.id limit ${limit}`,
      )
    ).map(({ order }) => present(order, false)),
  byIds: async (sql, ids) =>
    (await selectToldOrders(sql, sql`where o.id = any(${[...ids]}::uuid[]) and o.hold is not null`)).map(
      ({ order, isKept }) => present(order, !isKept),
    ),
}

const present = (order: ToldOrder, isOver: boolean): CaseOf<'order'> => ({
  ...{ id: caseIdOf('order', order.id), type: 'order', location: order.location, data: order },
  _deleted: isOver,
})

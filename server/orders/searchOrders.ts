import { orderStateAt, type OrderState } from '../../shared/orders/orders.ts'
import type { ToldOrder } from '../../shared/orders/orderSteps.ts'
import type { Sql } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { findWords, hasWords, inState } from './readOrders.ts'
import { selectToldOrders } from './toldOrders.ts'

export interface OrderSearch {
  readonly location: string
  readonly text?: string | undefined
  readonly state?: OrderState | undefined
  readonly channel?: string | undefined
  /** The id of the last order that was read. */
  readonly before?: string | undefined
  readonly limit: number
}

/** Orders of a location with their stories, newest first; counter sales too, by their number. Each word of the text has to be in it somewhere. */
export const searchOrders = async (
  sql: Sql,
  { location, text = '', state, channel, before, limit }: OrderSearch,
): Promise<{ data: ToldOrder[]; nextCursor: string | null }> => {
  const [clock] = await sql<{ now: number }[]>`select floor(extract(epoch from now()) * 1000)::bigint as now`
  const wanted = await findWords(sql, text)
  const rows = await selectToldOrders(
    sql,
    sql`
      where o.location = ${location} and ${inState(sql, state)}
        and ${hasWords(sql, wanted)}
        and ${channel === undefined ? sql`true` : sql`o.channel = ${channel}`}
        and ${before === undefined ? sql`true` : sql`o.id < ${before}::uuid`}
      order by o.id desc limit ${limit + 1}`,
  )
  const now = clock?.now ?? 0
  return pageOf(
    rows.map(({ order }) => ({ ...order, state: orderStateAt(order, now) })),
    limit,
    ({ id }) => [id],
  )
}

import type { Sql } from '../db/connect.ts'
import { appendChanges } from '../feed/append.ts'

/**
 * Has the terminals of a location keep an order for a day more, which they had dropped or never had: somebody has to do something about it again, such as
 * take back what was sold at a counter. @returns false if there is none there
 */
export const bringOrder = (sql: Sql, location: string, order: string): Promise<boolean> =>
  sql.begin(async (tx) => {
    const rows = await tx`
      update orders set hold = coalesce(hold, id),
        kept_until = case when kept_until is null then null else greatest(kept_until, now() + interval '1 day') end
      where id = ${order} and location = ${location} returning id`
    if (rows.length === 0) return false
    await appendChanges(tx, [{ type: 'replica.order', subject: order, location, data: null }])
    return true
  })

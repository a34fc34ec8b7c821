import type { Sql } from '../db/connect.ts'
import { dropOrders } from '../orders/dropOrders.ts'
import { dropReturns } from '../returns/dropReturns.ts'
import { dropTransfers } from '../transfers/dropTransfers.ts'
import { dropCodes } from '../vouchers/dropCodes.ts'

/** Tells terminals to drop what they need no copy of any more; without this their copies would grow for ever. @returns the feed's position after it */
export const dropCopies = async (sql: Sql, batch: number): Promise<number | null> => {
  const orders = await dropOrders(sql, batch)
  const returns = await dropReturns(sql, batch)
  const transfers = await dropTransfers(sql, batch)
  const codes = await dropCodes(sql)
  return codes ?? transfers ?? returns ?? orders.position
}

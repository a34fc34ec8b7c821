import { randomUUID } from 'node:crypto'
import type { OrderCommandOf } from '../../shared/orders/orderCommands.ts'
import type { Sql } from '../db/connect.ts'
import type { PreorderInput } from '../preorders/preorders.ts'
import { putPreorder } from '../preorders/preorders.ts'
import { location } from './shop.ts'

/** Lets so many of a SKU be pre-ordered, for a year unless said otherwise. */
export const announcePreorder = async (
  sql: Sql,
  sku: string,
  quantity: number,
  more: Partial<PreorderInput> = {},
): Promise<void> => {
  const releaseAt = new Date(Date.now() + 365 * 86_400_000).toISOString()
  await sql.begin((tx) => putPreorder(tx, { sku, location }, { quantity, releaseAt, ...more }))
}

/** Orders so many pieces at 1,000 each before they are there. */
export const preorderCommand = (
  sku: string,
  quantity: number,
  more: Partial<OrderCommandOf<'order.place'>> = {},
): OrderCommandOf<'order.place'> => ({
  ...{ type: 'order.place', order: randomUUID(), hold: randomUUID(), adopts: false, number: randomUUID(), location },
  ...{ currency: 'VND', method: 'cash', plan: [], ttlSeconds: 900 },
  lines: [{ line: { kind: 'preorder', sku, quantity }, name: sku, price: 1_000 }],
  ...more,
})

/** What is to come of a SKU. */
export const poolOf = async (sql: Sql, sku: string) => {
  const [row] = await sql<{ quantity: number; promised: number; arrived: number }[]>`
    select quantity, promised, arrived from preorders where sku = ${sku} and location = ${location}`
  return row
}

/** What there is of a SKU. */
export const levelOf = async (sql: Sql, sku: string) => {
  const [row] = await sql<{ onHand: number; held: number }[]>`
    select on_hand as "onHand", held from stock_levels where sku = ${sku} and location = ${location}`
  return row
}

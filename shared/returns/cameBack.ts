import { withRefund } from '../orders/endOrder.ts'
import { moneyOf, type Order, piecesOf, worthOf } from '../orders/orders.ts'
import type { ReturnContext, ReturnEvents } from './returnWorld.ts'
import type { Return } from './returns.ts'
import { shippedOf } from './shipped.ts'

/**
 * What an order's money and state are once goods of it came back and were looked at (SPEC R7): of one that was never delivered all the money has to go
 * back, of another what came back was worth.
 */
export const settleWhatCameBack = (id: string, { world, now, newId }: ReturnContext): ReturnEvents => {
  const order = world.orders.get(id)
  if (order === undefined) return []
  const returns = [...world.returns.values()].filter((one) => one.order === id)
  const inspected = returns.filter(({ state }) => state === 'inspected')
  const undelivered = returns.some((one) => one.undelivered)
  const isWhole = undelivered ? inspected.length === returns.length : isAllBack(order, inspected)
  const cameBack = isWhole ? order.total : undelivered ? order.cameBack : worthOfThese(order, inspected)
  const isOver = isWhole && order.state !== 'returned'
  if (cameBack <= order.cameBack && !isOver) return []
  const back: Order = {
    ...{ ...order, cameBack: Math.max(cameBack, order.cameBack) },
    ...(isOver ? { state: 'returned', endedAt: now } : {}),
  }
  const settled = withRefund(back, moneyOf(back) - worthOf(back), 'returned', now, newId)
  world.orders.set(id, settled)
  return [{ type: 'order_changed', order: settled, told: isOver }]
}

/** How many pieces of each SKU came back, of those that were expected. */
const backOf = (returns: readonly Return[]): Map<string, number> => {
  const back = new Map<string, number>()
  for (const { sku, expected, received } of returns.flatMap(({ lines }) => lines))
    back.set(sku, (back.get(sku) ?? 0) + Math.min(expected, received))
  return back
}

/** True if nothing of the order is left with the customer, also nothing that cannot be shipped. */
const isAllBack = (order: Order, returns: readonly Return[]): boolean => {
  const back = backOf(returns)
  return (
    order.lines.every(({ line }) => line.kind === 'stock' || line.kind === 'preorder' || line.kind === 'voucher') &&
    [...shippedOf(order)].every(([sku, quantity]) => (back.get(sku) ?? 0) >= quantity)
  )
}

/** The share of these pieces in what the order cost, with its part of what vouchers took off; rounded down, in minor units. */
const worthOfThese = (order: Order, returns: readonly Return[]): number => {
  const left = backOf(returns)
  let back = 0
  let all = 0
  for (const { line, price } of order.lines) {
    all += piecesOf(line) * price
    if (line.kind !== 'stock' && line.kind !== 'preorder') continue
    const pieces = Math.min(line.quantity, left.get(line.sku) ?? 0)
    left.set(line.sku, (left.get(line.sku) ?? 0) - pieces)
    back += pieces * price
  }
  // Amounts are whole numbers of up to 2^53; their product is more than that.
  return all === 0 ? 0 : Number((BigInt(order.total) * BigInt(back)) / BigInt(all))
}

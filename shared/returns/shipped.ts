import type { Order } from '../orders/orders.ts'

/** How many pieces of each SKU an order shipped. Only goods are shipped: no seat, time or voucher. */
export const shippedOf = ({ lines }: Pick<Order, 'lines'>): Map<string, number> => {
  const shipped = new Map<string, number>()
  for (const { line } of lines)
    if (line.kind === 'stock' || line.kind === 'preorder')
      shipped.set(line.sku, (shipped.get(line.sku) ?? 0) + line.quantity)
  return shipped
}

import type { Line } from '../kinds/registry.ts'
import { foldForSearch } from '../text.ts'
import type { Order } from './orders.ts'

const codeOf = (line: Line): string => {
  switch (line.kind) {
    case 'stock':
    case 'preorder':
      return line.sku
    case 'slot':
      return line.resource
    case 'seat':
      return line.seat
    case 'voucher':
      return line.code
  }
}

/** What people look for when they look for an order: its number, the customer, what was ordered; folded, so that it is found without accents. */
export const searchTextOf = ({ number, customer, lines }: Pick<Order, 'number' | 'customer' | 'lines'>): string => {
  const { name = '', phone = '', email = '' } = customer ?? {}
  const what = lines.flatMap(({ line, name: called }) => [codeOf(line), called])
  return foldForSearch([number, name, phone, phone.replace(/\D/g, ''), email, ...what].join(' '))
}

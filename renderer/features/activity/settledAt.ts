import type { DiscrepancyKind } from '../../../shared/holds/discrepancies.ts'

/** The screen on which somebody sees to a discrepancy of this kind. */
export const settledAt = (kind: DiscrepancyKind) => {
  switch (kind) {
    case 'oversold':
    case 'count':
    case 'transfer_short':
    case 'transfer_extra':
    case 'transfer_twice':
      return { id: 'stock', path: '/stock' } as const
    case 'double_booked':
      return { id: 'floor', path: '/floor' } as const
    case 'double_sold':
      return { id: 'seats', path: '/seats' } as const
    case 'double_used':
    case 'over_budget':
      return { id: 'vouchers', path: '/vouchers' } as const
    case 'return_short':
    case 'return_extra':
    case 'return_twice':
    case 'return_unknown':
    case 'return_elsewhere':
      return { id: 'orders', path: '/orders' } as const
    case 'unknown_item':
      return { id: 'settings', path: '/settings' } as const
  }
}

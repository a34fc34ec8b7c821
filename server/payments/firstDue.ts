import type { Order } from '../../shared/orders/orders.ts'

/** What a provider is asked for, in minor units: the order's first instalment, or all of it. */
export const firstDueOf = ({ plan, total }: Pick<Order, 'plan' | 'total'>): number => plan[0]?.amount ?? total

import { accept, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import type { Order } from './orders.ts'
import type { OrderEvents } from './orderWorld.ts'

/** What a command on an order came to. */
export const told = (order: Order, events: OrderEvents): Result<Decided> =>
  accept({
    outcome: {
      type: 'order',
      order: {
        ...order,
        lines: [...order.lines],
        plan: [...order.plan],
        payments: [...order.payments],
        refunds: [...order.refunds],
        discounts: [...order.discounts],
        terms:
          order.terms === null ? null : { ...order.terms, remindBeforeSeconds: [...order.terms.remindBeforeSeconds] },
      },
    },
    events,
  })

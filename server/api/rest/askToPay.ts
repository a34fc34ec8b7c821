import { firstToPay } from '../../../shared/orders/firstToPay.ts'
import type { Order } from '../../../shared/orders/orders.ts'
import { takeAttempt } from '../../payments/attempts.ts'
import type { Instructions, Provider } from '../../payments/provider.ts'
import type { Hub } from '../hub.ts'
import { instruct } from './instruct.ts'

/**
 * How to pay what has to come next of an order, by any way. Providers that tell of payments themselves take a reference for one of them alone, so that
 * each is asked for under a name of its own.
 */
export const askToPay = async (
  hub: Pick<Hub, 'sql' | 'log'>,
  provider: Provider,
  order: Order,
): Promise<Instructions & { readonly amount: number }> => {
  const amount = firstToPay(order)
  const attempt =
    provider.read === undefined
      ? { attempt: 1, amount, askedAt: order.placedAt }
      : await takeAttempt(hub.sql, order, provider.method, amount)
  return { ...(await instruct(hub, provider, order, attempt)), amount }
}

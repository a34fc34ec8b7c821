import { firstToPay } from '../../../shared/orders/firstToPay.ts'
import type { Order } from '../../../shared/orders/orders.ts'
import { instructionsFor } from '../../payments/keptInstructions.ts'
import { type Instructions, type Provider, ProviderFault } from '../../payments/provider.ts'
import type { Hub } from '../hub.ts'
import { Problem } from '../problem.ts'

/** How an order is to be paid. A provider that does not answer is a fault: the order stands, and the same request asks again. */
export const instruct = async (
  { sql, log }: Pick<Hub, 'sql' | 'log'>,
  provider: Provider,
  order: Order,
): Promise<Instructions> => {
  const { id, number: reference, currency, placedAt, expiresAt } = order
  const amount = firstToPay(order)
  // Nobody has to bring anything.
  if (amount === 0) return { reference }
  try {
    return await instructionsFor(sql, provider, {
      ...{ order: id, reference, amount, currency, placedAt, expiresAt },
    })
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error
    log.warn({ err: error }, 'a payment provider did not say how to pay')
    throw new Problem(
      503,
      'unavailable',
      `The order is placed, but ${provider.method} did not say how to pay. Send the same request with the same Idempotency-Key again.`,
      { retryAfterSeconds: 2, cause: error },
    )
  }
}

import type { Order } from '../../../shared/orders/orders.ts'
import { type Attempt, firstAttempt, referenceOf } from '../../payments/attempts.ts'
import { instructionsFor } from '../../payments/keptInstructions.ts'
import { type Instructions, type Provider, ProviderFault } from '../../payments/provider.ts'
import type { Hub } from '../hub.ts'
import { Problem } from '../problem.ts'

/** How an order is to be paid. A provider that does not answer is a fault: the order stands, and the same request asks again. */
export const instruct = async (
  { sql, log }: Pick<Hub, 'sql' | 'log'>,
  provider: Provider,
  order: Order,
  { attempt, amount, askedAt }: Omit<Attempt, 'method'> = firstAttempt(order),
): Promise<Instructions> => {
  const { id, number, currency, expiresAt } = order
  const reference = referenceOf(number, attempt)
  // Nobody has to bring anything.
  if (amount === 0) return { reference }
  try {
    const toPay = { order: id, reference, amount, currency, placedAt: askedAt, expiresAt }
    return await instructionsFor(sql, provider, toPay, attempt)
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

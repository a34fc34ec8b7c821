import type { OrderCommand } from '../../shared/orders/orderCommands.ts'
import type { PaymentMethod } from '../../shared/orders/orders.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import { hubGiver } from '../arbiter/ofHub.ts'
import type { Arbiter } from '../arbiter/types.ts'
import type { Sql } from '../db/connect.ts'
import { findByNumber } from '../orders/readOrders.ts'
import { findAttempt, noteFailure, notePayment, splitReference } from './attempts.ts'
import type { Notice, Received } from './provider.ts'

interface Deps {
  readonly sql: Sql
  readonly arbiter: Arbiter
  readonly newId: () => string
}

type Refused = Extract<Verdict, { accepted: false }>['rejection']

export type Settled =
  | { readonly received: Exclude<Received, 'unknown_order'>; readonly order: string }
  | { readonly received: 'unknown_order' }
  | { readonly received: 'refused'; readonly rejection: Refused }

const commandOf = (order: string, method: PaymentMethod, notice: Notice, payment: string): OrderCommand =>
  notice.outcome === 'paid'
    ? { type: 'order.pay', order, payment, method, amount: notice.amount, reference: notice.transaction }
    : { type: 'order.fail', order, reason: 'payment failed', onlyUnpaid: true }

/**
 * Books what a provider told of an order. By whichever way it is told (its own message, the payer's browser, either more than once) it is the same
 * command under the same key, and counts once.
 */
export const settleNotice = async (
  { sql, arbiter, newId }: Deps,
  method: PaymentMethod,
  notice: Notice,
): Promise<Settled> => {
  const { reference, amount, transaction, outcome } = notice
  const { number, attempt } = splitReference(reference)
  const order = await findByNumber(sql, number)
  if (order === null) return { received: 'unknown_order' }
  if (outcome === 'pending') return { received: 'taken', order: order.id }
  // Nothing was paid, and nobody said that it came to nothing: the order waits for its money as before.
  if (outcome === 'paid' && amount === 0) return { received: 'wrong_amount', order: order.id }
  // Before it is booked: whoever asks how to pay the next instalment as soon as it is, and of the same amount, would be told the same reference.
  if (outcome === 'paid' && attempt > 1) await notePayment(sql, order.id, attempt, transaction)
  // The hub speaks for the provider, whose signature was checked.
  const answer = await arbiter.submit({
    // Providers name failed payments alike, such as "0"; so the order is in the key, and which time its payer was asked.
    ...{ caller: `provider:${method}`, key: `${order.id} ${reference} ${transaction} ${outcome}` },
    ...{ bodyHash: `${amount}`, giver: hubGiver },
    command: commandOf(order.id, method, notice, newId()),
  })
  if (answer.type !== 'verdict') throw new Error(`the arbiter answered ${answer.type} to a command without a turn`)
  if (!answer.verdict.accepted) return { received: 'refused', rejection: answer.verdict.rejection }
  if (outcome === 'failed' && attempt > 1) await noteFailure(sql, order.id, attempt)
  if (answer.replayed) return { received: 'known', order: order.id }
  const asked = await findAttempt(sql, order, attempt)
  const isOther = outcome === 'paid' && amount !== asked?.amount
  return { received: isOther ? 'wrong_amount' : 'taken', order: order.id }
}

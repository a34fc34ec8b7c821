import { z } from 'zod'
import type { Order, PaymentMethod } from '../../shared/orders/orders.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Queries, Sql } from '../db/connect.ts'
import { firstDueOf } from './firstDue.ts'

/** One time that a payer was told how to pay: the first when ordering, others for later instalments, or by another way. */
export interface Attempt {
  readonly attempt: number
  readonly method: PaymentMethod
  readonly amount: number
  readonly askedAt: EpochMs
}

/** What is written on the money: providers take a reference for one payment alone. */
export const referenceOf = (number: string, attempt: number): string =>
  attempt === 1 ? number : `${number}P${attempt}`

const laterSchema = z.string().regex(/^.+P\d{1,4}$/)

/** The order's number and which time its payer was asked, of what is written on the money. */
export const splitReference = (reference: string): { readonly number: string; readonly attempt: number } => {
  const at = reference.lastIndexOf('P')
  return laterSchema.safeParse(reference).success
    ? { number: reference.slice(0, at), attempt: Number(reference.slice(at + 1)) }
    : { number: reference, attempt: 1 }
}

type Asked = Pick<Order, 'id' | 'method' | 'plan' | 'total' | 'placedAt'>

/** When it was ordered. */
export const firstAttempt = (order: Asked): Attempt => ({
  ...{ attempt: 1, method: order.method, amount: firstDueOf(order), askedAt: order.placedAt },
})

const selectLater = (sql: Queries, order: string) => sql<Attempt[]>`
  select attempt, method, amount, round(extract(epoch from told_at) * 1000)::bigint as "askedAt"
  from payment_instructions where order_id = ${order} and attempt > 1`

/** A certain time that the payer of an order was asked; null if there was none. */
export const findAttempt = async (sql: Queries, order: Asked, attempt: number): Promise<Attempt | null> => {
  if (attempt === 1) return firstAttempt(order)
  const [row] = await sql<Attempt[]>`${selectLater(sql, order.id)} and attempt = ${attempt}`
  return row ?? null
}

/** The time of which a payment came, by the provider's name for it. */
export const attemptOfPayment = async (sql: Queries, order: Asked, transaction: string): Promise<Attempt> => {
  const [row] = await sql<Attempt[]>`${selectLater(sql, order.id)} and transaction = ${transaction}`
  return row ?? firstAttempt(order)
}

/** Notes which payment came of a time that the payer was asked. */
export const notePayment = async (sql: Sql, order: string, attempt: number, transaction: string): Promise<void> => {
  await sql`
    update payment_instructions set transaction = ${transaction} where order_id = ${order} and attempt = ${attempt} and transaction is null`
}

/** Notes that a time that the payer was asked came to nothing. Whoever tries once more on the provider's own page may pay under it all the same. */
export const noteFailure = async (sql: Sql, order: string, attempt: number): Promise<void> => {
  await sql`
    update payment_instructions set failed_at = clock_timestamp()
    where order_id = ${order} and attempt = ${attempt} and transaction is null and failed_at is null`
}

/**
 * Which time it is that the payer of an order is asked for an amount by some way: one of before that is open still, or a new one. Of two that
 * ask together both get the same.
 * @param order as it was when they asked: who asks once more, since the answer was lost, gets the same though it was paid meanwhile, and not another address to pay at
 */
export const takeAttempt = async (
  sql: Sql,
  order: Asked & Pick<Order, 'payments'>,
  method: PaymentMethod,
  amount: number,
): Promise<Attempt> => {
  const first = firstAttempt(order)
  if (order.payments.length === 0 && first.method === method && first.amount === amount) return first
  const paid = order.payments.flatMap(({ reference }) => reference ?? [])
  return sql.begin(async (tx) => {
    await tx`select from orders where id = ${order.id} for update`
    const [open] = await tx<Attempt[]>`
      ${selectLater(tx, order.id)} and method = ${method} and amount = ${amount} and failed_at is null
        and (transaction is null or not transaction = any(${paid}::text[]))
      order by attempt desc limit 1`
    if (open !== undefined) return open
    const [made] = await tx<Attempt[]>`
      insert into payment_instructions (order_id, attempt, method, amount, told_at, instructions)
      select ${order.id}, coalesce(max(attempt), 1) + 1, ${method}, ${amount}, clock_timestamp(), 'null' from payment_instructions where order_id = ${order.id}
      returning attempt, method, amount, round(extract(epoch from told_at) * 1000)::bigint as "askedAt"`
    if (made === undefined) throw new Error('the payer was asked once more and it is not there')
    return made
  })
}

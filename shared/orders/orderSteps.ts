import { z } from 'zod'
import { orderSchema, orderStates, paymentMethods } from './orders.ts'

export const orderStepKinds = [
  'placed',
  'money',
  /** Its payer has begun to pay, and got time for it. */
  'paying',
  'cancelled',
  'failed',
  /** Its goods lie in a parcel (SPEC O13). */
  'packed',
  'shipped',
  'delivered',
  'delivery_failed',
  'expired',
  'refunded',
  /** A provider was asked to send money back, and did not. */
  'refund_failed',
  /** Its payer was told that something is due soon. */
  'reminded',
  /** All that was pre-ordered has come. */
  'arrived',
  /** A counter sale: placed, paid and handed over at once. */
  'sold',
  /** The bank's statement tells of the money that a person at the counter had seen (SPEC S9, O16). */
  'on_statement',
  /** A person at a counter saw the money come in of which the bank's statement had told before (SPEC O16). */
  'seen',
] as const

/** Something that happened to an order, and who did it (SPEC O10). */
export const orderStepSchema = z.object({
  at: z.number(),
  step: z.enum(orderStepKinds),
  /** The state that the order entered by it; null: it stayed in the one it had. */
  entered: z.enum(orderStates).nullable(),
  /** Money that came in or went back, in minor units. */
  amount: z.number().nullable(),
  method: z.enum(paymentMethods).nullable(),
  /** The reference of money, a parcel, or a reason. */
  detail: z.string().nullable(),
  /** Null: the hub itself, or a provider of payments. */
  channel: z.string().nullable(),
  terminal: z.string().nullable(),
  staff: z.string().nullable(),
})
export type OrderStep = Readonly<z.infer<typeof orderStepSchema>>

/** An order with its story. */
export const toldOrderSchema = orderSchema.extend({ steps: z.array(orderStepSchema) })
export type ToldOrder = Readonly<z.infer<typeof toldOrderSchema>>

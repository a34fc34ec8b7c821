import { z } from 'zod'
import { idSchema, momentSchema, noteSchema } from '../bookings/fields.ts'
import { guestSchema } from '../bookings/bookings.ts'
import { codeSchema } from '../codes.ts'
import { lineSchema } from '../kinds/registry.ts'
import { stockLineSchema } from '../kinds/stock/schema.ts'
import { voucherLineSchema } from '../kinds/voucher/schema.ts'
import { amountSchema, currencySchema, maxAmount } from '../money.ts'
import { printable } from '../text.ts'
import { paymentMethods } from './orders.ts'

const word = z.string().trim().min(1).max(200).regex(printable, 'printable text')

const place = z.strictObject({
  type: z.literal('order.place'),
  order: idSchema,
  number: word,
  /** The hold that it will have, or one that lives already (`adopts`). */
  hold: idSchema,
  adopts: z.boolean(),
  location: codeSchema,
  currency: currencySchema,
  /** With the price of one piece as it was shown. Of an adopted hold: its own lines. */
  lines: z
    .array(z.strictObject({ line: lineSchema, name: z.string(), price: amountSchema }))
    .min(1)
    .max(100),
  method: z.enum(paymentMethods),
  /** In the order of their due dates; empty: all at once. */
  plan: z
    .array(z.strictObject({ kind: z.enum(['deposit', 'balance']), amount: amountSchema, dueAt: momentSchema }))
    .max(24),
  customer: guestSchema.optional(),
  /** How long it may wait for money; default: until the first instalment is due, else as long as the channel holds, or the adopted hold lives. */
  ttlSeconds: z.int().min(1).max(2_592_000).optional(),
  /** Somebody has sold it already, elsewhere: also what the shop does not sell any more (SPEC N2). */
  isSold: z.literal(true).optional(),
})

/** As much as one hold may have. */
export const mostKeptLines = 100

/** As long as a hold may live. */
export const longestKeptSeconds = 2_592_000

/** What a cart at a counter holds is kept for a customer who comes back: an order that takes over the cart's holds (SPEC O18). */
const keep = z.strictObject({
  type: z.literal('order.keep'),
  order: idSchema,
  /** Made at the terminal, unlike any other. */
  number: word,
  /** The hold that the order will have. */
  hold: idSchema,
  /** The cart's own holds; what does not live any more is taken anew. */
  takes: z.array(idSchema).max(2 * mostKeptLines),
  location: codeSchema,
  currency: currencySchema,
  /** With the price of one piece as it was shown. */
  lines: z
    .array(
      z.strictObject({
        line: z.discriminatedUnion('kind', [stockLineSchema, voucherLineSchema]),
        name: z.string().min(1).max(200).regex(printable, 'printable text'),
        price: amountSchema,
      }),
    )
    .min(1)
    .max(mostKeptLines),
  customer: guestSchema.refine(({ name = '', phone = '' }) => `${name}${phone}`.trim() !== '', 'a name or a phone'),
  /** Until when it is kept, if it is not paid in full before. */
  until: momentSchema,
  /** What the customer is asked for first, in minor units; nothing, or as much as all: there is no plan. */
  deposit: amountSchema,
})

/** Far beyond what anybody pays one order in. */
const mostKnown = 1_000

/** Money came in: it has happened (SPEC O3). */
const pay = z.strictObject({
  type: z.literal('order.pay'),
  order: idSchema,
  payment: idSchema,
  method: z.enum(paymentMethods),
  amount: z.int().min(1).max(maxAmount),
  reference: word.optional(),
  /** The payments that whoever took it knew of: a transfer of this amount that is none of them may be this very one, told by the bank before (SPEC O16). */
  knew: z.array(idSchema).max(mostKnown).optional(),
})

const order = { order: idSchema }

/** What terminals give too: all but new orders of channels. */
export const orderStepSchemas = [
  keep,
  pay,
  z.strictObject({ type: z.literal('order.cancel'), ...order, reason: noteSchema.optional() }),
  /** A fault in operation, or of the payment's provider. `onlyUnpaid`: says nothing of an order that is paid (SPEC O7). */
  z.strictObject({ type: z.literal('order.fail'), ...order, reason: noteSchema, onlyUnpaid: z.boolean() }),
  /** Its goods lie in a parcel. */
  z.strictObject({ type: z.literal('order.pack'), ...order, parcel: word.optional() }),
  z.strictObject({ type: z.literal('order.ship'), ...order, carrier: word.optional(), parcel: word.optional() }),
  z.strictObject({ type: z.literal('order.deliver'), ...order }),
  z.strictObject({
    type: z.literal('order.delivery_failed'),
    ...order,
    reason: z.enum(['refused', 'unreachable', 'other']),
  }),
  /** The money went back, by a person's hand. */
  z.strictObject({ type: z.literal('order.refund'), ...order, refund: idSchema, reference: word.optional() }),
] as const

/**
 * The hub's own: looks whether an order's time is over (SPEC O2), or its payer is to be reminded (SPEC G9); tells what came of asking a provider to send
 * money back (SPEC O9).
 */
const ownSchemas = [
  z.strictObject({ type: z.literal('order.lapse'), ...order }),
  z.strictObject({ type: z.literal('order.remind'), ...order }),
  z.strictObject({
    ...{ type: z.literal('order.refund_told'), ...order, refund: idSchema },
    /** Who had it asked. */
    by: word,
    /** Null: the money went back. */
    failure: word.nullable(),
    reference: word.optional(),
  }),
] as const

/** Its payer was sent to a provider's page, or says that the money is on its way (SPEC O12). */
const beginPayment = z.strictObject({
  type: z.literal('order.begin_payment'),
  ...order,
  method: z.enum(paymentMethods),
  /** As its channel gives payers. */
  extendsSeconds: z.int().min(0).max(86_400),
})

export const orderCommandSchemas = [place, beginPayment, ...orderStepSchemas, ...ownSchemas] as const

export const orderCommandSchema = z.discriminatedUnion('type', orderCommandSchemas)
export type OrderCommand = z.infer<typeof orderCommandSchema>
/** Those that people at terminals give too. */
export type OrderStepCommand = z.infer<(typeof orderStepSchemas)[number]>
export type OrderCommandOf<T extends OrderCommand['type']> = Extract<OrderCommand, { type: T }>

const types: ReadonlySet<string> = new Set(orderCommandSchemas.map(({ shape }) => shape.type.value))

/** True for a command on an order that is kept; a counter sale is a fact of its own. */
export const isOrderCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, { type: OrderCommand['type'] }> => types.has(command.type)

const ownTypes: ReadonlySet<string> = new Set(ownSchemas.map(({ shape }) => shape.type.value))

/** True for a command that the hub alone gives. */
export const isOwnOrderCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, z.infer<(typeof ownSchemas)[number]>> => ownTypes.has(command.type)

import { z } from 'zod'
import { codeSchema } from '../codes.ts'
import { lineSchema } from '../kinds/registry.ts'
import { amountSchema, currencySchema } from '../money.ts'
import { printable } from '../text.ts'
import { discountSchema, type PaymentMethod, sumOf } from './orders.ts'

const uuid = z.uuid().lowercase()

/** As terminals wrote a line while only stock was sold: one that was updated may still have such to send. */
const stockOnlySchema = z.looseObject({ sku: z.unknown(), quantity: z.unknown() })

const readLine = (value: unknown): unknown => {
  const { data } = stockOnlySchema.safeParse(value)
  if (data === undefined) return value
  const { sku, quantity, ...rest } = data
  return { line: { kind: 'stock', sku, quantity }, ...rest }
}

const sellLineSchema = z.preprocess(
  readLine,
  z.strictObject({
    line: lineSchema,
    name: z.string().min(1).max(200).regex(printable, 'printable text'),
    /** Price of one, as it was on the shelf when it was sold. */
    price: amountSchema,
    /** The hold under which it stood in the cart, if there was one. */
    hold: uuid.optional(),
  }),
)

/** Far beyond any cart: what has left the shop must never be refused for its length, and a line may be sold on two holds. */
const mostSellLines = 2_000

/** How a counter is paid. */
export const counterMethods = ['cash', 'bank_transfer'] as const satisfies readonly PaymentMethod[]
export type CounterMethod = (typeof counterMethods)[number]

/** How a sale was paid (SPEC S8). */
export const methodOf = ({ method = 'cash' }: { readonly method?: CounterMethod | undefined }): CounterMethod => method

/**
 * A sale at the counter: paid and handed over at once. A fact (SPEC C5, S6): what was sold has left the shop.
 * `tendered` is what the customer gave; change is `tendered − total`, of cash alone.
 */
export const sellSchema = z
  .strictObject({
    type: z.literal('order.sell'),
    order: uuid,
    /** The number that people read on the receipt; unique per terminal, made offline too. */
    number: z.string().min(1).max(32).regex(printable, 'printable text'),
    location: codeSchema,
    currency: currencySchema,
    lines: z.array(sellLineSchema).min(1).max(mostSellLines),
    /** What its vouchers took off, as the customer was told (SPEC S7). */
    discounts: z
      .array(discountSchema.extend({ amount: amountSchema }))
      .max(mostSellLines)
      .optional(),
    total: amountSchema,
    tendered: amountSchema,
    /** Left out for cash, so that a hub and a terminal of different versions understand each other (SPEC S8). */
    method: z.enum(counterMethods).optional(),
    soldAt: z.int().min(0),
  })
  .refine((sell) => sell.total === sumOf(sell.lines, sell.discounts), {
    path: ['total'],
    message: 'the sum of the lines less what vouchers took off',
  })
  .refine((sell) => sell.tendered >= sell.total, { path: ['tendered'], message: 'at least the total' })
  .refine((sell) => methodOf(sell) === 'cash' || sell.tendered === sell.total, {
    path: ['tendered'],
    message: 'just the total, for what was transferred',
  })

export type Sell = z.infer<typeof sellSchema>
export type SellLine = z.infer<typeof sellLineSchema>

import { z } from 'zod'
import { codeSchema } from '../codes.ts'
import { maxQuantity } from '../kinds/stock/schema.ts'
import { amountSchema, currencySchema } from '../money.ts'
import { printable } from '../text.ts'

const uuid = z.uuid().lowercase()

const sellLineSchema = z.strictObject({
  sku: codeSchema,
  name: z.string().min(1).max(200).regex(printable, 'printable text'),
  quantity: z.int().min(1).max(maxQuantity),
  /** Price of one, as it was on the shelf when it was sold. */
  price: amountSchema,
  /** The hold under which it stood in the cart, if there was one. */
  hold: uuid.optional(),
})

/** Far beyond any cart: what has left the shop must never be refused for its length, and a line may be sold on two holds. */
const mostSellLines = 2_000

/** The sum of the lines, in minor units. */
export const totalOf = (lines: readonly { readonly price: number; readonly quantity: number }[]): number =>
  lines.reduce((sum, line) => sum + line.price * line.quantity, 0)

/**
 * A sale at the counter: paid in cash and handed over at once. A fact (SPEC C5, S6): the goods have left the shop.
 * `tendered` is what the customer gave; change is `tendered − total`.
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
    total: amountSchema,
    tendered: amountSchema,
    soldAt: z.int().min(0),
  })
  .refine((sell) => sell.total === totalOf(sell.lines), { path: ['total'], message: 'the sum of the lines' })
  .refine((sell) => sell.tendered >= sell.total, { path: ['tendered'], message: 'at least the total' })

export type Sell = z.infer<typeof sellSchema>
export type SellLine = z.infer<typeof sellLineSchema>

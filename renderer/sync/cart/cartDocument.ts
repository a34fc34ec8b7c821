import { z } from 'zod'

/** A hold that a line stands on, by the command that asked for it. */
const claimSchema = z.object({ command: z.string(), hold: z.string(), quantity: z.int() })

/** A line of a cart: what is wanted (`quantity`), and what the hub was asked for to keep it. */
export const cartLineSchema = z.object({
  id: z.string(),
  sku: z.string(),
  name: z.string(),
  price: z.int(),
  quantity: z.int(),
  /** The customer has it in hand: sold without a hold. */
  inHand: z.boolean(),
  /** The newest hold that was asked for. */
  claim: claimSchema.nullable(),
  /** The hold that `claim` replaces: it stands if `claim` is refused (SPEC H6). */
  before: claimSchema.nullable(),
})

/** A sale that is being put together. The one that is not parked is on the counter. */
export const cartSchema = z.object({
  id: z.string(),
  label: z.string(),
  parkedAt: z.int().nullable(),
  lines: z.array(cartLineSchema),
})

/** The sum of lines, in minor units. */
export const totalOf = (lines: readonly Pick<CartLineDocument, 'price' | 'quantity'>[]): number =>
  lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)

export type Claim = z.infer<typeof claimSchema>
export type CartLineDocument = z.infer<typeof cartLineSchema>
export type CartDocument = z.infer<typeof cartSchema>

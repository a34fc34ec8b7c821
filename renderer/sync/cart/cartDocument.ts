import { z } from 'zod'

/** A hold that a line stands on, by the command that asked for it. */
const claimSchema = z.object({ command: z.string(), hold: z.string(), quantity: z.int() })

/** A line of a cart: what is wanted (`quantity`), and what the hub was asked for to keep it. */
const cartLineSchema = z.object({
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

const seatClaimSchema = z.object({ command: z.string(), hold: z.string(), seats: z.array(z.string()) })

/** Seats of one event that a cart wants: held together, so that they have one fuse. */
const seatGroupSchema = z.object({
  id: z.string(),
  event: z.string(),
  title: z.string(),
  startsAt: z.int(),
  /** What is wanted. Seats that were asked for together share `party`: they are taken whole or not at all. */
  seats: z.array(
    z.object({ seat: z.string(), label: z.string(), category: z.string(), price: z.int(), party: z.string() }),
  ),
  /** As in a line. */
  claim: seatClaimSchema.nullable(),
  before: seatClaimSchema.nullable(),
})

/** A voucher that a cart wants to use: each has a hold of its own, and so a fuse of its own. */
const cartVoucherSchema = z.object({
  id: z.string(),
  code: z.string(),
  /** The campaign's. */
  name: z.string(),
  claim: z.object({ command: z.string(), hold: z.string() }).nullable(),
  before: z.null(),
})

/** A sale that is being put together. The one that is not parked is on the counter. */
export const cartSchema = z.object({
  id: z.string(),
  label: z.string(),
  parkedAt: z.int().nullable(),
  /** What its receipt will have, once a payer was shown it (SPEC S8). */
  number: z.string().nullable().default(null),
  /** The command by which the hub was asked to keep it for a customer, and the order that it makes (SPEC O20). */
  keeping: z.object({ command: z.string(), order: z.string(), number: z.string() }).nullable().default(null),
  lines: z.array(cartLineSchema),
  /** By event. Carts that were kept before there were seats have none. */
  seats: z.array(seatGroupSchema).default([]),
  /** In the order in which they take something off. Carts that were kept before there were vouchers have none. */
  vouchers: z.array(cartVoucherSchema).default([]),
})

/** True for a cart without anything to sell. */
export const hasNoGoods = ({
  lines,
  seats,
}: {
  readonly lines: readonly unknown[]
  readonly seats: readonly unknown[]
}): boolean => lines.length + seats.length === 0

export const isEmpty = (cart: CartDocument): boolean => hasNoGoods(cart) && cart.vouchers.length === 0

/** All that stands on holds in a cart. */
export const wishesOf = ({ lines, seats, vouchers }: CartDocument): readonly Wish<AnyClaim>[] => [
  ...lines,
  ...seats,
  ...vouchers,
]

/** A hold that something in a cart stands on, by the command that asked for it. */
export type AnyClaim = Pick<Claim, 'command' | 'hold'>

/** Something in a cart that stands on holds. */
export interface Wish<C extends AnyClaim> {
  readonly claim: C | null
  readonly before: C | null
}

export type Claim = z.infer<typeof claimSchema>
export type SeatClaim = z.infer<typeof seatClaimSchema>
export type SeatGroup = z.infer<typeof seatGroupSchema>
export type CartVoucherDocument = z.infer<typeof cartVoucherSchema>
export type CartLineDocument = z.infer<typeof cartLineSchema>
export type CartDocument = z.infer<typeof cartSchema>

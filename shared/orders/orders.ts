import { z } from 'zod'
import { type Guest, guestSchema } from '../bookings/bookings.ts'
import { lineSchema, type Line } from '../kinds/registry.ts'
import type { EpochMs } from '../time.ts'
import { type OrderState, orderStates, paymentMethods } from './orderStates.ts'

export { type OrderState, orderStates, type PaymentMethod, paymentMethods } from './orderStates.ts'

/** One line of an order: what is held for it, and what one piece of it cost when it was ordered, in minor units. */
export const orderLineSchema = z.object({ line: lineSchema, name: z.string(), price: z.number() })
export type OrderLine = Readonly<z.infer<typeof orderLineSchema>>

/** What a voucher takes off, in minor units (SPEC V5). */
export const discountSchema = z.object({ code: z.string(), amount: z.number() })
export type Discount = Readonly<z.infer<typeof discountSchema>>

/** A part of the total and when it has to be there. */
export const instalmentSchema = z.object({
  kind: z.enum(['deposit', 'balance']),
  amount: z.number(),
  dueAt: z.number(),
})
export type Instalment = Readonly<z.infer<typeof instalmentSchema>>

/** What was agreed for pre-orders when they were placed (SPEC G7). */
export const termsSchema = z.object({
  /** The most that the shop keeps of the deposit, in minor units (SPEC G8). */
  keeps: z.number(),
  /** How late an instalment may be once the deposit is there. */
  graceSeconds: z.number(),
  /** How long before an instalment is due its payer is reminded, the earliest first. */
  remindBeforeSeconds: z.array(z.number()),
})
export type Terms = Readonly<z.infer<typeof termsSchema>>

/** Money that came in. `reference` is the payer's or provider's own; the same one counts once (SPEC O3). */
export const paymentSchema = z.object({
  id: z.string(),
  method: z.enum(paymentMethods),
  amount: z.number(),
  reference: z.string().nullable(),
  at: z.number(),
  // Those that are not in verdicts of older versions have a default.
  /** The till at which a person took it, or saw it come in (SPEC O14); null: nobody did at one. */
  terminal: z.string().nullable().default(null),
  /** The person. */
  staff: z.string().nullable().default(null),
})
export type Payment = Readonly<z.infer<typeof paymentSchema>>

export const refundReasons = ['late', 'overpaid', 'expired', 'cancelled', 'failed', 'returned'] as const
export type RefundReason = (typeof refundReasons)[number]

export const refundWays = ['by_hand', 'provider'] as const
export type RefundWay = (typeof refundWays)[number]

/** Money that has to go back, and whether it has. `withdrawn`: the order stands again, and the money is its own (SPEC O6). */
export const refundSchema = z.object({
  id: z.string(),
  amount: z.number(),
  state: z.enum(['due', 'done', 'withdrawn']),
  reason: z.enum(refundReasons),
  raisedAt: z.number(),
  doneAt: z.number().nullable(),
  // Those that are not in verdicts of older versions have a default.
  /** Who sent it: a person, or a channel. */
  doneBy: z.string().nullable().default(null),
  way: z.enum(refundWays).nullable().default(null),
  /** The bank's or the provider's name for it. */
  reference: z.string().nullable().default(null),
  /** A provider was asked to send it, and may have: it cannot be withdrawn any more. */
  isAsked: z.boolean().default(false),
  /** Of one that is due: why the last try failed, and when. */
  failure: z.string().nullable().default(null),
  failedAt: z.number().nullable().default(null),
})
export type Refund = Readonly<z.infer<typeof refundSchema>>

/** An order as it crosses the wire: moments in milliseconds of the hub's clock, money in minor units of `currency`. */
export const orderSchema = z.object({
  id: z.string(),
  /** What people read and say. */
  number: z.string(),
  state: z.enum(orderStates),
  /** The hold that has all it takes. Late money gives it another (SPEC O6). */
  hold: z.string(),
  channel: z.string(),
  location: z.string(),
  currency: z.string(),
  lines: z.array(orderLineSchema),
  discounts: z.array(discountSchema),
  /** After discounts. */
  total: z.number(),
  method: z.enum(paymentMethods),
  plan: z.array(instalmentSchema),
  payments: z.array(paymentSchema),
  refunds: z.array(refundSchema),
  customer: guestSchema.nullable(),
  placedAt: z.number(),
  /** Of one that is not paid in full: from then on it is expired (SPEC O2). */
  expiresAt: z.number(),
  endedAt: z.number().nullable(),
  reason: z.string().nullable(),
  /** What goods that came back were worth, in minor units (SPEC R7). */
  cameBack: z.number().default(0),
  carrier: z.string().nullable(),
  parcel: z.string().nullable(),
  /** When it was packed (SPEC O13). */
  packedAt: z.number().nullable().default(null),
  // Those that are not in verdicts of older versions have a default.
  /** Null: nothing is pre-ordered. */
  terms: termsSchema.nullable().default(null),
  /** What the shop keeps of the deposit, in minor units (SPEC G8). */
  kept: z.number().default(0),
  /** How many pieces that were pre-ordered have not come (SPEC G5). */
  toCome: z.number().default(0),
  /** Reminders whose moments are not after this one were told, or are of no use (SPEC G9). */
  remindFrom: z.number().default(0),
  /** When its deadline was put off because its payer had begun to pay (SPEC O12). */
  extendedAt: z.number().nullable().default(null),
})

/** What somebody buys, and the money for it. */
export type Order = Readonly<z.infer<typeof orderSchema>>

/** Sold at a counter: it has no hold of its own, and its id stands there. */
export const isCounterSale = ({ id, hold }: Pick<Order, 'id' | 'hold'>): boolean => hold === id

/** Waits for money; it ends by itself when that does not come. */
export const isUnpaid = (state: OrderState): state is 'awaiting_payment' | 'deposit_paid' =>
  state === 'awaiting_payment' || state === 'deposit_paid'

/** The state as a reader must see it at `now` (SPEC O2). */
export const orderStateAt = ({ state, expiresAt }: Pick<Order, 'state' | 'expiresAt'>, now: EpochMs): OrderState =>
  isUnpaid(state) && expiresAt <= now ? 'expired' : state

/** How many pieces a line is; a voucher is none. */
export const piecesOf = (line: Line): number => {
  switch (line.kind) {
    case 'stock':
    case 'preorder':
      return line.quantity
    case 'slot':
    case 'seat':
      return 1
    case 'voucher':
      return 0
  }
}

/** How many pieces of these are still to come when they are ordered. */
export const toComeOf = (lines: readonly OrderLine[]): number =>
  lines.reduce((sum, { line }) => (line.kind === 'preorder' ? sum + line.quantity : sum), 0)

/** The sum of the lines less what vouchers take off, in minor units. */
export const sumOf = (lines: readonly OrderLine[], discounts: readonly Discount[] = []): number =>
  lines.reduce((sum, { line, price }) => sum + piecesOf(line) * price, 0) -
  discounts.reduce((sum, { amount }) => sum + amount, 0)

/** What came in and has neither gone back nor has to, nor is kept, in minor units. */
export const moneyOf = ({ payments, refunds, kept }: Pick<Order, 'payments' | 'refunds' | 'kept'>): number =>
  payments.reduce((sum, { amount }) => sum + amount, 0) -
  refunds.reduce((sum, { amount, state }) => (state === 'withdrawn' ? sum : sum + amount), 0) -
  kept

/** What the order is worth without the goods that came back, in minor units. */
export const worthOf = ({ total, cameBack }: Pick<Order, 'total' | 'cameBack'>): number => total - cameBack

/** What is still to be paid, in minor units; nothing once the order has ended without its goods. */
export const dueOf = (order: Order, now: EpochMs): number => {
  const state = orderStateAt(order, now)
  return state === 'expired' || state === 'cancelled' || state === 'failed' || state === 'returned'
    ? 0
    : Math.max(0, worthOf(order) - moneyOf(order))
}

/** The first instalment of the plan that this much money does not reach; null once it reaches them all. */
export const nextInstalment = (plan: readonly Instalment[], money: number): Instalment | null => {
  let reached = 0
  for (const instalment of plan) {
    reached += instalment.amount
    if (money < reached) return instalment
  }
  return null
}

/** What is asked of a payer at a counter, in minor units: what the next instalment lacks, else all that is due (SPEC O15). */
export const nextPartOf = ({ plan }: Pick<Order, 'plan'>, money: number, due: number): number => {
  const next = nextInstalment(plan, money)
  if (next === null) return due
  const reached = plan.slice(0, plan.indexOf(next) + 1).reduce((sum, { amount }) => sum + amount, 0)
  return Math.min(due, reached - money)
}

export type { Guest }

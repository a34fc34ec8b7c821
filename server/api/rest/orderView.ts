import { z } from 'zod'
import { saidMomentSchema } from '../../../shared/saidMoment.ts'
import { guestSchema } from '../../../shared/bookings/bookings.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { type Kind, type Line, lineSchema } from '../../../shared/kinds/registry.ts'
import { preorderLineSchema } from '../../../shared/kinds/preorder/schema.ts'
import { seatLineSchema } from '../../../shared/kinds/seat/schema.ts'
import { slotLineSchema } from '../../../shared/kinds/slot/schema.ts'
import { stockLineSchema } from '../../../shared/kinds/stock/schema.ts'
import { voucherLineSchema } from '../../../shared/kinds/voucher/schema.ts'
import { type Money, moneySchema, toldMoneySchema } from '../../../shared/money.ts'
import {
  dueOf,
  moneyOf,
  type Order,
  orderStates,
  paymentMethods,
  type Refund,
  refundReasons,
  refundWays,
} from '../../../shared/orders/orders.ts'
import { ttlSecondsSchema, uuidSchema } from '../../../shared/protocol/commands.ts'
import { toRfc3339, type EpochMs } from '../../../shared/time.ts'
import type { Instructions } from '../../payments/provider.ts'
import { momentSchema } from './schemas.ts'

const price = { price: moneySchema.optional().meta({ description: 'of one; default: what it costs now' }) }

/** A line of each kind, with the price at which it is sold. */
const pricedLines = {
  stock: stockLineSchema.extend(price),
  slot: slotLineSchema.extend(price),
  seat: seatLineSchema.extend(price),
  preorder: preorderLineSchema.extend(price),
  // It has none: what it takes off is the campaign's to say.
  voucher: voucherLineSchema.extend({ price: z.never().optional() }),
} satisfies { readonly [K in Kind]: z.ZodType }

const { stock, slot, seat, preorder, voucher } = pricedLines
const pricedLineSchema = z.discriminatedUnion('kind', [stock, slot, seat, preorder, voucher])
export type PricedLine = z.infer<typeof pricedLineSchema>

const told = { name: z.string(), price: moneySchema }
const toldLineSchema = z.discriminatedUnion('kind', [
  stockLineSchema.extend(told),
  slotLineSchema.extend(told),
  seatLineSchema.extend(told),
  preorderLineSchema.extend(told),
  voucherLineSchema.extend(told),
])

/** A line without its price. */
export const lineOf = (priced: PricedLine): Line =>
  lineSchema.parse(Object.fromEntries(Object.entries(priced).filter(([field]) => field !== 'price')))

const planSchema = z
  .array(z.strictObject({ kind: z.enum(['deposit', 'balance']), amount: moneySchema, dueAt: saidMomentSchema }))
  .min(1)
  .max(24)
  .meta({ description: 'in the order of their due dates; together the total' })

/** What is asked for when ordering. */
export const newOrderSchema = z
  .strictObject({
    location: codeSchema.optional().meta({ description: 'of an order by `lines`; a hold has its own' }),
    lines: z.array(pricedLineSchema).min(1).max(100).optional(),
    hold: uuidSchema.optional().meta({ description: 'a live hold of this channel, instead of `lines`' }),
    customer: guestSchema.optional(),
    payment: z.strictObject({ method: z.enum(paymentMethods), plan: planSchema.optional() }),
    ttlSeconds: ttlSecondsSchema.optional(),
  })
  .refine(({ lines, hold }) => (lines === undefined) !== (hold === undefined), {
    path: ['lines'],
    message: 'name either lines or a hold',
  })
  .refine(({ lines, location }) => lines === undefined || location !== undefined, {
    path: ['location'],
    message: 'lines are of a location',
  })
  .meta({ id: 'NewOrder' })
export type NewOrder = z.infer<typeof newOrderSchema>

/** Where a transfer goes. */
export const accountSchema = z
  .object({
    bank: z.string().meta({ description: 'by its six digits at NAPAS' }),
    number: z.string(),
    name: z.string(),
  })
  .meta({ id: 'BankAccount' })

/** An order as REST tells it. */
export const orderSchema = z
  .object({
    id: z.uuid(),
    number: z.string(),
    state: z.enum(orderStates),
    hold: z.uuid(),
    channel: z.string(),
    location: z.string(),
    total: toldMoneySchema,
    discounts: z
      .array(z.object({ code: z.string(), amount: toldMoneySchema }))
      .meta({ description: 'what vouchers take off' }),
    paid: toldMoneySchema.meta({ description: 'what came in and has not to go back' }),
    due: toldMoneySchema,
    kept: toldMoneySchema.optional().meta({ description: 'of a deposit, as the terms of the pre-order say' }),
    toCome: z
      .number()
      .optional()
      .meta({ description: 'pieces that were pre-ordered and have not come: until then it is not shipped' }),
    placedAt: momentSchema,
    expiresAt: momentSchema.optional().meta({ description: 'of one that waits for money: from then on it is expired' }),
    packedAt: momentSchema.optional().meta({ description: 'when its goods were put into a parcel' }),
    endedAt: momentSchema.optional(),
    reason: z.string().optional(),
    lines: z.array(toldLineSchema),
    checkoutUrl: z
      .string()
      .optional()
      .meta({ description: 'the hub’s own page for who pays it: its address is its key. Told when it is placed' }),
    payment: z.object({
      method: z.enum(paymentMethods),
      reference: z.string().meta({ description: 'by which the money is found again' }),
      amount: toldMoneySchema.optional().meta({ description: 'what is to be paid now, where somebody has just asked' }),
      url: z.string().optional(),
      qr: z.string().optional(),
      account: accountSchema.optional(),
      plan: planSchema.optional(),
    }),
    payments: z.array(
      z.object({
        id: z.uuid(),
        method: z.enum(paymentMethods),
        amount: toldMoneySchema,
        reference: z.string().optional(),
        at: momentSchema,
        terminal: z
          .uuid()
          .optional()
          .meta({ description: 'the till at which it was taken, or seen to come in; by whom is `staff`' }),
        staff: z.string().optional(),
      }),
    ),
    refunds: z.array(
      z.object({
        id: z.uuid(),
        amount: toldMoneySchema,
        state: z.enum(['due', 'done']),
        reason: z.enum(refundReasons),
        raisedAt: momentSchema,
        doneAt: momentSchema.optional(),
        doneBy: z.string().optional(),
        way: z.enum(refundWays).optional(),
        reference: z.string().optional(),
        failure: z.string().optional(),
        failedAt: momentSchema.optional(),
      }),
    ),
    carrier: z.string().optional(),
    parcel: z.string().optional(),
    customer: guestSchema.optional().meta({ description: 'only for the channel that ordered, and for admin keys' }),
  })
  .meta({ id: 'Order' })

const moment = (time: number | null): string | undefined => (time === null ? undefined : toRfc3339(time))

const tellRefund = (
  { id, amount, reason, raisedAt, doneAt, doneBy, way, reference, failure, failedAt }: Refund,
  state: 'due' | 'done',
  money: (amount: number) => Money,
) => ({
  ...{ id, amount: money(amount), state, reason, raisedAt: toRfc3339(raisedAt) },
  ...{ doneAt: moment(doneAt), doneBy: doneBy ?? undefined, way: way ?? undefined, reference: reference ?? undefined },
  ...{ failure: failure ?? undefined, failedAt: moment(failedAt) },
})

/** How it is to be paid, where somebody has just asked: what is to be paid now, and the page for it. */
type Told = Instructions & { readonly amount?: number; readonly checkoutUrl?: string }

/** An order as of `now`, with how it is to be paid where somebody has just asked. */
export const tellOrder = (
  order: Order,
  now: EpochMs,
  { checkoutUrl, amount: asked, ...instructions }: Told = { reference: order.number },
): z.infer<typeof orderSchema> => {
  const money = (amount: number): Money => ({ amount, currency: order.currency })
  const waits = order.state === 'awaiting_payment' || order.state === 'deposit_paid'
  const plan = order.plan.map(({ kind, amount, dueAt }) => ({ kind, amount: money(amount), dueAt: toRfc3339(dueAt) }))
  return {
    ...{ id: order.id, number: order.number, state: order.state, hold: order.hold, channel: order.channel },
    ...{ location: order.location, total: money(order.total), paid: money(moneyOf(order)) },
    discounts: order.discounts.map(({ code, amount }) => ({ code, amount: money(amount) })),
    ...(order.kept > 0 ? { kept: money(order.kept) } : {}),
    ...(order.toCome > 0 ? { toCome: order.toCome } : {}),
    ...{ due: money(dueOf(order, now)), placedAt: toRfc3339(order.placedAt) },
    expiresAt: waits ? toRfc3339(order.expiresAt) : undefined,
    ...{ packedAt: moment(order.packedAt), endedAt: moment(order.endedAt), reason: order.reason ?? undefined },
    lines: order.lines.map(({ line, name, price: amount }) => ({ ...line, name, price: money(amount) })),
    ...(checkoutUrl === undefined ? {} : { checkoutUrl }),
    payment: {
      ...{ method: order.method, ...instructions },
      ...(asked === undefined ? {} : { amount: money(asked) }),
      ...(plan.length === 0 ? {} : { plan }),
    },
    payments: order.payments.map(({ id, method, amount, reference, at, terminal, staff }) => ({
      ...{ id, method, amount: money(amount), at: toRfc3339(at) },
      ...(reference === null ? {} : { reference }),
      ...(terminal === null ? {} : { terminal }),
      ...(staff === null ? {} : { staff }),
    })),
    refunds: order.refunds.flatMap((refund) =>
      refund.state === 'withdrawn' ? [] : [tellRefund(refund, refund.state, money)],
    ),
    ...{ carrier: order.carrier ?? undefined, parcel: order.parcel ?? undefined },
    ...(order.customer === null ? {} : { customer: order.customer }),
  }
}

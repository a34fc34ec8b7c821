import { z } from 'zod'
import { toldMoneySchema } from '../../shared/money.ts'
import { firstToPay } from '../../shared/orders/firstToPay.ts'
import { dueOf, isUnpaid, moneyOf, type Order, orderStates, piecesOf } from '../../shared/orders/orders.ts'
import type { EpochMs } from '../../shared/time.ts'
import { readOrder } from '../orders/readOrders.ts'
import type { Sql } from '../db/connect.ts'
import { eventOfOrderSchema, readEventsOf } from './eventsOf.ts'

const moment = z.iso.datetime({ offset: true })

/** An order as its payer sees it. Times are durations, since a payer's clock may be wrong. */
export const checkoutSchema = z
  .object({
    number: z.string(),
    state: z.enum(orderStates),
    shop: z.string(),
    lines: z.array(z.object({ name: z.string(), quantity: z.number(), price: toldMoneySchema })),
    discounts: z.array(z.object({ code: z.string(), amount: toldMoneySchema })),
    total: toldMoneySchema,
    paid: toldMoneySchema.meta({ description: 'what came in and has not to go back' }),
    /** What is asked for now: the first instalment that is not there, or all that is due. */
    asked: toldMoneySchema,
    due: toldMoneySchema.meta({ description: 'all that is still to be paid' }),
    back: toldMoneySchema.meta({ description: 'what goes back, or has' }),
    leftMs: z.number().nullable().meta({ description: 'until it ends by itself; null if it waits for no money' }),
    wholeMs: z.number().nullable(),
    plan: z.array(z.object({ kind: z.enum(['deposit', 'balance']), amount: toldMoneySchema, dueAt: moment })),
    events: z.array(eventOfOrderSchema).meta({
      description:
        'the public events whose seats it is about, the first one first; none that is not public or long over',
    }),
    timeZone: z.string(),
    placedAt: moment,
  })
  .meta({ id: 'Checkout' })
export type Checkout = z.infer<typeof checkoutSchema>

/** @returns null if there is no such order */
export const readCheckout = async (sql: Sql, id: string): Promise<{ order: Order; checkout: Checkout } | null> => {
  const found = await readOrder(sql, id)
  if (found === null) return null
  const { order, now } = found
  const [[place], events] = await Promise.all([
    sql<{ name: string; timeZone: string }[]>`
      select name, time_zone as "timeZone" from locations where code = ${order.location}`,
    readEventsOf(sql, order),
  ])
  if (place === undefined) throw new Error(`order ${id} is of no location`)
  return { order, checkout: { ...tellCheckout(order, place, now), events } }
}

const tellCheckout = (
  order: Order,
  place: { name: string; timeZone: string },
  now: EpochMs,
): Omit<Checkout, 'events'> => {
  const money = (amount: number) => ({ amount, currency: order.currency })
  const waits = isUnpaid(order.state)
  return {
    ...{ number: order.number, state: order.state, shop: place.name, timeZone: place.timeZone },
    lines: order.lines.flatMap(({ line, name, price }) =>
      line.kind === 'voucher' ? [] : [{ name, quantity: piecesOf(line), price: money(price) }],
    ),
    discounts: order.discounts.map(({ code, amount }) => ({ code, amount: money(amount) })),
    ...{ total: money(order.total), paid: money(moneyOf(order)) },
    ...{ asked: money(waits ? firstToPay(order) : 0), due: money(dueOf(order, now)) },
    back: money(order.refunds.reduce((sum, { amount, state }) => (state === 'withdrawn' ? sum : sum + amount), 0)),
    leftMs: waits ? Math.max(0, order.expiresAt - now) : null,
    wholeMs: waits ? order.expiresAt - order.placedAt : null,
    plan: order.plan.map(({ kind, amount, dueAt }) => ({
      ...{ kind, amount: money(amount), dueAt: new Date(dueAt).toISOString() },
    })),
    placedAt: new Date(order.placedAt).toISOString(),
  }
}

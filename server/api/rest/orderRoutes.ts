import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { moneySchema } from '../../../shared/money.ts'
import type { OrderCommand } from '../../../shared/orders/orderCommands.ts'
import { type Order, type OrderLine, orderStates, paymentMethods, sumOf } from '../../../shared/orders/orders.ts'
import { reasonSchema, uuidSchema } from '../../../shared/protocol/commands.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import { printable } from '../../../shared/text.ts'
import type { Caller } from '../../auth/callers.ts'
import { readCurrency } from '../../catalogue/items.ts'
import { readHold } from '../../holds/holds.ts'
import { priceLines } from '../../orders/prices.ts'
import { findOrderOfRefund, listOrders, readOrder, takeNumber } from '../../orders/readOrders.ts'
import { discountsNow } from '../../vouchers/discountsNow.ts'
import type { Provider } from '../../payments/provider.ts'
import type { Hub } from '../hub.ts'
import { invalid, type Misfit, notFound } from '../problem.ts'
import { instruct } from './instruct.ts'
import { lineOf, type NewOrder, newOrderSchema, orderSchema, tellOrder } from './orderView.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, pageSchema, uuidCursor } from './schemas.ts'
import { answerWithVerdict } from './verdicts.ts'

const orderParams = z.object({ id: uuidSchema })
const word = z.string().trim().min(1).max(200).regex(printable, 'printable text')

const orderOf = (outcome: Outcome): Order => {
  if (outcome.type !== 'order') throw new Error(`an order was asked for and came out as ${outcome.type}`)
  return outcome.order
}

/** As it was when the verdict was given: a repeat tells the same to the byte. */
const tell = (outcome: Outcome): string => {
  const order = orderOf(outcome)
  return JSON.stringify(tellOrder(order, 0))
}

/** What is wrong with the amounts of an order, if anything. */
const misfitsOf = ({ lines = [], payment: { plan = [] } }: NewOrder, currency: string, total: number): Misfit[] => {
  const message = `prices of this shop are in ${currency}`
  const wrong = [
    ...lines.flatMap(({ price }, n) =>
      price !== undefined && price.currency !== currency ? [{ path: `lines.${n}.price.currency`, message }] : [],
    ),
    ...plan.flatMap(({ amount }, n) =>
      amount.currency === currency ? [] : [{ path: `payment.plan.${n}.amount.currency`, message }],
    ),
  ]
  const planned = plan.reduce((sum, { amount }) => sum + amount.amount, 0)
  if (plan.length > 0 && planned !== total)
    wrong.push({ path: 'payment.plan', message: `adds up to ${planned}, the order to ${total}` })
  const dates = plan.map(({ dueAt }) => Date.parse(dueAt))
  if (dates.some((date, n) => n > 0 && date < (dates[n - 1] ?? 0)))
    wrong.push({ path: 'payment.plan', message: 'is not in the order of its due dates' })
  return wrong
}

/** As this caller may see it. */
const show = (order: Order, now: number, caller: Caller): z.infer<typeof orderSchema> =>
  tellOrder(caller.isAdmin || caller.giver.channel === order.channel ? order : { ...order, customer: null }, now)

/** `/v1/orders`: what is bought, and the money for it. */
export const orderRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Orders']

  const providerOf = ({ payment: { method } }: NewOrder): Provider => {
    const provider = hub.providers.get(method)
    if (provider === undefined)
      throw invalid([{ path: 'payment.method', message: `this shop is not set up to be paid by ${method}` }])
    return provider
  }

  /** What is ordered, with its prices: new lines, or those of a hold that the caller has. */
  const wantedBy = async (body: NewOrder, caller: Caller): Promise<{ location: string; lines: OrderLine[] }> => {
    if (body.lines !== undefined && body.location !== undefined) {
      const asked = body.lines.map((line) => ({ line: lineOf(line), price: line.price?.amount }))
      return { location: body.location, lines: await priceLines(hub.sql, asked) }
    }
    const id = body.hold ?? ''
    const hold = await readHold(hub.sql, id)
    if (hold === null || (!caller.isAdmin && hold.channel !== caller.giver.channel)) throw notFound('hold', id)
    if (body.location !== undefined && body.location !== hold.location)
      throw invalid([{ path: 'location', message: `the hold is at ${hold.location}` }])
    const asked = hold.lines.map((line) => ({ line, price: undefined }))
    return { location: hold.location, lines: await priceLines(hub.sql, asked) }
  }

  app.post(
    '/v1/orders',
    {
      schema: { tags, summary: 'Order, and be told how to pay', body: newOrderSchema, response: { 201: orderSchema } },
    },
    async (request, reply) => {
      const { body } = request
      const provider = providerOf(body)
      const [{ location, lines }, currency, number] = await Promise.all([
        wantedBy(body, callerOf(request)),
        readCurrency(hub.sql),
        takeNumber(hub.sql),
      ])
      const total = sumOf(lines, await discountsNow(hub.sql, lines))
      const wrong = misfitsOf(body, currency, total)
      if (wrong.length > 0) throw invalid(wrong)
      const asked = body.payment.plan?.[0]?.amount.amount ?? total
      const refused = asked === 0 ? null : provider.refuses?.({ amount: asked, currency })
      if (typeof refused === 'string') throw invalid([{ path: 'payment.method', message: refused }])
      const command: OrderCommand = {
        ...{ type: 'order.place', order: hub.newId(), hold: body.hold ?? hub.newId(), adopts: body.hold !== undefined },
        ...{ number, location, currency, lines, method: body.payment.method },
        plan: (body.payment.plan ?? []).map(({ kind, amount, dueAt }) => ({
          ...{ kind, amount: amount.amount, dueAt: Date.parse(dueAt) },
        })),
        ...(body.customer === undefined ? {} : { customer: body.customer }),
        ...(body.ttlSeconds === undefined ? {} : { ttlSeconds: body.ttlSeconds }),
      }
      const instructed = async (outcome: Outcome): Promise<string> => {
        const order = orderOf(outcome)
        return JSON.stringify(tellOrder(order, 0, await instruct(hub, provider, order)))
      }
      return answerWithVerdict(hub, request, reply, { command, status: 201, tell: instructed })
    },
  )

  /** A step of an order that a key may take. */
  const step = <Body extends z.ZodType>(
    path: string,
    summary: string,
    body: Body,
    commandOf: (order: string, body: z.infer<Body>) => OrderCommand | Promise<OrderCommand>,
  ): void => {
    app.post(
      `/v1/orders/:id/${path}`,
      { schema: { tags, summary, params: orderParams, body, response: { 200: orderSchema } } },
      async (request, reply) => {
        const command = await commandOf(request.params.id, body.parse(request.body))
        return answerWithVerdict(hub, request, reply, { command, status: 200, tell })
      },
    )
  }

  const none = z.strictObject({}).nullish()
  const maybeReason = z.strictObject({ reason: reasonSchema.optional() }).nullish()

  step(
    'payments',
    'Money that a person took',
    z.strictObject({
      amount: moneySchema.refine(({ amount }) => amount > 0, 'is nothing'),
      method: z.enum(paymentMethods),
      reference: word.optional(),
    }),
    async (order, { amount: { amount, currency }, method, reference }) => {
      const own = await readCurrency(hub.sql)
      if (currency !== own) throw invalid([{ path: 'amount.currency', message: `prices of this shop are in ${own}` }])
      return {
        ...{ type: 'order.pay', order, payment: hub.newId(), method, amount },
        ...(reference === undefined ? {} : { reference }),
      }
    },
  )
  step('cancel', 'The customer does not want it: everything is free at once', maybeReason, (order, body) => ({
    ...{ type: 'order.cancel', order },
    ...(body?.reason === undefined ? {} : { reason: body.reason }),
  }))
  step(
    'fail',
    'A fault in operation, also after payment: everything is back at once, money is a refund due',
    z.strictObject({ reason: reasonSchema }),
    (order, { reason }) => ({ type: 'order.fail', order, reason, onlyUnpaid: false }),
  )
  step(
    'ship',
    'It has left',
    z.strictObject({ carrier: word.optional(), parcel: word.optional() }).nullish(),
    (order, body) => ({
      ...{ type: 'order.ship', order },
      ...(body?.carrier === undefined ? {} : { carrier: body.carrier }),
      ...(body?.parcel === undefined ? {} : { parcel: body.parcel }),
    }),
  )
  step('deliver', 'It has arrived', none, (order) => ({ type: 'order.deliver', order }))
  step(
    'delivery-failed',
    'It could not be handed over',
    z.strictObject({ reason: z.enum(['refused', 'unreachable', 'other']) }),
    (order, { reason }) => ({ type: 'order.delivery_failed', order, reason }),
  )

  app.post(
    '/v1/refunds/:id/done',
    {
      schema: { tags, summary: 'The money went back', params: orderParams, body: none, response: { 200: orderSchema } },
    },
    async (request, reply) => {
      const { id: refund } = request.params
      const order = await findOrderOfRefund(hub.sql, refund)
      if (order === null) throw notFound('refund', refund)
      const command: OrderCommand = { type: 'order.refund', order, refund }
      return answerWithVerdict(hub, request, reply, { command, status: 200, tell })
    },
  )

  app.get(
    '/v1/orders/:id',
    { schema: { tags, summary: 'One order, as it is now', params: orderParams, response: { 200: orderSchema } } },
    async (request) => {
      const found = await readOrder(hub.sql, request.params.id)
      if (found === null) throw notFound('order', request.params.id)
      return show(found.order, found.now, callerOf(request))
    },
  )

  app.get(
    '/v1/orders',
    {
      schema: {
        ...{ tags, summary: 'Orders, newest first' },
        querystring: z.strictObject({
          ...{ state: z.enum(orderStates).optional(), channel: codeSchema.optional() },
          ...{ location: codeSchema.optional(), cursor: uuidCursor, limit: limitSchema },
        }),
        response: { 200: pageSchema(orderSchema) },
      },
    },
    async (request) => {
      const { cursor, limit = defaultLimit, ...query } = request.query
      const { data, nextCursor, now } = await listOrders(hub.sql, { ...query, before: cursor?.[0], limit })
      const caller = callerOf(request)
      return { data: data.map((order) => show(order, now, caller)), nextCursor }
    },
  )
}

import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { moneySchema } from '../../../shared/money.ts'
import type { OrderCommand } from '../../../shared/orders/orderCommands.ts'
import { type Order, orderStates, paymentMethods } from '../../../shared/orders/orders.ts'
import { reasonSchema } from '../../../shared/protocol/commands.ts'
import { printable } from '../../../shared/text.ts'
import type { Caller } from '../../auth/callers.ts'
import { readCurrency, searchTextSchema } from '../../catalogue/items.ts'
import { listOrders, readOrder } from '../../orders/readOrders.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound } from '../problem.ts'
import { orderParams, tellOutcome } from './orderAnswers.ts'
import { orderSchema, tellOrder } from './orderView.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, pageSchema, uuidCursor } from './schemas.ts'
import { answerWithVerdict } from './verdicts.ts'

const word = z.string().trim().min(1).max(200).regex(printable, 'printable text')

/** As this caller may see it. */
const show = (order: Order, now: number, caller: Caller): z.infer<typeof orderSchema> =>
  tellOrder(caller.isAdmin || caller.giver.channel === order.channel ? order : { ...order, customer: null }, now)

/** `/v1/orders`: what is bought, and the money for it. */
export const orderRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Orders']

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
        return answerWithVerdict(hub, request, reply, { command, status: 200, tell: tellOutcome })
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
    'pack',
    'Its goods lie in a parcel; it stays paid',
    z.strictObject({ parcel: word.optional() }).nullish(),
    (order, body) => ({
      ...{ type: 'order.pack', order },
      ...(body?.parcel === undefined ? {} : { parcel: body.parcel }),
    }),
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
          query: searchTextSchema
            .optional()
            .meta({ description: 'words of its number, what was ordered and, of the own channel’s, its customer' }),
          ...{ location: codeSchema.optional(), cursor: uuidCursor, limit: limitSchema },
        }),
        response: { 200: pageSchema(orderSchema) },
      },
    },
    async (request) => {
      const { cursor, limit = defaultLimit, query: text, ...query } = request.query
      const caller = callerOf(request)
      const customersOf = caller.isAdmin ? null : caller.giver.channel
      const page = { ...query, text, customersOf, before: cursor?.[0], limit }
      const { data, nextCursor, now } = await listOrders(hub.sql, page)
      return { data: data.map((order) => show(order, now, caller)), nextCursor }
    },
  )
}

import { z } from 'zod'
import { guestSchema } from '../../../shared/bookings/bookings.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { toldMoneySchema } from '../../../shared/money.ts'
import type { OrderCommand } from '../../../shared/orders/orderCommands.ts'
import { paymentMethods, refundReasons, refundWays } from '../../../shared/orders/orders.ts'
import { printable } from '../../../shared/text.ts'
import type { Caller } from '../../auth/callers.ts'
import { listRefunds, type RefundRow } from '../../orders/listRefunds.ts'
import { findOrderOfRefund } from '../../orders/readOrders.ts'
import { changed } from '../../feed/announce.ts'
import { type SentRefund, sendRefund } from '../../payments/sendRefund.ts'
import { atMost } from '../atMost.ts'
import type { Hub } from '../hub.ts'
import { notFound, Problem } from '../problem.ts'
import { answerOnce, bodyHashOf } from './idempotency.ts'
import { orderParams, tellOutcome } from './orderAnswers.ts'
import { orderSchema, tellOrder } from './orderView.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, momentSchema, pageSchema, uuidCursor } from './schemas.ts'
import { answerWithVerdict } from './verdicts.ts'

const tags = ['Orders']
const word = z.string().trim().min(1).max(200).regex(printable, 'printable text')

const refundSchema = z
  .object({
    ...{ id: z.uuid(), amount: toldMoneySchema, state: z.enum(['due', 'done']), reason: z.enum(refundReasons) },
    raisedAt: momentSchema,
    ...{ doneAt: momentSchema.optional(), doneBy: z.string().optional() },
    way: z.enum(refundWays).optional(),
    reference: z.string().optional().meta({ description: 'the bank’s or the provider’s name for it' }),
    failure: z.string().optional().meta({ description: 'of one that is due: why the last try failed' }),
    failedAt: momentSchema.optional(),
    order: z.object({
      ...{ id: z.uuid(), number: z.string(), channel: z.string(), location: z.string() },
      methods: z.array(z.enum(paymentMethods)).meta({ description: 'by which money came in' }),
      customer: guestSchema.optional().meta({ description: 'only for the channel that ordered, and for admin keys' }),
    }),
  })
  .meta({ id: 'Refund' })

const tell = (row: RefundRow, caller: Caller): z.infer<typeof refundSchema> => {
  const { id, amount, currency, state, reason, raisedAt, doneAt, doneBy, way, reference, failure, failedAt } = row
  const { order, number, channel, location, customer, methods } = row
  const mayKnow = caller.isAdmin || caller.giver.channel === channel
  return {
    ...{ id, amount: { amount, currency }, state, reason, raisedAt: raisedAt.toISOString() },
    ...(doneAt === null ? {} : { doneAt: doneAt.toISOString() }),
    ...(doneBy === null ? {} : { doneBy }),
    ...(way === null ? {} : { way }),
    ...(reference === null ? {} : { reference }),
    ...(failure === null ? {} : { failure }),
    ...(failedAt === null ? {} : { failedAt: failedAt.toISOString() }),
    order: { id: order, number, channel, location, methods, ...(mayKnow && customer !== null ? { customer } : {}) },
  }
}

/** `/v1/refunds`: money that has to go back. */
export const refundRoutes = (app: RestApp, hub: Hub): void => {
  // Whoever waits for a provider keeps a connection for the answer, and writes down with another what is asked.
  const fewAtATime = atMost(2)

  app.get(
    '/v1/refunds',
    {
      schema: {
        ...{ tags, summary: 'Money that has to go back, or has gone, newest first' },
        querystring: z.strictObject({
          ...{ state: z.enum(['due', 'done']).optional(), channel: codeSchema.optional() },
          ...{ location: codeSchema.optional(), cursor: uuidCursor, limit: limitSchema },
        }),
        response: { 200: pageSchema(refundSchema) },
      },
    },
    async (request) => {
      const { cursor, limit = defaultLimit, ...query } = request.query
      const { data, nextCursor } = await listRefunds(hub.sql, { ...query, before: cursor?.[0], limit })
      return { data: data.map((row) => tell(row, callerOf(request))), nextCursor }
    },
  )

  app.post(
    '/v1/refunds/:id/done',
    {
      schema: {
        ...{ tags, summary: 'The money went back, by a person’s hand', params: orderParams },
        ...{ body: z.strictObject({ reference: word.optional() }).nullish(), response: { 200: orderSchema } },
      },
    },
    async (request, reply) => {
      const { id: refund } = request.params
      const reference = request.body?.reference
      const order = await findOrderOfRefund(hub.sql, refund)
      if (order === null) throw notFound('refund', refund)
      const command: OrderCommand = {
        ...{ type: 'order.refund', order, refund },
        ...(reference === undefined ? {} : { reference }),
      }
      return answerWithVerdict(hub, request, reply, { command, status: 200, tell: tellOutcome })
    },
  )

  app.post(
    '/v1/refunds/:id/send',
    {
      config: { needs: 'admin' },
      schema: {
        ...{ tags, summary: 'Have the provider that took the money send it back', params: orderParams },
        description:
          'Where it does not, the refund stays due and says why (`failure`). Asked again it goes on under the same name: nothing is paid back twice. What no provider can ' +
          'send is 409 `refund_by_hand`.',
        ...{ body: z.strictObject({}).nullish(), response: { 200: orderSchema } },
      },
    },
    (request, reply) => {
      const { id } = request.params
      const once = { type: 'refund.send', bodyHash: bodyHashOf(request), status: 200 }
      return fewAtATime(() =>
        answerOnce(hub, request, reply, once, async () => {
          const { staff, channel } = callerOf(request).giver
          const order = orderOf(await sendRefund(hub, id, staff ?? channel), id)
          // The answer is kept, and so says nothing of a customer (SPEC A9).
          return changed(tellOrder({ ...order, customer: null }, 0))
        }),
      )
    },
  )
}

const orderOf = (sent: SentRefund, refund: string) => {
  switch (sent.type) {
    case 'done':
    case 'failed':
      return sent.order
    case 'not_found':
      throw notFound('refund', refund)
    case 'by_hand':
      throw byHand(sent)
    case 'busy':
      throw new Problem(503, 'unavailable', 'The provider is being asked just now. Look again in a moment.', {
        retryAfterSeconds: 5,
      })
  }
}

/** Whoever reads it gives money out of a till: what has gone already must not go twice. */
const byHand = ({ sent, left, order: { currency } }: Extract<SentRefund, { type: 'by_hand' }>): Problem =>
  sent === 0
    ? new Problem(
        409,
        'refund_by_hand',
        'No provider that took money for this order can send this back. Give it back yourself, then mark the refund as done.',
      )
    : new Problem(
        409,
        'refund_by_hand',
        'A provider has sent a part of this back (`sent`); no other can send the rest. Give only the rest (`left`) back yourself, then mark the refund as done.',
        { more: { sent: { amount: sent, currency }, left: { amount: left, currency } } },
      )

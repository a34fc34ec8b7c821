import { z } from 'zod'
import type { OrderCommand } from '../../../shared/orders/orderCommands.ts'
import { findOrderOfRefund } from '../../orders/readOrders.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import { orderParams, tellOutcome } from './orderAnswers.ts'
import { orderSchema } from './orderView.ts'
import type { RestApp } from './restApp.ts'
import { answerWithVerdict } from './verdicts.ts'

const tags = ['Orders']

/** `/v1/refunds`: money that has to go back. */
export const refundRoutes = (app: RestApp, hub: Hub): void => {
  app.post(
    '/v1/refunds/:id/done',
    {
      schema: {
        ...{ tags, summary: 'The money went back', params: orderParams },
        ...{ body: z.strictObject({}).nullish(), response: { 200: orderSchema } },
      },
    },
    async (request, reply) => {
      const { id: refund } = request.params
      const order = await findOrderOfRefund(hub.sql, refund)
      if (order === null) throw notFound('refund', refund)
      const command: OrderCommand = { type: 'order.refund', order, refund }
      return answerWithVerdict(hub, request, reply, { command, status: 200, tell: tellOutcome })
    },
  )
}

import { z } from 'zod'
import { firstToPay } from '../../../shared/orders/firstToPay.ts'
import type { OrderCommand } from '../../../shared/orders/orderCommands.ts'
import { paymentMethods } from '../../../shared/orders/orders.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import { readPaymentExtension } from '../../catalogue/channels.ts'
import { readOrder } from '../../orders/readOrders.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound } from '../problem.ts'
import { askToPay } from './askToPay.ts'
import { isRepeat } from './idempotency.ts'
import { orderOf, orderParams } from './orderAnswers.ts'
import { orderSchema, tellOrder } from './orderView.ts'
import type { RestApp } from './restApp.ts'
import { answerWithVerdict } from './verdicts.ts'

/** `POST /v1/orders/{id}/pay`: somebody begins to pay what is due now. */
export const payRoute = (app: RestApp, hub: Hub): void => {
  app.post(
    '/v1/orders/:id/pay',
    {
      schema: {
        ...{ tags: ['Orders'], summary: 'Begin to pay what is due now, and be told how' },
        description:
          'To be asked when the payer is sent to the provider’s page, or says that a transfer is on its way. Once for an order its deadline is put off to as long as its channel ' +
          'gives payers (`paymentExtendsSeconds`), if that is later. Later instalments, and another way to pay, are asked for like this too.',
        params: orderParams,
        body: z
          .strictObject({
            method: z.enum(paymentMethods).optional().meta({ description: 'default: as it was ordered' }),
          })
          .nullish(),
        response: { 200: orderSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const found = await readOrder(hub.sql, id)
      if (found === null) throw notFound('order', id)
      const { order } = found
      const method = request.body?.method ?? order.method
      const provider = hub.providers.get(method)
      if (provider === undefined)
        throw invalid([{ path: 'method', message: `this shop is not set up to be paid by ${method}` }])
      const wanted = { amount: firstToPay(order), currency: order.currency }
      const refused = wanted.amount === 0 ? null : provider.refuses?.(wanted)
      if (typeof refused === 'string' && !(await isRepeat(hub, request)))
        throw invalid([{ path: 'method', message: refused }])
      const extendsSeconds = await readPaymentExtension(hub.sql, order.channel)
      const command: OrderCommand = { type: 'order.begin_payment', order: id, method, extendsSeconds }
      const tell = async (outcome: Outcome): Promise<string> => {
        const begun = orderOf(outcome)
        return JSON.stringify(tellOrder({ ...begun, method }, 0, await askToPay(hub, provider, begun)))
      }
      return answerWithVerdict(hub, request, reply, { command, status: 200, tell })
    },
  )
}

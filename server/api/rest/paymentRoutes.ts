import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Giver } from '../../../shared/holds/settle.ts'
import type { OrderCommand } from '../../../shared/orders/orderCommands.ts'
import { paymentMethods } from '../../../shared/orders/orders.ts'
import type { Verdict } from '../../../shared/protocol/verdicts.ts'
import { findByNumber } from '../../orders/readOrders.ts'
import type { Notice } from '../../payments/provider.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound, Problem } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { refusalOf } from './verdicts.ts'

/** The hub speaks for the provider, whose signature was checked. */
const provider: Giver = {
  ...{ channel: '', ttlSeconds: 0, terminal: null, staff: null, role: null, ownOnly: false, isHub: true },
}

const commandOf = (order: string, method: OrderMethod, notice: Notice, payment: string): OrderCommand =>
  notice.outcome === 'paid' && notice.amount > 0
    ? { type: 'order.pay', order, payment, method, amount: notice.amount, reference: notice.transaction }
    : { type: 'order.fail', order, reason: 'payment failed', onlyUnpaid: true }

type OrderMethod = (typeof paymentMethods)[number]

/** `POST /v1/payments/{provider}/notify`: providers' own messages, which bear no key but a signature over their raw bytes. */
export const paymentRoutes = async (app: RestApp, hub: Hub): Promise<void> => {
  const settle = async (method: OrderMethod, notice: Notice): Promise<Verdict> => {
    const order = await findByNumber(hub.sql, notice.reference)
    if (order === null) throw notFound('order', notice.reference)
    const answer = await hub.arbiter.submit({
      ...{ caller: `provider:${method}`, key: `${notice.transaction} ${notice.outcome}` },
      ...{ bodyHash: `${notice.reference} ${notice.amount}`, giver: provider },
      command: commandOf(order.id, method, notice, hub.newId()),
    })
    if (answer.type !== 'verdict') throw new Error(`the arbiter answered ${answer.type} to a command without a turn`)
    return answer.verdict
  }

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // As bytes, whatever they are said to be: the signature is over them.
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/v1/payments/:provider/notify',
      {
        config: { needs: 'nothing' },
        schema: {
          tags: ['Orders'],
          summary: 'A provider tells of a payment',
          description: 'Needs no key: its signature is checked, and a repeat changes nothing.',
          params: z.object({ provider: z.enum(paymentMethods) }),
          response: { 200: z.object({ received: z.boolean() }) },
        },
      },
      async (request) => {
        const { provider: method } = request.params
        const read = hub.providers.get(method)?.read
        if (read === undefined) throw notFound('provider', method)
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const header = (name: string): string | undefined => {
          const value = request.headers[name]
          return typeof value === 'string' ? value : undefined
        }
        const reading = read({ body, header })
        switch (reading.type) {
          case 'wrong_signature':
            throw new Problem(401, 'unauthorized', 'The signature does not fit this message.')
          case 'invalid':
            throw invalid([{ path: reading.path, message: reading.message }])
          case 'notice': {
            const verdict = await settle(method, reading.notice)
            if (!verdict.accepted) throw Problem.of(refusalOf(verdict.rejection))
            return { received: true }
          }
        }
      },
    )
  })
}

import type { CheckoutKeys } from '../../checkout/checkoutKeys.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type PaymentMethod, paymentMethods } from '../../../shared/orders/orders.ts'
import { readOrder } from '../../orders/readOrders.ts'
import type { Answer, Message, Provider, Reading, Received } from '../../payments/provider.ts'
import { settleNotice } from '../../payments/settleNotice.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound, Problem } from '../problem.ts'
import { malformed } from '../toProblem.ts'
import { orderPage, pageHeaders, strangePage } from './paymentPage.ts'
import { signedMessageOf, withRawBodies } from './rawBodies.ts'
import type { RestApp } from './restApp.ts'
import { mediaTypes } from './schemas.ts'
import { refusalOf } from './verdicts.ts'

const params = z.object({ provider: z.enum(paymentMethods) })
const tags = ['Orders']
/** 200 as REST says it, or as VNPay wants it; MoMo hears 204. */
const response = {
  200: z.union([z.object({ received: z.boolean() }), z.object({ RspCode: z.string(), Message: z.string() })]),
  204: z.null(),
  /** A wrong signature, as REST says it or as VNPay wants it. */
  401: z.unknown().meta(mediaTypes('application/problem+json', 'application/json')),
}

/** For payers, not for programs. */
const page = z.string().meta(mediaTypes('text/html'))
const refusalPage = z.unknown().meta(mediaTypes('text/html', 'application/problem+json'))

/** A request as a provider's message, its bytes untouched. */
const messageOf = (request: FastifyRequest): Message => {
  const mark = request.url.indexOf('?')
  return {
    ...signedMessageOf(request),
    method: request.method === 'POST' ? 'POST' : 'GET',
    query: mark === -1 ? '' : request.url.slice(mark + 1),
  }
}

type Reader = Provider & Required<Pick<Provider, 'read'>>
const reads = (provider: Provider | undefined): provider is Reader => provider?.read !== undefined

/** What REST says where the provider has no words of its own. */
const refusalFor = (received: Received, reading: Reading): Problem | null => {
  switch (received) {
    case 'taken':
    case 'known':
    case 'wrong_amount':
      return null
    case 'wrong_signature':
      return new Problem(401, 'unauthorized', 'The signature does not fit this message.')
    case 'malformed':
      return malformed('The body is not JSON.')
    case 'unknown_order':
      return notFound('order', reading.type === 'notice' ? reading.notice.reference : '')
    case 'invalid':
      return invalid([
        reading.type === 'invalid'
          ? { path: reading.path, message: reading.message }
          : { path: '', message: 'does not fit' },
      ])
  }
}

/** `/v1/payments/{provider}`: providers' own messages and payers who come back, which bear no key but a signature. */
export const paymentRoutes = async (app: RestApp, hub: Hub, keys: CheckoutKeys): Promise<void> => {
  const readerOf = (method: PaymentMethod): Reader => {
    const provider = hub.providers.get(method)
    if (!reads(provider)) throw notFound('provider', method)
    return provider
  }

  const receive = async (provider: Provider, reading: Reading): Promise<{ received: Received; order?: string }> => {
    if (reading.type !== 'notice') return { received: reading.type }
    const settled = await settleNotice(hub, provider.method, reading.notice)
    if (settled.received === 'refused') throw Problem.of(refusalOf(settled.rejection))
    return settled
  }

  const notified = async (provider: Reader, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const reading = provider.read(messageOf(request))
    const { received } = await receive(provider, reading)
    const own = provider.answer?.(received) ?? null
    const refusal = own === null ? refusalFor(received, reading) : null
    if (refusal !== null) throw refusal
    const { status, body }: Answer = own ?? { status: 200, body: { received: true } }
    reply.code(status)
    if (body === null) reply.send()
    else reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body))
  }

  const description =
    'Needs no key: its signature is checked, and a repeat changes nothing. VNPay is answered `{RspCode, Message}`, MoMo 204 without a body.'

  await withRawBodies(app, (scope) => {
    scope.post(
      '/v1/payments/:provider/notify',
      {
        config: { needs: 'nothing' },
        schema: { tags, summary: 'A provider tells of a payment', description, params, response },
      },
      async (request, reply) => notified(readerOf(request.params.provider), request, reply),
    )
    scope.get(
      '/v1/payments/:provider/notify',
      {
        config: { needs: 'nothing' },
        schema: {
          tags,
          summary: 'A provider that sends GET (VNPay) tells of a payment',
          description,
          params,
          response,
        },
      },
      async (request, reply) => {
        const provider = readerOf(request.params.provider)
        if (provider.notifiesByGet !== true) throw notFound('message by GET of', provider.method)
        return notified(provider, request, reply)
      },
    )
    scope.get(
      '/v1/payments/:provider/return',
      {
        config: { needs: 'nothing' },
        schema: {
          ...{ tags, params, summary: 'A payer comes back: a page that says how the order stands' },
          description: 'Needs no key: the address is signed by the provider, and counts as its message.',
          response: { 200: page, 401: refusalPage, 404: refusalPage, 422: refusalPage },
        },
      },
      async (request, reply) => {
        const provider = readerOf(request.params.provider)
        const { received, order } = await receive(provider, provider.read(messageOf(request)))
        reply.headers(pageHeaders)
        const found = order === undefined ? null : await readOrder(hub.sql, order)
        if (found !== null) return reply.send(orderPage(found.order, await keys.keyOf(found.order.id)))
        const isUnknown = received === 'unknown_order'
        return reply
          .code(isUnknown ? 404 : received === 'invalid' ? 422 : 401)
          .send(strangePage(isUnknown ? 'unknown' : 'wrong'))
      },
    )
  })
}

import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { moneySchema } from '../../../shared/money.ts'
import { type Order, type PaymentMethod, paymentMethods } from '../../../shared/orders/orders.ts'
import { isUnpaid } from '../../../shared/orders/orders.ts'
import type { CheckoutKeys } from '../../checkout/checkoutKeys.ts'
import { OrderWatch } from '../../checkout/orderWatch.ts'
import { accountSchema } from '../rest/orderView.ts'
import { checkoutSchema, readCheckout } from '../../checkout/readCheckout.ts'
import { WrongIds } from '../../sessions/wrongIds.ts'
import { openEventStream } from '../../streams/eventStream.ts'
import { streamGate } from '../../streams/streamGate.ts'
import type { Hub } from '../hub.ts'
import { Problem, tooManyStreams, tooManyWrong } from '../problem.ts'
import { readPaymentExtension } from '../../catalogue/channels.ts'
import { askToPay } from '../rest/askToPay.ts'
import { orderOf } from '../rest/orderAnswers.ts'
import type { RestApp } from '../rest/restApp.ts'
import { mediaTypes } from '../rest/schemas.ts'
import { answerWithVerdict } from '../rest/verdicts.ts'
import { publicTags } from './publicEvents.ts'
import { byAddress } from './visitors.ts'

/** Pages that look on at one hub. */
const mostViewers = 10_000

/** The ways in which a payer can pay from a page. Cash is brought to the shop, and the provider for tests has no page. */
const fromAPage: ReadonlySet<PaymentMethod> = new Set(['bank_transfer', 'vnpay', 'momo'])

const keyParams = z.object({ key: z.string().max(100) })

const shownSchema = checkoutSchema.extend({
  methods: z.array(z.enum(paymentMethods)).meta({ description: 'the ways to pay what is asked for now' }),
})

const instructionsSchema = z
  .object({
    method: z.enum(paymentMethods),
    reference: z.string().meta({ description: 'by which the money is found again' }),
    url: z.string().optional().meta({ description: 'where to go and pay' }),
    qr: z.string().optional().meta({ description: 'what a payment picture has to say' }),
    account: accountSchema.optional(),
    amount: moneySchema,
  })
  .meta({ id: 'PaymentInstructions' })

const noSuchPage = (): Problem =>
  new Problem(404, 'not_found', 'There is no such checkout. Check the address that the shop gave you.')

/** `/public/checkout`: an order as its payer sees it. The key in the address opens that order alone, and lets nobody do more than pay it or give it up. */
export const checkoutRoutes = (app: RestApp, hub: Hub, keys: CheckoutKeys): void => {
  const tags = publicTags
  const wrongKeys = new WrongIds(hub.monotonicNow)
  const watch = new OrderWatch(hub)
  const gate = streamGate(mostViewers)
  app.addHook('preClose', async () => {
    watch.close()
    gate.close()
  })

  const insist = async (request: FastifyRequest, key: string): Promise<string> => {
    const address = normalizeIP(request.ip)
    if (wrongKeys.isBlocked(address)) throw tooManyWrong('pages')
    const order = await keys.orderOf(key)
    if (order !== null) return order
    wrongKeys.count(address)
    throw noSuchPage()
  }
  const read = async (request: FastifyRequest, key: string) => {
    const found = await readCheckout(hub.sql, await insist(request, key))
    if (found === null) throw noSuchPage()
    return found
  }
  const methodsFor = ({ currency, state }: Order, amount: number): PaymentMethod[] =>
    isUnpaid(state) && amount > 0
      ? [...hub.providers.values()]
          .filter(({ method }) => fromAPage.has(method))
          .filter(({ refuses }) => refuses === undefined || refuses({ amount, currency }) === null)
          .map(({ method }) => method)
      : []

  app.get(
    '/public/checkout/:key',
    {
      config: byAddress,
      schema: { tags, summary: 'An order, for who pays it', params: keyParams, response: { 200: shownSchema } },
    },
    async (request, reply) => {
      const { order, checkout } = await read(request, request.params.key)
      reply.header('cache-control', 'no-store')
      return { ...checkout, methods: methodsFor(order, checkout.asked.amount) }
    },
  )

  app.post(
    '/public/checkout/:key/pay',
    {
      config: byAddress,
      schema: {
        ...{ tags, summary: 'How to pay it in this way', params: keyParams },
        body: z.strictObject({ method: z.enum(paymentMethods) }),
        response: { 200: instructionsSchema },
      },
    },
    async (request, reply) => {
      const { order, checkout } = await read(request, request.params.key)
      const { method } = request.body
      const provider = hub.providers.get(method)
      if (provider === undefined || !methodsFor(order, checkout.asked.amount).includes(method))
        throw new Problem(
          409,
          'cannot_be_paid',
          'This cannot be paid in this way, or not any more. Load the page anew.',
        )
      const tellHow = async (payable: Order): Promise<z.infer<typeof instructionsSchema>> => {
        const { amount, ...instructions } = await askToPay(hub, provider, payable)
        return { method, amount: { amount, currency: payable.currency }, ...instructions }
      }
      // Who only looks at how to transfer has not begun to pay; who is sent to a provider's page has (SPEC O12).
      if (provider.read === undefined) return tellHow(order)
      request.caller = payerOf(order)
      const extendsSeconds = await readPaymentExtension(hub.sql, order.channel)
      return answerWithVerdict(hub, request, reply, {
        command: { type: 'order.begin_payment', order: order.id, method, extendsSeconds },
        status: 200,
        tell: async (outcome) => JSON.stringify(await tellHow(orderOf(outcome))),
      })
    },
  )

  app.post(
    '/public/checkout/:key/cancel',
    {
      config: byAddress,
      schema: {
        ...{ tags, summary: 'Give the order up: all it held is free at once', params: keyParams },
        body: z.strictObject({}).nullish(),
        response: { 200: z.object({ state: z.string() }) },
      },
    },
    async (request, reply) => {
      const { order } = await read(request, request.params.key)
      if (order.payments.length > 0)
        throw new Problem(409, 'has_money', 'Money has come in for this order. Ask the shop to cancel it.')
      request.caller = payerOf(order)
      return answerWithVerdict(hub, request, reply, {
        command: { type: 'order.cancel', order: order.id, reason: 'given up on the checkout page' },
        status: 200,
        tell: (outcome) => JSON.stringify({ state: outcome.type === 'order' ? outcome.order.state : 'cancelled' }),
      })
    },
  )

  app.get(
    '/public/checkout/:key/stream',
    {
      config: byAddress,
      schema: {
        ...{ tags, summary: 'Hear of every change of the order: an event stream', params: keyParams },
        description: '`ready`, then `changed` whenever there is something new: ask for the order again.',
        response: { 200: z.string().meta(mediaTypes('text/event-stream')) },
      },
    },
    async (request, reply) => {
      const order = await insist(request, request.params.key)
      if (gate.isFull()) throw tooManyStreams()
      const viewer = openEventStream(request, reply)
      gate.let(viewer)
      watch.watch(order, viewer)
    },
  )
}

/** Whoever has an order's page: of the order's own channel, and able to end nothing but that order. */
const payerOf = ({ id, channel }: Order) => ({
  id: `payer:${id}`,
  isAdmin: false,
  giver: { channel, ttlSeconds: 0, terminal: null, staff: null, role: 'staff', ownOnly: true } as const,
  requestsPerMinute: 60,
})

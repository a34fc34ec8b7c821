import type { FastifyRequest } from 'fastify'
import type { CheckoutKeys } from '../../checkout/checkoutKeys.ts'
import type { OrderCommand } from '../../../shared/orders/orderCommands.ts'
import { maxAmount } from '../../../shared/money.ts'
import { type Instalment, type OrderLine, sumOf } from '../../../shared/orders/orders.ts'
import { leastDeposit, planBy, type TermsBySku } from '../../../shared/preorders/terms.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { Caller } from '../../auth/callers.ts'
import { readClock } from '../../bookings/readBookings.ts'
import { readCurrency } from '../../catalogue/items.ts'
import { readHold } from '../../holds/holds.ts'
import { priceLines } from '../../orders/prices.ts'
import { takeNumber } from '../../orders/readOrders.ts'
import type { Provider } from '../../payments/provider.ts'
import { termsNow } from '../../preorders/termsNow.ts'
import { discountsNow } from '../../vouchers/discountsNow.ts'
import type { Hub } from '../hub.ts'
import { invalid, type Misfit, notFound } from '../problem.ts'
import { isRepeat } from './idempotency.ts'
import { instruct } from './instruct.ts'
import { orderOf } from './orderAnswers.ts'
import { lineOf, type NewOrder, newOrderSchema, orderSchema, tellOrder } from './orderView.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { answerWithVerdict } from './verdicts.ts'

/** What is ordered, and until when it is held, or how long it will be. */
interface WantedOrder {
  readonly location: string
  readonly lines: OrderLine[]
  readonly until: { readonly at: EpochMs } | { readonly ttlSeconds: number }
}

const planMisfit = (message: string): Misfit => ({ path: 'payment.plan', message })

/** What is wrong with the amounts of an order, if anything. */
const misfitsOf = (
  { lines = [], payment: { plan = [] } }: NewOrder,
  gross: number,
  currency: string,
  total: number,
  deposit: number,
  now: EpochMs,
): Misfit[] => {
  const message = `prices of this shop are in ${currency}`
  const wrong = [
    ...lines.flatMap(({ price }, n) =>
      price !== undefined && price.currency !== currency ? [{ path: `lines.${n}.price.currency`, message }] : [],
    ),
    ...plan.flatMap(({ amount }, n) =>
      amount.currency === currency ? [] : [{ path: `payment.plan.${n}.amount.currency`, message }],
    ),
    ...(gross > maxAmount ? [{ path: 'lines', message: `come to more than ${maxAmount}` }] : []),
  ]
  if (plan.length === 0) return wrong
  const sum = (some: typeof plan): number => some.reduce((all, { amount }) => all + amount.amount, 0)
  if (sum(plan) !== total) wrong.push(planMisfit(`adds up to ${sum(plan)}, the order to ${total}`))
  const deposits = sum(plan.filter(({ kind }) => kind === 'deposit'))
  if (deposits < deposit) wrong.push(planMisfit(`has a deposit of ${deposits}; what is pre-ordered takes ${deposit}`))
  const dates = plan.map(({ dueAt }) => Date.parse(dueAt))
  if (dates.some((date, n) => n > 0 && date < (dates[n - 1] ?? 0)))
    wrong.push(planMisfit('is not in the order of its due dates'))
  // Whoever pays the one before would lose the order with that.
  if (dates.slice(1).some((date) => date <= now)) wrong.push(planMisfit('has an instalment that is overdue already'))
  if (total > 0)
    for (const [n, { amount }] of plan.entries())
      if (amount.amount === 0) wrong.push({ path: `payment.plan.${n}.amount`, message: 'is nothing' })
  return wrong
}

/** The address under which the caller has reached this hub, for hubs that were not told their own. */
const baseOf = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`

/** `POST /v1/orders`. */
export const placeOrderRoute = (app: RestApp, hub: Hub, keys: CheckoutKeys): void => {
  const providerOf = ({ payment: { method } }: NewOrder): Provider => {
    const provider = hub.providers.get(method)
    if (provider === undefined)
      throw invalid([{ path: 'payment.method', message: `this shop is not set up to be paid by ${method}` }])
    return provider
  }

  const refuse = async (request: FastifyRequest, wrong: readonly Misfit[]): Promise<void> => {
    if (wrong.length > 0 && !(await isRepeat(hub, request))) throw invalid(wrong)
  }

  /** New lines with their prices, or those of a hold that the caller has. */
  const wantedBy = async (body: NewOrder, caller: Caller): Promise<WantedOrder> => {
    const { ttlSeconds } = body
    if (body.lines !== undefined && body.location !== undefined) {
      const asked = body.lines.map((line) => ({ line: lineOf(line), price: line.price?.amount }))
      const until = { ttlSeconds: ttlSeconds ?? caller.giver.ttlSeconds }
      return { location: body.location, lines: await priceLines(hub.sql, asked), until }
    }
    const id = body.hold ?? ''
    const hold = await readHold(hub.sql, id)
    if (hold === null || (!caller.isAdmin && hold.channel !== caller.giver.channel)) throw notFound('hold', id)
    if (body.location !== undefined && body.location !== hold.location)
      throw invalid([{ path: 'location', message: `the hold is at ${hold.location}` }])
    const asked = hold.lines.map((line) => ({ line, price: undefined }))
    const until = ttlSeconds === undefined ? { at: hold.expiresAt.getTime() } : { ttlSeconds }
    return { location: hold.location, lines: await priceLines(hub.sql, asked), until }
  }

  /** The plan that was asked for, else the one that the terms of what is pre-ordered make (SPEC G7). */
  const planOf = async (
    { payment: { plan } }: NewOrder,
    { lines, until }: WantedOrder,
    total: number,
    terms: TermsBySku,
  ): Promise<Instalment[]> => {
    if (plan !== undefined)
      return plan.map(({ kind, amount, dueAt }) => ({ kind, amount: amount.amount, dueAt: Date.parse(dueAt) }))
    if (!lines.some(({ line }) => line.kind === 'preorder')) return []
    const firstDueAt = 'at' in until ? until.at : (await readClock(hub.sql)) + until.ttlSeconds * 1000
    return planBy(lines, total, terms, firstDueAt)
  }

  app.post(
    '/v1/orders',
    {
      schema: {
        ...{ tags: ['Orders'], summary: 'Order, and be told how to pay' },
        ...{ body: newOrderSchema, response: { 201: orderSchema } },
      },
    },
    async (request, reply) => {
      const { body } = request
      const provider = providerOf(body)
      const [wanted, currency, number] = await Promise.all([
        wantedBy(body, callerOf(request)),
        readCurrency(hub.sql),
        takeNumber(hub.sql),
      ])
      const { location, lines } = wanted
      const [discounts, terms] = await Promise.all([discountsNow(hub.sql, lines), termsNow(hub.sql, location, lines)])
      const total = sumOf(lines, discounts)
      const now = body.payment.plan === undefined ? 0 : await readClock(hub.sql)
      await refuse(request, misfitsOf(body, sumOf(lines, []), currency, total, leastDeposit(lines, total, terms), now))
      const plan = await planOf(body, wanted, total, terms)
      const asked = plan[0]?.amount ?? total
      const refused = asked === 0 ? null : provider.refuses?.({ amount: asked, currency })
      if (typeof refused === 'string') await refuse(request, [{ path: 'payment.method', message: refused }])
      const command: OrderCommand = {
        ...{ type: 'order.place', order: hub.newId(), hold: body.hold ?? hub.newId(), adopts: body.hold !== undefined },
        ...{ number, location, currency, lines, method: body.payment.method, plan },
        ...(body.customer === undefined ? {} : { customer: body.customer }),
        ...(body.ttlSeconds === undefined ? {} : { ttlSeconds: body.ttlSeconds }),
      }
      const instructed = async (outcome: Outcome): Promise<string> => {
        const order = orderOf(outcome)
        const checkoutUrl = `${hub.settings.publicUrl ?? baseOf(request)}/checkout/${await keys.keyOf(order.id)}`
        const instructions = await instruct(hub, provider, order)
        // Where nobody else shows how to pay, the hub's own page does.
        const shown = order.method === 'bank_transfer' ? { url: checkoutUrl, ...instructions } : instructions
        return JSON.stringify(tellOrder(order, 0, { ...shown, checkoutUrl }))
      }
      return answerWithVerdict(hub, request, reply, { command, status: 201, tell: instructed })
    },
  )
}

import { z } from 'zod'
import { guestSchema } from '../../../shared/bookings/bookings.ts'
import { defaultTtlSeconds } from '../../../shared/protocol/commands.ts'
import { readCurrency } from '../../catalogue/items.ts'
import type { CheckoutKeys } from '../../checkout/checkoutKeys.ts'
import { priceLines } from '../../orders/prices.ts'
import { takeNumber } from '../../orders/readOrders.ts'
import type { Hub } from '../hub.ts'
import { Problem } from '../problem.ts'
import { isRepeat } from '../rest/idempotency.ts'
import type { RestApp } from '../rest/restApp.ts'
import { codeParams } from '../rest/schemas.ts'
import { answerWithVerdict } from '../rest/verdicts.ts'
import { keyOf } from '../../sessions/leases.ts'
import { insistOnPublic, publicTags, readOwnHolds } from './publicEvents.ts'
import { bySession, createVisitors, sessionQuery, visitorOf } from './visitors.ts'

/** The seats that a visitor holds become an order: it has a deadline of its own, and the session lets it go (SPEC O1). */
export const orderingRoute = (app: RestApp, hub: Hub, keys: CheckoutKeys): void => {
  const visitors = createVisitors(hub)
  app.post(
    '/public/events/:code/order',
    {
      config: bySession,
      schema: {
        ...{ tags: publicTags, summary: 'Order the seats that this session holds' },
        description: 'Answers with the key of the order’s checkout page, `/checkout/{key}`.',
        ...{ params: codeParams, querystring: sessionQuery },
        body: z.strictObject({ customer: guestSchema.optional() }),
        response: { 201: z.object({ checkout: z.string(), number: z.string() }) },
      },
    },
    async (request, reply) => {
      // Who asks once more because the answer was lost holds nothing any more, and their session may be over: it is all the order's by now.
      request.caller = visitorOf(keyOf(request.query.session), null)
      const repeats = await isRepeat(hub, request)
      const session = repeats ? keyOf(request.query.session) : await visitors.insist(request, request.query.session)
      const { code: event, location, ttlSeconds } = await insistOnPublic(hub, request.params.code)
      const [own] = await readOwnHolds(hub.sql, session, event)
      // Once more: the first of the two may have been settled since, and have taken over what was held.
      if (own === undefined && !repeats && !(await isRepeat(hub, request)))
        throw new Problem(409, 'nothing_held', 'This session holds no seats. Choose some first, or queue for some.', {
          more: { queue: `/public/events/${event}/queue` },
        })
      const lines = (own?.seats ?? []).map((seat) => ({
        line: { kind: 'seat' as const, event, seat },
        price: undefined,
      }))
      const [priced, currency, number] = await Promise.all([
        priceLines(hub.sql, lines),
        readCurrency(hub.sql),
        takeNumber(hub.sql),
      ])
      if (priced.some(({ price }) => price === 0))
        throw new Problem(409, 'no_price', 'These seats have no price here. Pay for them at the box office.')
      request.caller = visitorOf(session, ttlSeconds)
      const { customer } = request.body
      return answerWithVerdict(hub, request, reply, {
        command: {
          ...{
            type: 'order.place',
            order: hub.newId(),
            hold: own?.id ?? hub.newId(),
            adopts: true,
            number,
            location,
            currency,
          },
          ...{ lines: priced, method: 'bank_transfer', plan: [], ttlSeconds: ttlSeconds ?? defaultTtlSeconds },
          ...(customer === undefined ? {} : { customer }),
        },
        status: 201,
        tell: async (outcome) => {
          if (outcome.type !== 'order') throw new Error(`an order was asked for and came out as ${outcome.type}`)
          return JSON.stringify({ checkout: await keys.keyOf(outcome.order.id), number: outcome.order.number })
        },
      })
    },
  )
}

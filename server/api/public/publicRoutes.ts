import { z } from 'zod'
import { moneySchema } from '../../../shared/money.ts'
import { uuidSchema } from '../../../shared/protocol/commands.ts'
import { graceSeconds, leaseSeconds } from '../../../shared/sessions/sessions.ts'
import { publicChannel } from '../../auth/callers.ts'
import { messageOf, openEventStream } from '../../streams/eventStream.ts'
import { TooManyStreams } from '../../sessions/presence.ts'
import type { Hub } from '../hub.ts'
import { notFound, sessionEnded, tooManyStreams } from '../problem.ts'
import type { RestApp } from '../rest/restApp.ts'
import { codeParams, mediaTypes } from '../rest/schemas.ts'
import type { Viewing } from '../rest/viewing.ts'
import type { CheckoutKeys } from '../../checkout/checkoutKeys.ts'
import { holdingRoutes } from './holdingRoutes.ts'
import { orderingRoute } from './orderingRoute.ts'
import { insistOnPublic, publicTags } from './publicEvents.ts'
import { queueingRoutes, tellKept, tellPlace } from './queueingRoutes.ts'
import { Turns } from './turns.ts'
import { byAddress, bySession, createVisitors, sessionQuery } from './visitors.ts'

const amountsSchema = z.record(z.string(), z.number())

const publicEventSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    place: z.string(),
    timeZone: z.string(),
    startsAt: z.iso.datetime({ offset: true }),
    mostSeats: z.number().meta({ description: 'that one visitor may hold at a time' }),
    categories: z.array(z.object({ name: z.string(), color: z.string().nullable(), price: moneySchema.nullable() })),
    areas: z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), text: z.string() })),
  })
  .meta({ id: 'PublicEvent' })

/** `/public`: what the public page of seats asks, without a key. */
export const publicRoutes = (app: RestApp, hub: Hub, viewing: Viewing, keys: CheckoutKeys): void => {
  const tags = publicTags

  app.post(
    '/public/sessions',
    {
      config: byAddress,
      schema: {
        tags,
        summary: 'Begin a live session of a visitor',
        body: z.strictObject({}).nullish(),
        response: { 201: z.object({ id: z.string(), graceSeconds: z.number(), leaseSeconds: z.number() }) },
      },
    },
    async (_request, reply) => {
      const id = await hub.sql.begin((tx) => hub.sessions.open(publicChannel, tx))
      return reply.code(201).send({ id, graceSeconds, leaseSeconds })
    },
  )

  app.get(
    '/public/events/:code',
    {
      config: byAddress,
      schema: { tags, summary: 'A public event', params: codeParams, response: { 200: publicEventSchema } },
    },
    async (request) => {
      const event = await insistOnPublic(hub, request.params.code)
      const now = await viewing.halls.read(event.code)
      if (now === null) throw notFound('event', event.code)
      const { code, name, place, timeZone, startsAt, publicSeats: mostSeats, currency } = event
      const amounts = amountsSchema.parse(event.amounts)
      const categories = now.hall.categories.map((category) => {
        const amount = amounts[category.name]
        return { ...category, price: amount === undefined ? null : { amount, currency } }
      })
      const told = { code, name, place, timeZone, startsAt: startsAt.toISOString(), mostSeats }
      return { ...told, categories, areas: [...now.hall.areas] }
    },
  )

  viewingRoutes(app, hub, viewing)
  // Two requests of one session must not both find room for their seats, nor one hold while the other queues.
  const turns = new Turns()
  holdingRoutes(app, hub, viewing, turns)
  queueingRoutes(app, hub, viewing, turns)
  orderingRoute(app, hub, keys)
}

const nothingYet = (): void => {}

/** Looking on. One stream is both: the changes of the seats, and the presence; browsers have six connections to a hub, for all their tabs. */
const viewingRoutes = (app: RestApp, hub: Hub, viewing: Viewing): void => {
  const visitors = createVisitors(hub)
  app.get(
    '/public/events/:code/seats',
    {
      config: bySession,
      schema: {
        tags: publicTags,
        summary: 'All seats of a public event as they are now',
        description: 'As `GET /v1/events/{code}/seats`, for a visitor’s live session.',
        params: codeParams,
        querystring: sessionQuery,
        response: { 200: z.object({ data: z.array(z.unknown()), position: z.string() }) },
      },
    },
    async (request, reply) => {
      await visitors.insist(request, request.query.session)
      const { code } = await insistOnPublic(hub, request.params.code)
      await viewing.sendSeats(code, reply)
    },
  )

  app.get(
    '/public/events/:code/stream',
    {
      config: bySession,
      schema: {
        tags: publicTags,
        summary: 'Be there and look on: an event stream',
        description:
          'The messages of `GET /v1/events/{code}/stream`; and while it is open, it keeps the session as `GET /v1/sessions/{id}/stream` does: `ended` ' +
          'tells that the session is over. `queued` tells how the session queues, as it changes, in the words of `POST …/queue`; `kept`, which free seats are ' +
          'promised to those who queue: those that suit any of its `wishes`. They are refused to whoever chooses now.',
        params: codeParams,
        querystring: sessionQuery.extend({
          after: z.string().max(100).optional(),
          queued: uuidSchema.optional().meta({ description: 'what `POST …/queue` answered as `id`' }),
        }),
        response: { 200: z.string().meta(mediaTypes('text/event-stream')) },
      },
    },
    async (request, reply) => {
      const { session, after, queued } = request.query
      const key = await visitors.insist(request, session)
      const { code: event } = await insistOnPublic(hub, request.params.code)
      // Once the stream is open no failure can be answered any more: what has to be asked is asked before.
      const buyer = queued === undefined ? null : await hub.queue.read(hub.sql, queued)
      viewing.insistOnRoom()
      let over = nothingYet
      const joined = await hub.sessions.join(session, { end: () => over() }).catch((error: unknown) => {
        throw error instanceof TooManyStreams ? tooManyStreams(error) : error
      })
      if (typeof joined !== 'function') throw sessionEnded()
      const viewer = openEventStream(request, reply)
      viewer.onClose(joined)
      over = () => {
        viewer.send(messageOf({ name: 'ended', data: {} }))
        viewer.end()
      }
      // Whoever names somebody else hears nothing of them.
      if (buyer?.session === key) tellPlace(hub, viewer, buyer.id)
      tellKept(hub, viewer, event)
      await viewing.lookOn(request, viewer, { event, after })
    },
  )
}

import type { RateLimitOptions } from '@fastify/rate-limit'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { eventInputSchema, seatStates } from '../../../shared/seating/events.ts'
import { readCurrency } from '../../catalogue/items.ts'
import { announce } from '../../feed/announce.ts'
import { eventSchema, hasEvent, listEvents, readEvent } from '../../seating/events.ts'
import { putEvent } from '../../seating/putEvent.ts'
import { openEventStream } from '../../streams/eventStream.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound, Problem } from '../problem.ts'
import { bestRoute } from './bestRoute.ts'
import type { RestApp } from './restApp.ts'
import type { Viewing } from './viewing.ts'
import { codeCursor, codeParams, defaultLimit, limitSchema, mediaTypes, momentSchema, pageSchema } from './schemas.ts'

const tags = ['Seats']

/** A plan of 20,000 seats has some 4 MB. */
const planLimit = 16 * 1024 * 1024

const namedEventSchema = eventSchema.meta({ id: 'Event' })

const seatSchema = z
  .object({
    seat: z.string().meta({ description: 'the plan’s seat_guid' }),
    category: z.string(),
    part: z.string().optional().meta({ description: 'the part of the hall, where it has several with names' }),
    row: z.string(),
    number: z.string(),
    x: z.number(),
    y: z.number(),
    accessible: z.boolean().optional().meta({ description: 'room for a wheelchair' }),
    companionOf: z.string().optional().meta({ description: 'goes with this accessible seat' }),
    state: z.enum(seatStates),
  })
  .meta({ id: 'Seat' })

const sessionQuery = z.string().optional().meta({ description: 'a live session, for who has no key: a browser' })

/** Who looks on without a key is limited by the session that they name. */
const look: { needs: 'key or session'; rateLimit: RateLimitOptions } = {
  needs: 'key or session',
  rateLimit: {
    allowList: [],
    max: ({ caller }) => caller?.requestsPerMinute ?? 60,
    keyGenerator: ({ caller, query }) => caller?.id ?? `session ${sessionNamed.parse(query).session}`,
  },
}
const sessionNamed = z.object({ session: z.string().catch('') })

const inTheWay = (seats: readonly string[]): Problem =>
  new Problem(
    409,
    'seats_taken',
    'Somebody has seats that would be gone. Leave them in the plan and at their location, or release and refund them first.',
    { more: { seats } },
  )

/** `/v1/events`: what is shown, in which hall, and how its seats are. */
export const eventRoutes = (app: RestApp, hub: Hub, viewing: Viewing): void => {
  app.put(
    '/v1/events/:code',
    {
      config: { needs: 'admin' },
      bodyLimit: planLimit,
      schema: {
        tags,
        summary: 'Make or change an event with its seating plan as a whole',
        description:
          'The plan is a pretix seating plan; up to 16 MiB and 50,000 seats. Besides its own fields a seat may have `accessible` and `companion_of`. ' +
          'A plan that would lose a seat which somebody has is refused: 409 `seats_taken` with these `seats`.',
        params: codeParams,
        body: eventInputSchema,
        response: { 200: namedEventSchema },
      },
    },
    (request) =>
      announce(hub, async (tx) => {
        const currency = await readCurrency(tx)
        const wrong = Object.entries(request.body.prices ?? {}).filter(([, price]) => price.currency !== currency)
        if (wrong.length > 0)
          throw invalid(
            wrong.map(([category]) => ({
              path: `prices.${category}.currency`,
              message: `prices of this shop are in ${currency}`,
            })),
          )
        const { value: put, changes } = await putEvent(tx, request.params.code, request.body)
        switch (put.type) {
          case 'put':
            return { value: put.event, changes }
          case 'no_location':
            throw notFound('location', request.body.location)
          case 'in_the_way':
            throw inTheWay(put.seats)
        }
      }),
  )

  app.get(
    '/v1/events',
    {
      schema: {
        tags,
        summary: 'Events by code',
        querystring: z.strictObject({
          location: codeSchema.optional(),
          from: momentSchema.optional().meta({ description: 'those that begin then or later' }),
          cursor: codeCursor,
          limit: limitSchema,
        }),
        response: { 200: pageSchema(namedEventSchema) },
      },
    },
    (request) => {
      const { cursor, limit = defaultLimit, ...which } = request.query
      return listEvents(hub.sql, { ...which, after: cursor?.[0], limit })
    },
  )

  app.get(
    '/v1/events/:code',
    {
      schema: {
        tags,
        summary: 'One event with its plan',
        params: codeParams,
        response: {
          200: eventSchema.extend({
            plan: z.unknown().meta({ description: 'as it was given' }),
            blocked: z.array(z.string()),
          }),
        },
      },
    },
    async (request) => {
      const event = await readEvent(hub.sql, request.params.code)
      if (event === null) throw notFound('event', request.params.code)
      return event
    },
  )

  app.get(
    '/v1/events/:code/seats',
    {
      config: look,
      schema: {
        tags,
        summary: 'All seats of an event as they are now',
        description: 'Follow the stream from `position` on to hear of everything that changes afterwards.',
        params: codeParams,
        querystring: z.strictObject({ session: sessionQuery }),
        response: {
          200: z.object({
            data: z.array(seatSchema),
            position: z.string().meta({ description: 'where the stream goes on: `?after=`' }),
          }),
        },
      },
    },
    (request, reply) => viewing.sendSeats(request.params.code, reply),
  )

  streamRoute(app, hub, viewing)
  bestRoute(app, hub, viewing.halls)
}

/** `GET /v1/events/{code}/stream`: seat changes as they happen. */
const streamRoute = (app: RestApp, hub: Hub, viewing: Viewing): void => {
  app.get(
    '/v1/events/:code/stream',
    {
      config: look,
      schema: {
        tags,
        summary: 'Seat changes as they happen: an event stream',
        description:
          'Each message tells how some seats are now: `{"data": [{"seat", "state"}], "position"}`. Its id is that position: come back with it as ' +
          '`Last-Event-ID` (browsers do) or `?after=`, and nothing is missed. Besides, `ready` comes first; `plan` tells that the event was written ' +
          'anew and `resync` that too much was missed: read the seats again then.',
        params: codeParams,
        querystring: z.strictObject({ session: sessionQuery, after: z.string().max(100).optional() }),
        response: { 200: z.string().meta(mediaTypes('text/event-stream')) },
      },
    },
    async (request, reply) => {
      const { code } = request.params
      if (!(await hasEvent(hub.sql, code))) throw notFound('event', code)
      viewing.insistOnRoom()
      await viewing.lookOn(request, openEventStream(request, reply), { event: code, after: request.query.after })
    },
  )
}

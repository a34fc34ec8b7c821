import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { reasonSchema, ttlSecondsSchema } from '../../../shared/protocol/commands.ts'
import { holdStateSchema, listHolds, readHold } from '../../holds/holds.ts'
import { keyOf } from '../../sessions/leases.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import { holdSchema, placeSchema, showHold, tellHold } from './holdView.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { defaultLimit, holdParams, limitSchema, pageSchema, uuidCursor, wholeNumber } from './schemas.ts'
import { answerWithVerdict } from './verdicts.ts'

const none = z.strictObject({}).nullish()

/** `/v1/holds`: placing, ending and reading holds. */
export const holdRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Holds']

  app.post(
    '/v1/holds',
    { schema: { tags, summary: 'Hold things for a customer', body: placeSchema, response: { 201: holdSchema } } },
    (request, reply) => {
      const { location, lines, ttlSeconds, session, customer } = request.body
      const ttl = ttlSeconds === undefined ? {} : { ttlSeconds }
      const bound = session === undefined ? {} : { session: keyOf(session) }
      return answerWithVerdict(hub, request, reply, {
        command: { type: 'hold.place', hold: hub.newId(), location, lines, ...ttl, ...bound },
        status: 201,
        customer,
        tell: tellHold,
      })
    },
  )

  app.post(
    '/v1/holds/:id/release',
    {
      schema: {
        tags,
        summary: 'Give everything back',
        params: holdParams,
        body: z.strictObject({ reason: reasonSchema.optional() }).nullish(),
        response: { 200: holdSchema },
      },
    },
    (request, reply) => {
      const reason = request.body?.reason
      return answerWithVerdict(hub, request, reply, {
        command: { type: 'hold.release', hold: request.params.id, ...(reason === undefined ? {} : { reason }) },
        status: 200,
        tell: tellHold,
      })
    },
  )

  app.post(
    '/v1/holds/:id/confirm',
    {
      schema: { tags, summary: 'Hand everything over', params: holdParams, body: none, response: { 200: holdSchema } },
    },
    (request, reply) =>
      answerWithVerdict(hub, request, reply, {
        command: { type: 'hold.confirm', hold: request.params.id },
        status: 200,
        tell: tellHold,
      }),
  )

  app.post(
    '/v1/holds/:id/extend',
    {
      schema: {
        tags,
        summary: 'Move the deadline, counted from now',
        params: holdParams,
        body: z.strictObject({ ttlSeconds: ttlSecondsSchema }),
        response: { 200: holdSchema },
      },
    },
    (request, reply) =>
      answerWithVerdict(hub, request, reply, {
        command: { type: 'hold.extend', hold: request.params.id, ttlSeconds: request.body.ttlSeconds },
        status: 200,
        tell: tellHold,
      }),
  )

  app.get(
    '/v1/holds/:id',
    { schema: { tags, summary: 'One hold, as it is now', params: holdParams, response: { 200: holdSchema } } },
    async (request) => {
      const hold = await readHold(hub.sql, request.params.id)
      if (hold === null) throw notFound('hold', request.params.id)
      return showHold(hold, callerOf(request))
    },
  )

  app.get(
    '/v1/holds',
    {
      schema: {
        tags,
        summary: 'Holds, newest first',
        querystring: z.strictObject({
          state: holdStateSchema.optional(),
          channel: codeSchema.optional(),
          location: codeSchema.optional(),
          expiringWithinSeconds: wholeNumber(0, 2_592_000).optional(),
          cursor: uuidCursor,
          limit: limitSchema,
        }),
        response: { 200: pageSchema(holdSchema) },
      },
    },
    async (request) => {
      const { cursor, limit = defaultLimit, ...query } = request.query
      const { data, nextCursor } = await listHolds(hub.sql, { ...query, before: cursor?.[0], limit })
      const caller = callerOf(request)
      return { data: data.map((hold) => showHold(hold, caller)), nextCursor }
    },
  )
}

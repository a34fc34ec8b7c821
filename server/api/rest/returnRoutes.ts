import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { uuidSchema } from '../../../shared/protocol/commands.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import { type ReturnCommand, returnFields } from '../../../shared/returns/returnCommands.ts'
import { grades, returnStates } from '../../../shared/returns/returns.ts'
import { toRfc3339 } from '../../../shared/time.ts'
import { photoHashSchema } from '../../../shared/returns/photos.ts'
import { readPhoto } from '../../returns/photos.ts'
import { listReturns, readReturn } from '../../returns/readReturns.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { returnSchema, tellReturn } from './returnView.ts'
import { defaultLimit, limitSchema, mediaTypes, momentSchema, pageSchema, uuidCursor } from './schemas.ts'
import { answerWithVerdict } from './verdicts.ts'

const params = z.object({ id: uuidSchema })

const tell = (outcome: Outcome): string => {
  if (outcome.type !== 'return') throw new Error(`a return was asked for and came out as ${outcome.type}`)
  return JSON.stringify(tellReturn(outcome.return))
}

/** `/v1/returns`: goods that come back. Nothing of them is for sale until somebody has looked at it. */
export const returnRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Returns']

  app.post(
    '/v1/returns',
    {
      schema: {
        ...{ tags, summary: 'Goods of an order come back' },
        body: z.strictObject({
          order: uuidSchema,
          parcel: returnFields.parcel.optional().meta({ description: 'default: the parcel with which it was shipped' }),
          reason: returnFields.reason,
          lines: returnFields.pieces.optional().meta({ description: 'default: all that was shipped' }),
        }),
        response: { 201: returnSchema },
      },
    },
    (request, reply) => {
      const { order, reason, parcel, lines } = request.body
      const command: ReturnCommand = {
        ...{ type: 'return.open', return: hub.newId(), order, reason },
        ...(parcel === undefined ? {} : { parcel }),
        ...(lines === undefined ? {} : { lines }),
      }
      return answerWithVerdict(hub, request, reply, { command, status: 201, tell })
    },
  )

  /** A step of a return. */
  const step = <Body extends z.ZodType>(
    path: string,
    summary: string,
    body: Body,
    commandOf: (id: string, body: z.infer<Body>) => ReturnCommand,
  ): void => {
    app.post(
      `/v1/returns/:id/${path}`,
      { schema: { tags, summary, params, body, response: { 200: returnSchema } } },
      (request, reply) =>
        answerWithVerdict(hub, request, reply, {
          ...{ command: commandOf(request.params.id, body.parse(request.body)), status: 200, tell },
        }),
    )
  }

  step(
    'receive',
    'A parcel is here, with these goods in it; they are kept apart',
    z.strictObject({ location: codeSchema, lines: returnFields.pieces }),
    (id, { location, lines }) => ({ type: 'return.receive', return: id, location, lines }),
  )
  step(
    'inspect',
    'Somebody looked at goods that came; only the sellable ones are for sale again',
    z.strictObject({ lines: returnFields.graded }),
    (id, { lines }) => ({ type: 'return.inspect', return: id, lines }),
  )
  step(
    'close',
    'Nobody waits any more for what has not come',
    z.strictObject({ reason: returnFields.reason.optional() }).nullish(),
    (id, body) => ({
      ...{ type: 'return.close', return: id },
      ...(body?.reason === undefined ? {} : { reason: body.reason }),
    }),
  )

  app.get(
    '/v1/returns/:id',
    {
      schema: {
        ...{ tags, summary: 'One return, with what was seen' },
        params,
        response: {
          200: returnSchema.extend({
            gradings: z.array(
              z.object({
                ...{ at: momentSchema, sku: z.string(), quantity: z.int(), grade: z.enum(grades) },
                note: z.string().optional(),
                photo: photoHashSchema.optional().meta({ description: 'its digest; see …/photos/{hash}' }),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const { id } = request.params
      const found = await readReturn(hub.sql, id)
      if (found === null) throw notFound('return', id)
      return {
        ...tellReturn(found),
        gradings: found.gradings.map(({ at, note, photo, sku, quantity, grade }) => ({
          ...{ at: toRfc3339(at), sku, quantity, grade, note: note ?? undefined, photo: photo ?? undefined },
        })),
      }
    },
  )

  app.get(
    '/v1/returns/:id/photos/:hash',
    {
      config: { needs: 'admin' },
      schema: {
        ...{ tags, summary: 'A photo of goods that came back, as JPEG or WebP' },
        params: params.extend({ hash: photoHashSchema }),
        response: { 200: z.unknown().meta(mediaTypes('image/jpeg', 'image/webp')) },
      },
    },
    async (request, reply) => {
      const { id, hash } = request.params
      const found = await readPhoto(hub.sql, hash, { return: id })
      if (found === null) throw notFound('photo', hash)
      // What is known by its content never changes; only who asks with a key may keep it.
      return reply.type(found.type).header('cache-control', 'private, max-age=31536000, immutable').send(found.bytes)
    },
  )

  app.get(
    '/v1/returns',
    {
      schema: {
        ...{ tags, summary: 'Returns, newest first' },
        querystring: z.strictObject({
          ...{
            state: z.enum(returnStates).optional(),
            order: uuidSchema.optional(),
            parcel: returnFields.parcel.optional(),
          },
          ...{ location: codeSchema.optional(), cursor: uuidCursor, limit: limitSchema },
        }),
        response: { 200: pageSchema(returnSchema) },
      },
    },
    async (request) => {
      const { cursor, limit = defaultLimit, ...query } = request.query
      const { data, nextCursor } = await listReturns(hub.sql, { ...query, before: cursor?.[0], limit })
      return { data: data.map(tellReturn), nextCursor }
    },
  )
}

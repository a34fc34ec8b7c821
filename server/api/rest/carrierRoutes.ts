import { z } from 'zod'
import { nameSchema } from '../../catalogue/locations.ts'
import { fieldsSchema, statesSchema } from '../../carriers/carrierMessage.ts'
import {
  listCarrierMessages,
  listCarriers,
  putCarrier,
  readCarrier,
  removeCarrier,
  renewCarrierSecret,
} from '../../carriers/carriers.ts'
import { parcelDoneSchema, receiveParcel } from '../../carriers/receiveParcel.ts'
import { cursorOf, pageOf } from '../../db/pages.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound, Problem } from '../problem.ts'
import { signedMessageOf, withRawBodies } from './rawBodies.ts'
import { answerRenewed, keepOldSchema, renewedSecretSchema } from './renewedSecret.ts'
import type { RestApp } from './restApp.ts'
import { codePage, codeParams, defaultLimit, limitSchema, momentSchema, pageOfAll, pageSchema } from './schemas.ts'

const inputSchema = z.strictObject({
  name: nameSchema,
  fields: fieldsSchema
    .prefault({})
    .meta({ description: 'where in its messages things stand, such as data.tracking_code' }),
  states: statesSchema.meta({
    description: 'what each of its states means: shipped, delivered, refused, unreachable, failed, ignored',
  }),
})

const shownSchema = z
  .object({
    ...{ code: z.string(), name: z.string(), fields: fieldsSchema, states: statesSchema },
    ...{ lastMessageAt: momentSchema.optional(), amiss: z.number() },
  })
  .meta({ id: 'Carrier' })

const messageSchema = z
  .object({
    ...{ id: z.string(), at: momentSchema, parcel: z.string().nullable(), state: z.string().nullable() },
    answer: parcelDoneSchema.nullable().meta({ description: 'null: its parcel was not known, or it is on its way' }),
  })
  .meta({ id: 'CarrierMessage' })

/** `/v1/carriers`: who brings parcels, and what they tell of them. */
export const carrierRoutes = async (app: RestApp, hub: Hub): Promise<void> => {
  const tags = ['Carriers']
  const config = { needs: 'admin' as const }

  app.put(
    '/v1/carriers/:code',
    {
      config,
      schema: {
        ...{ tags, summary: 'Let a carrier tell of parcels, and say what its states mean' },
        description:
          'Its webhooks go to /v1/carriers/{code}/notify, signed after Standard Webhooks. The secret is shown once.',
        ...{ params: codeParams, body: inputSchema, response: { 200: z.object({ secret: z.string().optional() }) } },
      },
    },
    async ({ params: { code }, body }) => {
      const secret = await hub.sql.begin((tx) => putCarrier(tx, code, body))
      return secret === null ? {} : { secret }
    },
  )

  app.post(
    '/v1/carriers/:code/secret',
    {
      config,
      schema: {
        ...{ tags, summary: 'Replace the secret; the new one is shown once', params: codeParams },
        description:
          'For `keepOldForSeconds` (a day, if nothing is said) the carrier is believed by both, so that it may go over to the new one when it suits. 0: the old one counts no more.',
        ...{ body: keepOldSchema, response: { 200: renewedSecretSchema } },
      },
    },
    (request, reply) => {
      const { code } = request.params
      return answerRenewed(hub, request, reply, {
        type: 'carrier.secret',
        keepOldForSeconds: request.body?.keepOldForSeconds,
        renew: (tx, keepSeconds) => renewCarrierSecret(tx, code, keepSeconds),
        missing: () => notFound('carrier', code),
      })
    },
  )

  app.get(
    '/v1/carriers',
    {
      config,
      schema: {
        ...{ tags, summary: 'All carriers, and how they fare', querystring: codePage },
        response: { 200: pageSchema(shownSchema) },
      },
    },
    async (request) => {
      const page = pageOfAll(await listCarriers(hub.sql), ({ code }) => code, request.query)
      const data = page.data.map(({ lastMessageAt, ...one }) => ({
        ...one,
        ...(lastMessageAt === null ? {} : { lastMessageAt: lastMessageAt.toISOString() }),
      }))
      return { ...page, data }
    },
  )

  app.delete(
    '/v1/carriers/:code',
    {
      config,
      schema: {
        ...{ tags, summary: 'Hear of a carrier no more', params: codeParams },
        response: { 204: z.undefined().meta({ description: 'removed' }) },
      },
    },
    async ({ params: { code } }, reply) => {
      if (!(await removeCarrier(hub.sql, code))) throw notFound('carrier', code)
      return reply.code(204).send()
    },
  )

  app.get(
    '/v1/carriers/:code/messages',
    {
      config,
      schema: {
        ...{ tags, summary: 'What a carrier told, and what became of it, newest first', params: codeParams },
        querystring: z.strictObject({
          cursor: cursorOf(z.tuple([z.iso.datetime(), z.string()])).optional(),
          limit: limitSchema,
        }),
        response: { 200: pageSchema(messageSchema) },
      },
    },
    async ({ params: { code }, query: { cursor, limit = defaultLimit } }) => {
      const rows = await listCarrierMessages(hub.sql, code, cursor, limit)
      const page = pageOf(rows, limit, ({ at, id }) => [at.toISOString(), id])
      const data = page.data.map(({ at, answer, ...message }) => ({
        ...{ ...message, at: at.toISOString(), answer: z.nullable(parcelDoneSchema).parse(answer) },
      }))
      return { ...page, data }
    },
  )

  await withRawBodies(app, (scope) => {
    scope.post(
      '/v1/carriers/:code/notify',
      {
        config: { needs: 'nothing' },
        schema: {
          ...{ tags, summary: 'A carrier tells of a parcel', params: codeParams },
          description:
            'Needs no key: its signature is checked. Repeats and a wrong order change nothing. A failed delivery begins a return. A parcel that nobody knows is 404, to be told again.',
          response: { 200: z.object({ received: z.literal(true), ...parcelDoneSchema.shape }) },
        },
      },
      async (request) => {
        const { code } = request.params
        const settings = await readCarrier(hub.sql, code)
        if (settings === null) throw notFound('carrier', code)
        const received = await receiveParcel(hub, code, settings, signedMessageOf(request))
        switch (received.type) {
          case 'wrong_signature':
            throw new Problem(401, 'unauthorized', 'The signature does not fit this message.')
          case 'invalid':
            throw invalid([{ path: received.path, message: received.message }])
          case 'unknown_parcel':
            throw new Problem(404, 'not_found', 'No order has this parcel yet. Tell it again.')
          case 'taken':
            return { received: true as const, ...received.done }
        }
      },
    )
  })
}

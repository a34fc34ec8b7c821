import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { connectShop } from '../../connectors/connectShop.ts'
import { connectorKinds } from '../../connectors/connector.ts'
import {
  type ConnectorHealth,
  listConnectors,
  listMessages,
  readConnector,
  removeConnector,
} from '../../connectors/connectors.ts'
import { receive } from '../../connectors/receive.ts'
import { connectors } from '../../connectors/registry.ts'
import { doneSchema } from '../../connectors/settleForeign.ts'
import { cursorOf, pageOf } from '../../db/pages.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound, Problem } from '../problem.ts'
import { signedMessageOf, withRawBodies } from './rawBodies.ts'
import type { RestApp } from './restApp.ts'
import { codePage, codeParams, defaultLimit, limitSchema, momentSchema, pageOfAll, pageSchema } from './schemas.ts'

const shownSchema = z
  .object({
    ...{ channel: z.string(), kind: z.enum(connectorKinds), location: z.string() },
    target: z
      .record(z.string(), z.string())
      .nullable()
      .meta({ description: 'where it is told of stock, without secrets' }),
    waiting: z.number().meta({ description: 'SKUs of which it has to be told' }),
    amiss: z.number().meta({ description: 'messages of which a part could not be done' }),
    ...{ lastMessageAt: momentSchema.optional(), lastToldAt: momentSchema.optional(), failure: z.string().optional() },
  })
  .meta({ id: 'Connector' })

const inputSchema = z.strictObject({
  kind: z.enum(connectorKinds),
  location: codeSchema,
  secret: z
    .string()
    .min(8)
    .max(200)
    .optional()
    .meta({ description: 'signs its messages; never shown again; left out: as before' }),
  target: z
    .record(z.string(), z.unknown())
    .nullable()
    .optional()
    .meta({ description: 'WooCommerce: url, consumerKey, consumerSecret; Shopify: url, accessToken, locationId' }),
})

const messageSchema = z
  .object({
    id: z.string(),
    at: momentSchema,
    topic: z.string(),
    order: z.string().nullable(),
    answer: doneSchema.nullable(),
  })
  .meta({ id: 'ConnectorMessage' })

const show = ({ kind, target, secret: _secret, lastMessageAt, lastToldAt, failure, ...one }: ConnectorHealth) => ({
  ...one,
  kind,
  target: target === null ? null : { ...connectors[kind].showTarget(target) },
  ...(lastMessageAt === null ? {} : { lastMessageAt: lastMessageAt.toISOString() }),
  ...(lastToldAt === null ? {} : { lastToldAt: lastToldAt.toISOString() }),
  ...(failure === null ? {} : { failure }),
})

/** `/v1/connectors`: shops with a system of their own. */
export const connectorRoutes = async (app: RestApp, hub: Hub): Promise<void> => {
  const tags = ['Connectors']
  const config = { needs: 'admin' as const }

  app.put(
    '/v1/connectors/:code',
    {
      config,
      schema: {
        ...{ tags, summary: 'Connect a shop to a channel, or change how' },
        description: 'Its webhooks go to /v1/connectors/{code}/notify. With a target it is told of its stock.',
        ...{ params: codeParams, body: inputSchema, response: { 200: shownSchema } },
      },
    },
    async ({ params: { code }, body }) => {
      const trouble = await connectShop({ sql: hub.sql, isLocal: hub.settings.isLocal }, code, body)
      if (trouble?.type === 'invalid') throw invalid([{ path: trouble.path, message: trouble.message }])
      if (trouble !== null) throw notFound(trouble.what, trouble.what === 'channel' ? code : body.location)
      const found = (await listConnectors(hub.sql)).find(({ channel }) => channel === code)
      if (found === undefined) throw notFound('connector', code)
      return show(found)
    },
  )

  app.get(
    '/v1/connectors',
    {
      config,
      schema: {
        ...{ tags, summary: 'All connected shops, and how they fare', querystring: codePage },
        response: { 200: pageSchema(shownSchema) },
      },
    },
    async (request) => {
      const page = pageOfAll(await listConnectors(hub.sql), ({ channel }) => channel, request.query)
      return { ...page, data: page.data.map(show) }
    },
  )

  app.delete(
    '/v1/connectors/:code',
    {
      config,
      schema: {
        ...{ tags, summary: 'Hear of a shop no more, and tell it nothing', params: codeParams },
        response: { 204: z.undefined().meta({ description: 'removed' }) },
      },
    },
    async ({ params: { code } }, reply) => {
      if (!(await removeConnector(hub.sql, code))) throw notFound('connector', code)
      return reply.code(204).send()
    },
  )

  app.get(
    '/v1/connectors/:code/messages',
    {
      config,
      schema: {
        ...{ tags, summary: 'What a shop told, and what became of it, newest first', params: codeParams },
        querystring: z.strictObject({
          cursor: cursorOf(z.tuple([z.iso.datetime(), z.string()])).optional(),
          limit: limitSchema,
        }),
        response: { 200: pageSchema(messageSchema) },
      },
    },
    async ({ params: { code }, query: { cursor, limit = defaultLimit } }) => {
      const page = pageOf(await listMessages(hub.sql, code, cursor, limit), limit, ({ at, id }) => [
        at.toISOString(),
        id,
      ])
      const data = page.data.map(({ at, foreignId, answer, ...message }) => ({
        ...{ ...message, at: at.toISOString(), order: foreignId, answer: z.nullable(doneSchema).parse(answer) },
      }))
      return { ...page, data }
    },
  )

  await withRawBodies(app, (scope) => {
    scope.post(
      '/v1/connectors/:code/notify',
      {
        config: { needs: 'nothing' },
        schema: {
          ...{ tags, summary: 'A shop tells of an order', params: codeParams },
          description:
            'Needs no key: its signature is checked. A repeat changes nothing. What cannot be held is named, and is a discrepancy.',
          response: { 200: z.object({ received: z.literal(true), ...doneSchema.partial().shape }) },
        },
      },
      async (request) => {
        const { code } = request.params
        const connected = await readConnector(hub.sql, code)
        if (connected === null) throw notFound('connector', code)
        const received = await receive(hub, connected, signedMessageOf(request))
        switch (received.type) {
          case 'wrong_signature':
            throw wrongSignature()
          case 'invalid':
            throw invalid([{ path: received.path, message: received.message }])
          case 'ping':
            return { received: true as const }
          case 'taken':
            return { received: true as const, ...received.done }
        }
      },
    )
  })
}

const wrongSignature = (): Problem => new Problem(401, 'unauthorized', 'The signature does not fit this message.')

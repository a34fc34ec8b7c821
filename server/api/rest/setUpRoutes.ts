import { z } from 'zod'
import { createChannelKey, listChannelKeys, revokeChannelKey } from '../../auth/channelKeys.ts'
import { channelInputSchema, channelSchema, listChannels, putChannel } from '../../catalogue/channels.ts'
import { listLocations, locationInputSchema, locationSchema, putLocation } from '../../catalogue/locations.ts'
import { pageOf } from '../../db/pages.ts'
import { announce, changed } from '../../feed/announce.ts'
import { codeSchema } from '../../../shared/codes.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import { answerOnce, bodyHashOf } from './idempotency.ts'
import type { RestApp } from './restApp.ts'
import { codePage, codeParams, defaultLimit, momentSchema, pageOfAll, pageSchema, settingUp } from './schemas.ts'

const listedKeySchema = z.object({
  ...{ id: z.string(), createdAt: momentSchema, revokedAt: momentSchema.nullable() },
  lastCallAt: momentSchema.nullable().meta({ description: 'to the minute; null: nobody ever called with it' }),
})

/** `/v1/locations` and `/v1/channels` with their keys: where a shop is and through what it sells. */
export const setUpRoutes = (app: RestApp, hub: Hub, forget: () => void): void => {
  const tags = ['Set-up']
  const admin = { needs: 'admin' } as const

  app.put(
    '/v1/locations/:code',
    settingUp('Set-up', 'Make or change a location', locationInputSchema, locationSchema),
    (request) => announce(hub, (tx) => putLocation(tx, request.params.code, request.body)),
  )

  app.get(
    '/v1/locations',
    {
      schema: { tags, summary: 'All locations', querystring: codePage, response: { 200: pageSchema(locationSchema) } },
    },
    async (request) => pageOfAll(await listLocations(hub.sql), ({ code }) => code, request.query),
  )

  app.put(
    '/v1/channels/:code',
    settingUp('Set-up', 'Make or change a channel', channelInputSchema, channelSchema),
    async (request) => {
      const channel = await announce(hub, (tx) => putChannel(tx, request.params.code, request.body))
      forget()
      return channel
    },
  )

  app.get(
    '/v1/channels',
    { schema: { tags, summary: 'All channels', querystring: codePage, response: { 200: pageSchema(channelSchema) } } },
    async (request) => pageOfAll(await listChannels(hub.sql), ({ code }) => code, request.query),
  )

  app.post(
    '/v1/channels/:code/keys',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Make a key for a channel; it is shown once',
        params: codeParams,
        body: z.strictObject({}).nullish(),
        response: { 201: z.object({ key: z.string() }) },
      },
    },
    (request, reply) =>
      answerOnce(
        hub,
        request,
        reply,
        { type: 'channel.key', bodyHash: bodyHashOf(request), status: 201, secret: true },
        async (tx) => {
          const key = await createChannelKey(tx, request.params.code)
          if (key === null) throw notFound('channel', request.params.code)
          return changed({ key })
        },
      ),
  )

  app.get(
    '/v1/channels/:code/keys',
    {
      config: admin,
      schema: {
        tags,
        summary: 'The keys of a channel, without the secrets',
        params: codeParams,
        querystring: codePage,
        response: { 200: pageSchema(listedKeySchema) },
      },
    },
    async (request) => {
      const { cursor: [after = null] = [], limit = defaultLimit } = request.query
      const keys = await listChannelKeys(hub.sql, request.params.code, { after, limit })
      if (keys === null) throw notFound('channel', request.params.code)
      const listed = keys.map(({ id, createdAt, revokedAt, lastCallAt }) => ({
        lastCallAt: lastCallAt?.toISOString() ?? null,
        id,
        createdAt: createdAt.toISOString(),
        revokedAt: revokedAt?.toISOString() ?? null,
      }))
      return pageOf(listed, limit, ({ id }) => [id])
    },
  )

  app.delete(
    '/v1/channels/:code/keys/:id',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Revoke a key',
        params: z.object({ code: codeSchema, id: codeSchema }),
        response: { 204: z.undefined().meta({ description: 'revoked' }) },
      },
    },
    async (request, reply) => {
      const { code, id } = request.params
      if (!(await revokeChannelKey(hub.sql, code, id))) throw notFound('key', id)
      forget()
      return reply.code(204).send()
    },
  )
}

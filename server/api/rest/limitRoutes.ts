import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { cursorOf } from '../../db/pages.ts'
import { announce, changed } from '../../feed/announce.ts'
import {
  dropLimit,
  type LimitInput,
  limitInputSchema,
  type LimitKey,
  limitSchema as limitOfChannelSchema,
  listLimits,
  type NoLimit,
  saveLimit,
} from '../../stock/channelLimits.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound, type Problem } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { codeParams, defaultLimit, limitSchema, momentSchema, pageSchema } from './schemas.ts'

const shownSchema = limitOfChannelSchema.extend({ since: momentSchema.nullable() }).meta({ id: 'ChannelLimit' })
const ofAll = z.object({ code: codeSchema, location: codeSchema })
const ofOne = ofAll.extend({ sku: codeSchema })
const gone = z.undefined().meta({ description: 'there is none any more' })

/** `/v1/channels/{code}/limits`: what each channel may have of the one stock. */
export const limitRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Set-up']
  const config = { needs: 'admin' as const }

  app.get(
    '/v1/channels/:code/limits',
    {
      config,
      schema: {
        ...{ tags, summary: 'What a channel may have, by location and SKU', params: codeParams },
        querystring: z.strictObject({
          location: codeSchema.optional(),
          cursor: cursorOf(z.tuple([codeSchema, codeSchema.or(z.literal(''))])).optional(),
          limit: limitSchema,
        }),
        response: { 200: pageSchema(shownSchema) },
      },
    },
    async ({ params, query: { location, cursor, limit = defaultLimit } }) => {
      const page = await listLimits(hub.sql, { channel: params.code, location, after: cursor, limit })
      return { ...page, data: page.data.map((one) => ({ ...one, since: toText(one.since) })) }
    },
  )

  app.put(
    '/v1/channels/:code/limits/:location',
    {
      config,
      schema: {
        ...{ tags, summary: 'Say what of every SKU of a location stays for the others', params: ofAll },
        ...{ body: limitInputSchema, response: { 200: limitInputSchema } },
      },
    },
    ({ params: { code, location }, body }) => save(hub, { channel: code, location, sku: null }, body),
  )

  app.put(
    '/v1/channels/:code/limits/:location/:sku',
    {
      config,
      schema: {
        ...{ tags, summary: 'Say what a channel may have of a SKU at a location' },
        description: 'Nothing is taken from a channel that has more. What is left out is no limit.',
        ...{ params: ofOne, body: limitInputSchema, response: { 200: limitInputSchema } },
      },
    },
    ({ params: { code, location, sku }, body }) => save(hub, { channel: code, location, sku }, body),
  )

  app.delete(
    '/v1/channels/:code/limits/:location',
    {
      config,
      schema: { tags, summary: 'Nothing stays for the others any more', params: ofAll, response: { 204: gone } },
    },
    async ({ params: { code, location } }, reply) => {
      await drop(hub, { channel: code, location, sku: null })
      return reply.code(204).send()
    },
  )

  app.delete(
    '/v1/channels/:code/limits/:location/:sku',
    { config, schema: { tags, summary: 'Take a limit away', params: ofOne, response: { 204: gone } } },
    async ({ params: { code, location, sku } }, reply) => {
      await drop(hub, { channel: code, location, sku })
      return reply.code(204).send()
    },
  )
}

const toText = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

const save = async (hub: Hub, key: LimitKey, input: LimitInput): Promise<LimitInput> => {
  const saved = await announce(hub, async (tx) => {
    const result = await saveLimit(tx, key, input)
    return 'trouble' in result ? changed(result.trouble) : changed(null, ...result.changes)
  })
  if (saved !== null) throw problemOf(saved, key)
  return input
}

const drop = async (hub: Hub, key: LimitKey): Promise<void> => {
  const dropped = await announce(hub, async (tx) => {
    const changes = await dropLimit(tx, key)
    return changed(changes !== null, ...(changes ?? []))
  })
  if (!dropped) throw notFound('limit', `${key.channel} ${key.location} ${key.sku ?? ''}`.trim())
}

const problemOf = (trouble: NoLimit, { channel, location, sku }: LimitKey): Problem => {
  switch (trouble) {
    case 'channel':
      return notFound('channel', channel)
    case 'location':
      return notFound('location', location)
    case 'item':
      return notFound('item', sku ?? '')
    case 'counter':
      return invalid([{ path: 'code', message: 'a counter has no limits: what it sells lies before it' }])
    case 'cap_of_all':
      return invalid([{ path: 'cap', message: 'a cap is of one SKU' }])
  }
}

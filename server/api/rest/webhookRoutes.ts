import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { cursorOf } from '../../db/pages.ts'
import { changed } from '../../feed/announce.ts'
import { refusalOf } from '../../webhooks/addresses.ts'
import {
  listDeliveries,
  listWebhooks,
  putWebhook,
  removeWebhook,
  renewSecret,
  replay,
  wantedTypeSchema,
} from '../../webhooks/webhooks.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound } from '../problem.ts'
import { answerOnce, bodyHashOf } from './idempotency.ts'
import { answerRenewed, keepOldSchema, renewedSecretSchema } from './renewedSecret.ts'
import type { RestApp } from './restApp.ts'
import { codePage, defaultLimit, limitSchema, momentSchema, pageOfAll, pageSchema } from './schemas.ts'

const nameParams = z.object({ name: codeSchema })
const position = z
  .string()
  .regex(/^\d{1,15}$/, 'a position')
  .transform(Number)

const webhookSchema = z
  .object({
    name: z.string(),
    url: z.string(),
    types: z.array(z.string()),
    waiting: z.number().meta({ description: 'changes on their way' }),
    lastDeliveredAt: momentSchema.optional(),
    failure: z.string().optional().meta({ description: 'what the last try that failed was answered' }),
  })
  .meta({ id: 'Webhook' })

const deliverySchema = z
  .object({
    position: z.number(),
    at: momentSchema,
    type: z.string(),
    subject: z.string(),
    state: z.enum(['waiting', 'delivered', 'given_up']),
    tries: z.number(),
    nextTryAt: momentSchema.optional(),
    endedAt: momentSchema.optional(),
    answer: z.string().optional(),
  })
  .meta({ id: 'WebhookDelivery' })

const moment = (at: Date | null): string | undefined => at?.toISOString()

/** `/v1/webhooks`: whom to tell of changes. */
export const webhookRoutes = (app: RestApp, hub: Hub): void => {
  const tags = ['Changes']
  const config = { needs: 'admin' as const }

  app.put(
    '/v1/webhooks/:name',
    {
      config,
      schema: {
        tags,
        summary: 'Be told of changes, signed after Standard Webhooks',
        description:
          'At least once, in order per subject; tried again for three days. The secret stays the same until it is replaced.',
        params: nameParams,
        body: z.strictObject({
          url: z.url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' }).max(2_000),
          types: z.array(wantedTypeSchema).min(1).max(50),
        }),
        response: { 200: z.object({ secret: z.string() }) },
      },
    },
    async (request) => {
      const { url, types } = request.body
      const refused = hub.settings.isLocal ? null : await refusalOf(url)
      if (refused !== null) throw invalid([{ path: 'url', message: refused }])
      const secret = await hub.sql.begin((tx) => putWebhook(tx, request.params.name, { url, types }))
      return { secret }
    },
  )

  app.post(
    '/v1/webhooks/:name/secret',
    {
      config,
      schema: {
        ...{ tags, summary: 'Replace the secret; the new one is shown once', params: nameParams },
        description:
          'What waits stays. For `keepOldForSeconds` (a day, if nothing is said) every message is signed by both, as Standard Webhooks has it: one signature ' +
          'after the other in `webhook-signature`. 0: the old one signs no more; what is under way just now is tried again.',
        ...{ body: keepOldSchema, response: { 200: renewedSecretSchema } },
      },
    },
    (request, reply) => {
      const { name } = request.params
      return answerRenewed(hub, request, reply, {
        type: 'webhook.secret',
        keepOldForSeconds: request.body?.keepOldForSeconds,
        renew: (tx, keepSeconds) => renewSecret(tx, name, keepSeconds),
        missing: () => notFound('webhook', name),
      })
    },
  )

  app.get(
    '/v1/webhooks',
    {
      config,
      schema: {
        ...{ tags, summary: 'All webhooks, and how they fare', querystring: codePage },
        response: { 200: pageSchema(webhookSchema) },
      },
    },
    async (request) => {
      const page = pageOfAll(await listWebhooks(hub.sql), ({ name }) => name, request.query)
      const data = page.data.map(({ types, lastDeliveredAt, failure, ...webhook }) => ({
        ...webhook,
        types: [...types],
        lastDeliveredAt: moment(lastDeliveredAt),
        failure: failure ?? undefined,
      }))
      return { ...page, data }
    },
  )

  app.delete(
    '/v1/webhooks/:name',
    {
      config,
      schema: {
        tags,
        summary: 'Tell them no more',
        params: nameParams,
        response: { 204: z.undefined().meta({ description: 'removed' }) },
      },
    },
    async (request, reply) => {
      if (!(await removeWebhook(hub.sql, request.params.name))) throw notFound('webhook', request.params.name)
      return reply.code(204).send()
    },
  )

  app.get(
    '/v1/webhooks/:name/deliveries',
    {
      config,
      schema: {
        ...{ tags, summary: 'What was sent and what is on its way, newest first', params: nameParams },
        querystring: z.strictObject({ cursor: cursorOf(z.tuple([position])).optional(), limit: limitSchema }),
        response: { 200: pageSchema(deliverySchema) },
      },
    },
    async (request) => {
      const { cursor, limit = defaultLimit } = request.query
      const { data, nextCursor } = await listDeliveries(hub.sql, request.params.name, cursor?.[0], limit)
      return {
        data: data.map(({ at, state, nextTryAt, endedAt, answer, ...delivery }) => ({
          ...delivery,
          at: at.toISOString(),
          state: deliverySchema.shape.state.parse(state),
          nextTryAt: moment(nextTryAt),
          endedAt: moment(endedAt),
          answer: answer ?? undefined,
        })),
        nextCursor,
      }
    },
  )

  app.post(
    '/v1/webhooks/:name/deliveries/:position/replay',
    {
      config,
      schema: {
        ...{ tags, summary: 'Send a change once more', params: nameParams.extend({ position }) },
        body: z.strictObject({}).nullish(),
        response: { 200: z.object({ position: z.number() }) },
      },
    },
    (request, reply) => {
      const { name, position: wanted } = request.params
      const once = { type: 'webhook.replay', bodyHash: bodyHashOf(request), status: 200 }
      return answerOnce(hub, request, reply, once, async (tx) => {
        if (!(await replay(tx, name, wanted))) throw notFound('delivery', String(wanted))
        return changed({ position: wanted })
      })
    },
  )
}

import { normalizeIP, type RateLimitOptions } from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { graceSeconds, leaseSeconds } from '../../../shared/sessions/sessions.ts'
import { changed } from '../../feed/announce.ts'
import type { Life } from '../../sessions/leases.ts'
import { TooManyStreams } from '../../sessions/presence.ts'
import { WrongIds } from '../../sessions/wrongIds.ts'
import { messageOf, openEventStream } from '../../streams/eventStream.ts'
import { streamGate } from '../../streams/streamGate.ts'
import type { Hub } from '../hub.ts'
import { notFound, sessionEnded, tooManyStreams, tooManyWrong } from '../problem.ts'
import { answerOnce, bodyHashOf } from './idempotency.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { mediaTypes } from './schemas.ts'

const tags = ['Live sessions']
const idParams = z.object({ id: z.string().regex(/^[\w-]{43}$/) })
const named = idParams.catch({ id: '' })
/** Its id lets a browser in, but not as often as it likes. */
const own: { needs: 'nothing'; rateLimit: RateLimitOptions } = {
  needs: 'nothing',
  rateLimit: {
    max: 240,
    allowList: [],
    keyGenerator: ({ params }: FastifyRequest) => `session ${named.parse(params).id}`,
  },
}
const gone = { 204: z.undefined().meta({ description: 'ended' }) }

const nothingYet = (): void => {}

/** `/v1/sessions`: who is there, so that what they hold is given back when they leave. */
export const sessionRoutes = async (app: RestApp, hub: Hub): Promise<void> => {
  app.post(
    '/v1/sessions',
    {
      schema: {
        tags,
        summary: 'Begin a live session',
        description: 'The id is its own key: give it to the customer’s browser and to nobody else.',
        body: z.strictObject({}).nullish(),
        response: { 201: z.object({ id: z.string(), graceSeconds: z.number(), leaseSeconds: z.number() }) },
      },
    },
    (request, reply) =>
      answerOnce(
        hub,
        request,
        reply,
        { type: 'session', bodyHash: bodyHashOf(request), status: 201, secret: true },
        async (tx) =>
          changed({ id: await hub.sessions.open(callerOf(request).giver.channel, tx), graceSeconds, leaseSeconds }),
      ),
  )
  await app.register(async (scope) => ownRoutes(scope, hub))
}

/** What a browser asks by itself: without a bearer key, from a page of any origin, with whatever body it can send. */
const ownRoutes = (scope: RestApp, hub: Hub): void => {
  const wrongIds = new WrongIds(hub.monotonicNow)
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, body, done) => {
    body.resume()
    done(null)
  })
  scope.addHook('onRequest', (request, reply, done) => {
    reply.header('access-control-allow-origin', '*')
    done(wrongIds.isBlocked(normalizeIP(request.ip)) ? tooManyWrong('sessions') : undefined)
  })

  /** @throws Problem unless the session is live */
  const insist = (request: FastifyRequest, life: Life, id: string): void => {
    if (life === 'ended') throw sessionEnded()
    if (life === 'live') return
    wrongIds.count(normalizeIP(request.ip))
    throw notFound('session', id)
  }

  scope.get(
    '/v1/sessions/:id/stream',
    {
      config: own,
      schema: {
        tags,
        summary: 'Be there: an event stream that keeps the session while it is open',
        description: `Its close starts the grace of ${graceSeconds} s, unless another stream of the session is open. An event \`ended\` says that the session is over.`,
        params: idParams,
        response: { 200: z.string().meta(mediaTypes('text/event-stream')) },
      },
    },
    (request, reply) => stream(request, reply, request.params.id),
  )

  const gate = streamGate(Number.POSITIVE_INFINITY)
  scope.addHook('preClose', async () => {
    // The sessions keep their leases: who follows finds another hub, or this one again.
    await hub.sessions.close()
    gate.close()
  })

  const stream = async (request: FastifyRequest, reply: FastifyReply, id: string): Promise<void> => {
    let over = nothingYet
    const joined = await hub.sessions.join(id, { end: () => over() }).catch((error: unknown) => {
      throw error instanceof TooManyStreams ? tooManyStreams(error) : error
    })
    if (typeof joined !== 'function') return insist(request, joined, id)
    const opened = openEventStream(request, reply)
    gate.let(opened)
    opened.onClose(joined)
    over = () => {
      opened.send(messageOf({ name: 'ended', data: {} }))
      opened.end()
    }
    opened.send(messageOf({ name: 'ready', data: { graceSeconds, leaseSeconds } }))
  }

  scope.post(
    '/v1/sessions/:id/heartbeat',
    {
      config: own,
      schema: {
        tags,
        summary: 'Be there for another lease',
        params: idParams,
        response: { 200: z.object({ leaseSeconds: z.number() }) },
      },
    },
    async (request) => {
      insist(request, await hub.sessions.heartbeat(request.params.id), request.params.id)
      return { leaseSeconds }
    },
  )

  const end = async (request: FastifyRequest, reply: FastifyReply, id: string): Promise<void> => {
    if (!(await hub.sessions.end(id))) insist(request, 'unknown', id)
    reply.code(204).send()
  }
  const ending = { tags, summary: 'Leave: all that is not confirmed is given back at once', params: idParams }

  scope.delete('/v1/sessions/:id', { config: own, schema: { ...ending, response: gone } }, (request, reply) =>
    end(request, reply, request.params.id),
  )
  scope.post('/v1/sessions/:id/end', { config: own, schema: { ...ending, response: gone } }, (request, reply) =>
    end(request, reply, request.params.id),
  )
  // A beacon of JSON, or a stream that is asked for with headers of its own, is asked about first. Beacons go with credentials, of which there are
  // none here, and for those no asterisk counts.
  for (const [path, method] of [
    ['', 'DELETE'],
    ['/stream', 'GET'],
    ['/heartbeat', 'POST'],
    ['/end', 'POST'],
  ])
    scope.options(
      `/v1/sessions/:id${path}`,
      { config: own, schema: { hide: true, params: idParams } },
      ({ headers }, reply) =>
        reply
          .header('access-control-allow-origin', headers.origin ?? '*')
          .header('access-control-allow-credentials', 'true')
          .header('access-control-allow-methods', method)
          .header('access-control-allow-headers', headers['access-control-request-headers'] ?? '*')
          .header('vary', 'Origin')
          .header('access-control-max-age', '86400')
          .code(204)
          .send(undefined),
    )
}

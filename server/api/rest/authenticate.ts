import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Caller, type Callers, publicChannel } from '../../auth/callers.ts'
import { forbidden, Problem } from '../problem.ts'
import type { Sessions } from '../../sessions/sessions.ts'
import { callerOf, type RestApp } from './restApp.ts'

/** Wrong keys that one address may try in a minute. Keys are too long to be guessed; this keeps the noise out of the database. */
const wrongKeysPerMinute = 600

const bearerPattern = /^Bearer +(\S{1,512})$/i

const sessionNamed = z.object({ session: z.string().regex(/^[\w-]{43}$/) })

const unauthorized = (detail: string): Problem => new Problem(401, 'unauthorized', detail)

const tooMany = (seconds: number): Problem =>
  new Problem(429, 'too_many_requests', 'This key or address has asked too often.', { retryAfterSeconds: seconds })

/** Notes who asks. @returns why they may not, if so */
const admit = (request: FastifyRequest, caller: Caller): Problem | undefined => {
  request.caller = caller
  return request.routeOptions.config.needs === 'admin' && !caller.isAdmin ? forbidden() : undefined
}

/**
 * Lets a request in if it bears a key that may do what the route does, and limits how often each key may ask. All from memory: the hot path
 * pays a hash and two look-ups, and waits for nothing.
 */
export const authenticate = async (
  app: RestApp,
  callers: Callers,
  sessions: Pick<Sessions, 'channelOf'>,
): Promise<void> => {
  app.decorateRequest('caller', null)
  app.decorateRequest('bearer', '')
  const refuse = await limitRates(app)

  const lookUp = async (request: FastifyRequest, looking: Promise<Caller | null>): Promise<Problem | undefined> => {
    const caller = await looking
    return caller === null ? refuse(request) : admit(request, caller)
  }

  /** Browsers cannot send a key with a stream, and must not have one: a live session lets them look. */
  const lookUpSession = async (request: FastifyRequest): Promise<Problem | undefined> => {
    const named = sessionNamed.safeParse(request.query)
    if (!named.success) return refuse(request)
    const channel = await sessions.channelOf(named.data.session)
    // Anybody can begin a session on the public page: it shows public events, by its own routes.
    return channel === null || channel === publicChannel ? refuse(request) : undefined
  }

  app.addHook('onRequest', (request: FastifyRequest, _reply: FastifyReply, proceed: (error?: Error) => void) => {
    if (request.routeOptions.config.needs === 'nothing' || request.is404) {
      proceed()
      return
    }
    if (request.routeOptions.config.needs === 'key or session' && request.headers.authorization === undefined) {
      lookUpSession(request).then(proceed, proceed)
      return
    }
    request.bearer = bearerPattern.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const found = request.bearer === '' ? Promise.resolve(null) : callers.find(request.bearer)
    if (found instanceof Promise) lookUp(request, found).then(proceed, proceed)
    else proceed(admit(request, found))
  })
}

/** Limits each key by its channel's figure, and says what a wrong key gets. */
const limitRates = async (app: RestApp) => {
  await app.register(rateLimit, {
    global: true,
    cache: 10_000,
    timeWindow: 60_000,
    keyGenerator: (request) => request.caller?.id ?? normalizeIP(request.ip),
    allowList: (request) => request.caller === null,
    max: (request) => callerOf(request).requestsPerMinute,
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
      'retry-after': false,
    },
    errorResponseBuilder: (_request, { ttl }) => tooMany(Math.ceil(ttl / 1000)),
  })
  const limitWrongKeys = app.createRateLimit({
    max: wrongKeysPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => `wrong ${normalizeIP(request.ip)}`,
    allowList: [],
  })
  return async (request: FastifyRequest): Promise<Problem> => {
    const limited = await limitWrongKeys(request)
    if (!limited.isAllowed && limited.isExceeded) return tooMany(limited.ttlInSeconds)
    return unauthorized(
      request.bearer === '' ? 'Send a key: Authorization: Bearer KEY.' : 'This key is wrong or was revoked.',
    )
  }
}

import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { handleErrors, refuseUnread, sendProblem } from './errors.ts'
import { healthRoutes } from './health.ts'
import type { Hub } from './hub.ts'
import { observe } from './observe.ts'
import { createPeople } from './people.ts'
import { ensureOwnChannels, restApi } from './rest/rest.ts'
import { serveTerminal } from './static.ts'
import { trpcApi } from './trpc/trpcApi.ts'
import { turnAwayWhileStalled } from './turnAway.ts'

const mebibyte = 1024 * 1024

/** All that the hub answers over HTTP, ready to listen or to be asked in a test. */
export const createApp = async (hub: Hub): Promise<FastifyInstance> => {
  const loggerInstance: FastifyBaseLogger = hub.log
  const app: FastifyInstance = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: mebibyte,
    clientErrorHandler: refuseUnread,
    trustProxy: hub.settings.trustedProxies.length === 0 ? false : [...hub.settings.trustedProxies],
    // A batch of tRPC names its procedures in the path.
    routerOptions: { maxParamLength: 5000 },
    frameworkErrors: (error, request, reply) => {
      sendProblem(error, request, reply)
    },
  })
  const people = createPeople(hub)
  readJson(app)
  handleErrors(app)
  observe(app, hub.metrics, hub.log)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff')
    done()
  })
  await ensureOwnChannels(hub)
  healthRoutes(app, hub)
  await app.register((scope) => {
    turnAwayWhileStalled(scope, hub)
    return restApi(scope, hub, people)
  })
  await app.register(
    (scope) => {
      turnAwayWhileStalled(scope, hub)
      return trpcApi(scope, hub, people)
    },
    { prefix: '/trpc' },
  )
  if (hub.settings.terminalFolder !== null) await serveTerminal(app, hub.settings.terminalFolder)
  await app.ready()
  return app
}

/** JSON is the only body that routes take unless they say otherwise. No body at all is none, also where its type is given. */
const readJson = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.trim() === '') done(null, undefined)
    else void parse(request, body, done)
  })
}

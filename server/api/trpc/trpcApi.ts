import { normalizeIP } from '@fastify/rate-limit'
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Hub } from '../hub.ts'
import type { People } from '../people.ts'
import { appRouter } from '../router.ts'
import { demoCodes } from './demoCodes.ts'
import { exportsRoute } from './exports.ts'
import { importItemsRoute } from './importItems.ts'
import type { RequestContext } from './procedures.ts'

/** A hundred commands of a long day offline, each with many lines. */
const bodyLimit = 8 * 1024 * 1024

const loopback = /^(?:127\.|::1$|::ffff:127\.)/

/** A request that a proxy on this machine passed on may come from anywhere. */
const isLoopback = (request: FastifyRequest): boolean =>
  loopback.test(request.ip) && headerOf(request, 'x-forwarded-for') === null && headerOf(request, 'forwarded') === null

const headerOf = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name]
  return typeof value === 'string' && value.length <= 512 ? value : null
}

/** The procedures of the terminals, at `/trpc`. */
export const trpcApi = async (app: FastifyInstance, hub: Hub, people: People): Promise<void> => {
  const closing = new AbortController()
  app.addHook('preClose', (done) => {
    closing.abort()
    done()
  })
  const codes = demoCodes(hub)
  const contextOf = (request: FastifyRequest): RequestContext => ({
    hub,
    people,
    address: normalizeIP(request.ip),
    isLoopback: isLoopback(request),
    token: /^Bearer +(\S+)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1] ?? null,
    staffToken: headerOf(request, 'x-holdfast-staff'),
    demoCodes: codes,
    closing: closing.signal,
  })

  await importItemsRoute(app, contextOf)
  exportsRoute(app, contextOf)

  // tRPC reads the text by itself.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )

  app.route<{ Params: { path: string } }>({
    method: ['GET', 'POST'],
    url: '/:path',
    bodyLimit,
    handler: (req, res) =>
      fastifyRequestHandler<typeof appRouter, FastifyRequest, FastifyReply>({
        router: appRouter,
        req,
        res,
        path: req.params.path,
        createContext: () => contextOf(req),
        onError: ({ error, path }) => {
          if (error.code === 'INTERNAL_SERVER_ERROR')
            hub.log.error({ err: error.cause ?? error, procedure: path }, 'a procedure met a bug')
        },
      }),
  })
}

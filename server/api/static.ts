import { existsSync } from 'node:fs'
import path from 'node:path'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './errors.ts'

const year = 365 * 24 * 3600

/** Files under `assets/` carry a hash of their content in their name; everything else may change with the next version. */
const cacheControl = (file: string): string =>
  file.split(path.sep).includes('assets') ? `public, max-age=${year}, immutable` : 'no-cache'

/**
 * Serves the web terminal, built by `renderer/build.ts`, under a policy that lets it load and ask nothing but this hub. Styles may be
 * inline, since the component library writes them; scripts may not.
 */
export const serveTerminal = async (app: FastifyInstance, folder: string): Promise<void> => {
  if (!existsSync(path.join(folder, 'index.html'))) {
    app.log.warn('there is no built web terminal: / is not served')
    return
  }
  await app.register(async (scope) => {
    // What leads out of the folder is not there, like all else that is not.
    scope.setErrorHandler((error, request, reply) =>
      error instanceof Error && 'statusCode' in error && error.statusCode === 403
        ? reply.callNotFound()
        : sendProblem(error, request, reply),
    )
    await scope.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          // The PIN is checked offline too, by argon2 in WebAssembly.
          scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          fontSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          workerSrc: ["'self'"],
          manifestSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      // A shop's hub is often reached by a bare address without TLS; who terminates TLS in front of it sets this.
      strictTransportSecurity: false,
    })
    await scope.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      setHeaders: (reply, file) => {
        reply.header('cache-control', cacheControl(path.relative(folder, file)))
      },
    })
    // Where customers choose their seats: the same page for every event, which reads its own address.
    if (existsSync(path.join(folder, 'seats.html')))
      scope.get('/events/:code', (_request, reply) => reply.sendFile('seats.html'))
    // Where a customer pays. The address is its key, so it is told to nobody.
    if (existsSync(path.join(folder, 'checkout.html')))
      scope.get('/checkout/:key', (_request, reply) =>
        reply.header('referrer-policy', 'no-referrer').sendFile('checkout.html'),
      )
  })
}

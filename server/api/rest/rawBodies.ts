import type { FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { RestApp } from './restApp.ts'

/** Routes whose bodies come as bytes, whatever they are said to be: a signature is over them. */
export const withRawBodies = async (app: RestApp, routes: (scope: RestApp) => void): Promise<void> => {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    routes(scope.withTypeProvider<ZodTypeProvider>())
  })
}

/** A request as a signed message, its bytes untouched. */
export const signedMessageOf = (request: FastifyRequest) => ({
  body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  header: (name: string): string | undefined => {
    const value = request.headers[name]
    return typeof value === 'string' ? value : undefined
  },
})

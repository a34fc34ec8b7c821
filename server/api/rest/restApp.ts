import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '../../auth/callers.ts'

/** A Fastify whose routes get their types from zod schemas. */
export type RestApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** Answers with JSON that is text already: it is sent as it is, without going through a schema once more. */
export const sendJson = (reply: FastifyReply, status: number, body: string): FastifyReply =>
  reply.code(status).header('content-type', 'application/json; charset=utf-8').send(body)

/** Who may call a route: anybody, who names a live session in the address or has a key, any key, or an admin key alone. */
export type Needs = 'nothing' | 'key or session' | 'key' | 'admin'

declare module 'fastify' {
  interface FastifyContextConfig {
    needs?: Needs
  }
  interface FastifyRequest {
    /** Set before any handler of a route that needs a key. */
    caller: Caller | null
    /** The key as it was sent, for answers that only its bearer may read again. */
    bearer: string
  }
}

/** The caller of a route that needs a key. */
export const callerOf = (request: FastifyRequest): Caller => {
  if (request.caller === null) throw new Error('a route that needs a key was reached without one')
  return request.caller
}

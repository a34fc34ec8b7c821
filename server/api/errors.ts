import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, problemBody, problemContentType } from './problem.ts'
import { malformed, toProblem } from './toProblem.ts'

/** Sends a problem. */
export const sendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const problem = toProblem(error)
  if (problem.statusCode >= 500) note(problem, request)
  if (problem.retryAfterSeconds !== null) reply.header('retry-after', String(problem.retryAfterSeconds))
  if (problem.statusCode === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.statusCode).header('content-type', problemContentType).send(problemBody(problem))
}

/**
 * A bug is written down with all that is known. Callers who are turned away for a while may be thousands a second, each for the same reason: how it came to that
 * stands in the log of whoever found it.
 */
const note = (problem: Problem, { log, routeOptions }: FastifyRequest): void => {
  const { url: route } = routeOptions
  if (problem.statusCode !== 503) log.error({ err: problem.cause ?? problem, route }, problem.code)
  else log.debug({ err: problem.cause ?? problem, route }, problem.code)
}

/** What was sent could not even be read as a request, so no route is asked and nobody else may answer on this connection. */
export const refuseUnread = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (socket.writable && error.code !== 'ECONNRESET') {
    const problem = ofUnread[error.code ?? '']?.() ?? malformed('What was sent is no HTTP request.')
    const body = problemBody(problem)
    const head = [
      `HTTP/1.1 ${problem.statusCode} ${STATUS_CODES[problem.statusCode]}`,
      `content-type: ${problemContentType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  }
  socket.destroySoon()
}

const ofUnread: Readonly<Record<string, () => Problem>> = {
  HPE_HEADER_OVERFLOW: () => new Problem(431, 'headers_too_large', 'All headers together may have 16 KiB.'),
  ERR_HTTP_REQUEST_TIMEOUT: () => new Problem(408, 'timeout', 'The request did not arrive in time.'),
}

/** Every error of every route goes one way; so does every address and method that has no route. */
export const handleErrors = (app: FastifyInstance): void => {
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new Problem(404, 'not_found', 'There is nothing at this address for this method.'), request, reply),
  )
}

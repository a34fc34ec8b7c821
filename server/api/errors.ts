import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, problemBody, problemContentType } from './problem.ts'
import { toProblem } from './toProblem.ts'

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

/** Every error of every route goes one way; so does every address and method that has no route. */
export const handleErrors = (app: FastifyInstance): void => {
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new Problem(404, 'not_found', 'There is nothing at this address for this method.'), request, reply),
  )
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, problemBody, problemContentType } from './problem.ts'
import { toProblem } from './toProblem.ts'

/** Sends a problem; a bug is logged with its cause, everything else is an expected answer. */
export const sendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const problem = toProblem(error)
  if (problem.statusCode >= 500)
    request.log.error({ err: problem.cause ?? problem, route: request.routeOptions.url }, problem.code)
  if (problem.retryAfterSeconds !== null) reply.header('retry-after', String(problem.retryAfterSeconds))
  if (problem.statusCode === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.statusCode).header('content-type', problemContentType).send(problemBody(problem))
}

/** Every error of every route goes one way; so does every address and method that has no route. */
export const handleErrors = (app: FastifyInstance): void => {
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new Problem(404, 'not_found', 'There is nothing at this address for this method.'), request, reply),
  )
}

import type { FastifyInstance } from 'fastify'
import type { Hub } from './hub.ts'
import { Problem } from './problem.ts'

const stalled = (): Problem =>
  new Problem(503, 'unavailable', 'The database of the hub does not answer. Send the same request again soon.', {
    retryAfterSeconds: 2,
  })

/** Turns callers away at the door while the database does not answer: they would wait with all they sent, and fill the hub's memory. */
export const turnAwayWhileStalled = (app: FastifyInstance, { isStalled }: Pick<Hub, 'isStalled'>): void => {
  app.addHook('onRequest', (_request, _reply, done) => done(isStalled() ? stalled() : undefined))
}

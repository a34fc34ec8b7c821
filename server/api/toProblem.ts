import type { FastifyError } from 'fastify'
import { Fault, Overloaded } from '../arbiter/types.ts'
import { isFault } from '../db/faults.ts'
import { Problem } from './problem.ts'

/** What Fastify itself refuses, before a route is asked. */
const ofFastify: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem(413, 'too_large', 'The body is larger than this route takes.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new Problem(
      415,
      'unsupported_media_type',
      'Send JSON as application/json, or CSV as text/csv where it is asked for.',
    ),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => malformed('The body is not as long as its Content-Length says.'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => malformed('The body is not JSON.'),
  FST_ERR_BAD_URL: () => malformed('The address is not encoded as it should be.'),
  FST_ERR_MAX_PARAM_LENGTH: () => new Problem(404, 'not_found', 'There is nothing with a name that long.'),
}

export const malformed = (detail: string): Problem => new Problem(400, 'malformed', detail)

const isFastifyError = (error: unknown): error is FastifyError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** The answer to an error. What nobody expected is a bug: 500, and not a word about it to the caller. */
export const toProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  if (error instanceof Overloaded)
    return new Problem(503, 'overloaded', 'More is waiting than the hub can settle soon.', {
      retryAfterSeconds: error.retryAfterSeconds,
      cause: error,
    })
  if (error instanceof Fault || isFault(error))
    return new Problem(503, 'unavailable', 'The hub cannot reach its database. Send the same request again.', {
      retryAfterSeconds: 1,
      cause: error,
    })
  if (isFastifyError(error)) {
    const known = ofFastify[error.code]
    if (known !== undefined) return known()
    if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
      return new Problem(error.statusCode, 'refused', 'The request was refused.', { cause: error })
  }
  return new Problem(500, 'internal', 'The hub met a fault of its own. It has been logged.', { cause: error })
}

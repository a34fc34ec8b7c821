/** One thing that does not fit, at a place in the request: `lines.0.quantity`, or a header's or a parameter's name. */
export interface Misfit {
  readonly path: string
  readonly message: string
}

/** What an answer of 4xx or 5xx says. */
export interface ProblemData {
  readonly statusCode: number
  readonly code: string
  readonly detail: string
  /** More members of the answer, such as `errors` or `conflicts`. */
  readonly more: Readonly<Record<string, unknown>>
}

interface ProblemOptions {
  readonly more?: Readonly<Record<string, unknown>>
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/** An answer of 4xx or 5xx that is thrown, as `application/problem+json` (RFC 9457) with a `code` that programs can rely on. */
export class Problem extends Error implements ProblemData {
  override readonly name = 'Problem'
  readonly more: Readonly<Record<string, unknown>>
  readonly retryAfterSeconds: number | null

  constructor(
    readonly statusCode: number,
    readonly code: string,
    readonly detail: string,
    { more = {}, retryAfterSeconds, cause }: ProblemOptions = {},
  ) {
    super(detail, { cause })
    this.more = more
    this.retryAfterSeconds = retryAfterSeconds ?? null
  }

  static of({ statusCode, code, detail, more }: ProblemData): Problem {
    return new Problem(statusCode, code, detail, { more })
  }
}

/** Titles are the same for every occurrence of a status; what happened this time is in `detail`. */
const titles: Readonly<Record<number, string>> = {
  400: 'The request is malformed',
  401: 'No key, or a wrong one',
  403: 'This key may not do that',
  404: 'There is no such thing',
  408: 'The request took too long',
  409: 'It does not fit what is there',
  410: 'It is there no longer',
  413: 'The body is too large',
  415: 'This type of body is not understood here',
  422: 'The request does not fit its schema',
  429: 'Too many requests',
  431: 'The headers are too large',
  500: 'A fault in the hub',
  503: 'The hub cannot answer now',
}

export const problemContentType = 'application/problem+json; charset=utf-8'

export const problemBody = ({ statusCode, code, detail, more }: ProblemData): string =>
  JSON.stringify({
    type: `urn:holdfast:problem:${code}`,
    title: titles[statusCode] ?? 'Refused',
    status: statusCode,
    detail,
    code,
    ...more,
  })

export const notFound = (what: string, id: string): Problem =>
  new Problem(404, 'not_found', `There is no ${what} ${JSON.stringify(id)}.`)

/** How many misfits are told in words; all of them are in `errors`. */
const toldMisfits = 3

export const invalid = (errors: readonly Misfit[]): Problem => {
  const told = errors.slice(0, toldMisfits).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  const detail =
    errors.length > toldMisfits ? `${told.join('; ')}; and ${errors.length - toldMisfits} more` : told.join('; ')
  return new Problem(422, 'invalid', detail, { more: { errors } })
}

export const forbidden = (detail = 'This key may not do that.'): Problem => new Problem(403, 'forbidden', detail)

export const sessionEnded = (): Problem =>
  new Problem(409, 'session_ended', 'This session is over, and what was held in it is given back. Begin another one.')

/** Of any sort: each takes a socket and memory of this hub. */
export const tooManyStreams = (cause?: unknown): Problem =>
  new Problem(503, 'too_many_streams', 'This hub carries as many streams as it can. Come back in a moment.', {
    retryAfterSeconds: 5,
    cause,
  })

/** @param what is asked for by an id that is its own key, in the plural */
export const tooManyWrong = (what: string): Problem =>
  new Problem(429, 'too_many_requests', `This address has asked for too many ${what} that there are not.`, {
    retryAfterSeconds: 60,
  })

export const keyReused = (): Problem =>
  new Problem(409, 'idempotency_key_reused', 'This Idempotency-Key was used for another request.')

import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { seal, unseal } from '../../auth/secrets.ts'
import type { Sql, Tx } from '../../db/connect.ts'
import { announce, type Changed } from '../../feed/announce.ts'
import type { FeedReader } from '../../feed/types.ts'
import { invalid, keyReused, Problem, problemBody, problemContentType } from '../problem.ts'
import { callerOf } from './restApp.ts'

const keyPattern = /^[\x20-\x7e\xa0-\xff]{1,255}$/

/** The Idempotency-Key of a request; null if it has none. */
export const idempotencyKeyOf = (request: FastifyRequest): string | null => {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key === 'string' && keyPattern.test(key)) return key
  throw invalid([{ path: 'Idempotency-Key', message: '1 to 255 printable characters' }])
}

/**
 * True if this request was answered before under its key. That answer stands, also where what has changed since (a price, a campaign, a table that is no more) would have
 * it refused before anybody decides (SPEC C2): whoever has lost the answer would take it for a refusal of what was done.
 */
export const isRepeat = async ({ sql }: Pick<Deps, 'sql'>, request: FastifyRequest): Promise<boolean> => {
  const key = idempotencyKeyOf(request)
  if (key === null) return false
  const [found] = await sql`select from verdicts where caller = ${callerOf(request).id} and key = ${key}`
  return found !== undefined
}

/**
 * What a repeat has to equal: route, names in the address, and body. The body is taken as it was understood, so that the order of its fields
 * and the space between them do not matter.
 */
export const bodyHashOf = (request: FastifyRequest, body: unknown = request.body): string =>
  hash(
    'sha256',
    `${request.method} ${request.routeOptions.url}\n${JSON.stringify(request.params)}\n${JSON.stringify(body) ?? ''}`,
    'base64url',
  )

/** An answer as it is stored: what is said once more must be the same to the byte. */
const storedSchema = z.object({
  status: z.number(),
  /** The body in plain, or sealed under the caller's key because it tells a secret. */
  body: z.string().optional(),
  sealed: z.string().optional(),
})
type Stored = z.infer<typeof storedSchema>

export interface Once {
  readonly type: string
  readonly bodyHash: string
  readonly status: number
  /** True if the answer tells a secret, which is stored for nobody but the bearer of this key. */
  readonly secret?: boolean
}

interface Deps {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'committed'>
}

interface Given {
  readonly status: number
  readonly body: string
  readonly replayed: boolean
}

/**
 * Answers a POST whose effect is no command of the arbiter: its effect and its answer are stored in one transaction under the caller's
 * Idempotency-Key. The row is written first, so that repeats that arrive together wait at its unique index for the one answer.
 * @param effect asks the database through `tx` alone. One that has to ask beside it goes through `atMost`: a crowd of them would hold every connection and
 * wait for one more
 */
export const answerOnce = async (
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  once: Once,
  effect: (tx: Tx) => Promise<Changed<object>>,
): Promise<void> => {
  const key = idempotencyKeyOf(request)
  const given = await announce<Given>(deps, async (tx) => {
    if (key === null) {
      const { value, changes } = await effect(tx)
      return { value: { status: once.status, body: JSON.stringify(value), replayed: false }, changes }
    }
    const before = await claim(tx, request, key, once)
    if (before !== null) return { value: before, changes: [] }
    const { value, changes } = await attempt(tx, once, effect)
    await store(tx, request, key, value, once.secret === true)
    return { value: { ...value, replayed: false }, changes }
  })
  if (given.replayed) reply.header('idempotent-replayed', 'true')
  reply
    .code(given.status)
    .header('content-type', given.status < 400 ? 'application/json; charset=utf-8' : problemContentType)
    .send(given.body)
}

/** Takes the key for this request; waits where another holds it. @returns the answer that was given before, if there was one */
const claim = async (tx: Tx, request: FastifyRequest, key: string, once: Once): Promise<Given | null> => {
  const caller = callerOf(request).id
  const [mine] = await tx`
    insert into verdicts (caller, key, body_hash, type, verdict, position, settled_at)
    values (${caller}, ${key}, ${once.bodyHash}, ${once.type}, 'null', 0, now())
    on conflict do nothing returning 1`
  if (mine !== undefined) return null
  const [found] = await tx<{ bodyHash: string; verdict: unknown }[]>`
    select body_hash as "bodyHash", verdict from verdicts where caller = ${caller} and key = ${key}`
  // Taken back just now because its answer is none that is kept.
  if (found === undefined)
    throw new Problem(503, 'unavailable', 'Send the same request again.', { retryAfterSeconds: 1 })
  if (found.bodyHash !== once.bodyHash) throw keyReused()
  const { status, body, sealed } = storedSchema.parse(found.verdict)
  const plain = sealed === undefined ? (body ?? '') : unseal(sealed, request.bearer, key)
  return { status, body: plain, replayed: true }
}

/** Runs the effect; a refusal that is a verdict (404, 409) is an answer to be kept, with nothing done. */
const attempt = async (
  tx: Tx,
  once: Once,
  effect: (tx: Tx) => Promise<Changed<object>>,
): Promise<Changed<{ status: number; body: string }>> => {
  try {
    const done = await tx.savepoint(async (inner) => ({ result: await effect(inner) }))
    return { value: { status: once.status, body: JSON.stringify(done.result.value) }, changes: done.result.changes }
  } catch (error) {
    if (!(error instanceof Problem) || (error.statusCode !== 404 && error.statusCode !== 409)) throw error
    return { value: { status: error.statusCode, body: problemBody(error) }, changes: [] }
  }
}

const store = async (
  tx: Tx,
  request: FastifyRequest,
  key: string,
  { status, body }: { status: number; body: string },
  secret: boolean,
): Promise<void> => {
  const stored: Stored = secret ? { status, sealed: seal(body, request.bearer, key) } : { status, body }
  await tx`
    update verdicts set verdict = ${JSON.stringify(stored)}::text::json
    where caller = ${callerOf(request).id} and key = ${key}`
}

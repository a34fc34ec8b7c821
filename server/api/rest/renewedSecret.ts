import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { changed } from '../../feed/announce.ts'
import type { RenewedSecret } from '../../webhooks/newSecret.ts'
import type { Hub } from '../hub.ts'
import type { Problem } from '../problem.ts'
import { answerOnce, bodyHashOf } from './idempotency.ts'
import { momentSchema } from './schemas.ts'

/** In seconds. */
const aDay = 86_400

/** For how many seconds a secret that is replaced counts still. */
export const keepOldSchema = z.strictObject({ keepOldForSeconds: z.int().min(0).max(2_592_000).optional() }).nullish()
export const renewedSecretSchema = z.object({ secret: z.string(), oldUntil: momentSchema })

/** How a secret is replaced. */
interface Renewing {
  /** Of what, as it is told apart from others under an Idempotency-Key. */
  readonly type: string
  readonly keepOldForSeconds: number | undefined
  /** @returns null if there is nothing that has it */
  readonly renew: (tx: Tx, keepSeconds: number) => Promise<RenewedSecret | null>
  readonly missing: () => Problem
}

/** Answers with a new secret; a repeat under the same Idempotency-Key gets the same. @throws what `missing` says */
export const answerRenewed = (
  hub: Hub,
  request: FastifyRequest,
  reply: FastifyReply,
  { type, keepOldForSeconds = aDay, renew, missing }: Renewing,
): Promise<void> =>
  answerOnce(hub, request, reply, { type, bodyHash: bodyHashOf(request), status: 200, secret: true }, async (tx) => {
    const renewed = await renew(tx, keepOldForSeconds)
    if (renewed === null) throw missing()
    return changed({ secret: renewed.secret, oldUntil: renewed.oldUntil.toISOString() })
  })

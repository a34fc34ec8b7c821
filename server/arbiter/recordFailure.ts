import type { Verdict } from '../../shared/protocol/verdicts.ts'
import type { Session } from '../db/session.ts'
import type { Answer, Submission } from './types.ts'

/** Stores the verdict of a command that met a bug, so that it does not block those behind it (SPEC C7). It has changed nothing. */
export const recordFailure = async (session: Session, submission: Submission): Promise<Answer> => {
  const verdict: Verdict = { accepted: false, rejection: { code: 'internal' } }
  const { caller, key, bodyHash, command, giver, turn } = submission
  const position = await session.transaction(async (tx, commit) => {
    const [row] = await tx<{ position: number }[]>`
      insert into verdicts (caller, key, body_hash, type, staff, verdict, position, settled_at)
      select ${caller}, ${key}, ${bodyHash}, ${command.type}, ${giver.staff}, ${JSON.stringify(verdict)}::text::json, position, now()
      from feed_head
      returning position`
    if (turn !== undefined)
      await tx`
        update terminals set last_sequence = ${turn.sequence}, last_seen_at = now()
        where id = ${turn.terminal} and last_sequence = ${turn.sequence - 1}`
    await commit()
    return row?.position ?? 0
  })
  return { type: 'verdict', verdict, replayed: false, position }
}

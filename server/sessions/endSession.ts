import type { NewId } from '../../shared/holds/settle.ts'
import type { Arbiter } from '../arbiter/types.ts'

interface Deps {
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly newId: NewId
}

/**
 * Has the arbiter end a session: at once, or only if its lease is over.
 * @returns whether it lives; null if there is no such session
 * @throws Overloaded, Fault as `Arbiter.submit`
 */
export const endSession = async (
  { arbiter, newId }: Deps,
  session: string,
  { atOnce }: { readonly atOnce: boolean },
): Promise<boolean | null> => {
  const answer = await arbiter.submit({
    ...{ caller: 'hub', key: newId(), bodyHash: '', command: { type: 'session.end', session, atOnce } },
    giver: { channel: '', ttlSeconds: 0, terminal: null, staff: null, role: null, ownOnly: false, isHub: true },
  })
  if (answer.type !== 'verdict' || !answer.verdict.accepted) return null
  return answer.verdict.outcome.type === 'session' && answer.verdict.outcome.isLive
}

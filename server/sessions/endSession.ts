import type { NewId } from '../../shared/holds/settle.ts'
import { ofHub } from '../arbiter/ofHub.ts'
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
  const answer = await arbiter.submit(ofHub({ type: 'session.end', session, atOnce }, newId()))
  if (answer.type !== 'verdict' || !answer.verdict.accepted) return null
  return answer.verdict.outcome.type === 'session' && answer.verdict.outcome.isLive
}

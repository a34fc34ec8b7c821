import type { Command } from '../../../shared/protocol/commands.ts'
import type { Caller } from '../../auth/callers.ts'
import type { Hub } from '../hub.ts'
import { Problem } from '../problem.ts'
import { refusalOf } from '../rest/verdicts.ts'

/**
 * Gives back what a visitor held, or some of it.
 * @throws Problem if it was refused; a hold that has ended meanwhile holds nothing any more, which is what was wanted
 */
export const giveUp = async (
  { arbiter, newId }: Pick<Hub, 'arbiter' | 'newId'>,
  { id, giver }: Caller,
  command: Command,
): Promise<void> => {
  const answer = await arbiter.submit({ caller: id, key: newId(), bodyHash: '', command, giver })
  if (answer.type !== 'verdict' || answer.verdict.accepted) return
  const { rejection } = answer.verdict
  if (rejection.code !== 'hold_expired' && rejection.code !== 'hold_released') throw Problem.of(refusalOf(rejection))
}

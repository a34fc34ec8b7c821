import { holdsOf } from '../../shared/protocol/commands.ts'
import type { Queries } from '../db/connect.ts'
import { findHoldsAway, findVerdictsAway, PutAway } from '../housekeeping/bringBack.ts'
import type { Found } from './findVerdicts.ts'
import type { Submission } from './types.ts'

/** The holds of a command that may exist already. An id that the hub itself has just made cannot. */
export const heldBefore = ({ command, turn }: Submission): readonly string[] =>
  command.type === 'hold.place' && turn === undefined ? [] : holdsOf(command)

/** What was found at hand. */
interface AtHand {
  readonly holds: ReadonlyMap<string, unknown>
  readonly found: readonly Found[]
  /** Of each terminal in the batch. */
  readonly lastSequence: ReadonlyMap<string, number>
}

/**
 * Looks for what a batch names and did not find. Where it found everything it asks nothing.
 * @param owned holds of the bookings and orders that the batch has to do with
 * @throws PutAway with what has to be brought back first (SPEC A3)
 */
export const lookForAway = async (
  tx: Queries,
  batch: readonly Submission[],
  { holds, found, lastSequence }: AtHand,
  owned: readonly string[],
): Promise<void> => {
  const missing = [...batch.flatMap(olderHolds), ...owned].filter((hold) => !holds.has(hold))
  // What a terminal has asked before, by its number, and has no verdict here.
  const unanswered = batch.filter(
    ({ turn, caller, key }) =>
      turn !== undefined &&
      turn.sequence <= (lastSequence.get(turn.terminal) ?? 0) &&
      !found.some((one) => one.caller === caller && one.key === key),
  )
  if (missing.length + unanswered.length === 0) return
  const [held, settled] = await Promise.all([findHoldsAway(tx, missing), findVerdictsAway(tx, unanswered)])
  if (held.length + settled.length > 0) throw new PutAway({ holds: held, verdicts: settled })
}

/** The holds that a command names, without those that it is about to make and without bookings, guests and orders. */
const olderHolds = (submission: Submission): readonly string[] => {
  const { command } = submission
  if (command.type === 'hold.replace') return [command.replaces]
  if (command.type === 'order.keep') return command.takes
  if (command.type === 'order.place') return command.adopts ? [command.hold] : []
  return command.type.startsWith('hold.') || command.type === 'order.sell' ? heldBefore(submission) : []
}

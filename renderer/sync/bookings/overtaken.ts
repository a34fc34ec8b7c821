import { type CommandRecord, isOpen, isUnsent } from '../commandRecord.ts'
import { bookingAgain, unsentOn } from './bookingAgain.ts'
import type { Also, NewCommand } from '../acts.ts'

export interface Overtaken {
  readonly commands: readonly NewCommand[]
  readonly also: Also
}

/**
 * A refused booking that no person has to see to any more, and what follows from it: the guest has sat down meanwhile, which is a fact and cannot
 * be refused (SPEC B6), or somebody has cancelled what never came to be.
 * @param all everything that was done here
 * @returns null if there is none
 */
export const overtaken = (
  open: readonly CommandRecord[],
  all: () => Iterable<CommandRecord>,
  newId: () => string,
): Overtaken | null => {
  const refused = open.filter(isOpen)
  for (const record of refused) {
    const { command, verdict } = record
    if (verdict?.accepted !== false) continue
    if (command.type === 'booking.check_in' && verdict.rejection.code === 'not_found') {
      const seat = bookingAgain(command, all(), newId)
      const booking = refused.filter(
        (one) => one.command.type === 'booking.book' && one.command.booking === command.booking,
      )
      const { actor, issuedAt } = record
      if (seat.type === 'booking.seat')
        return {
          commands: [{ id: newId(), command: seat, actor, issuedAt }],
          also: { deal: [record.id, ...booking.map(({ id }) => id)], drop: unsentOn(command.booking, open) },
        }
    }
    if (command.type === 'booking.book') {
      const isCancelled = open.some(
        (one) => isUnsent(one) && one.command.type === 'booking.cancel' && one.command.booking === command.booking,
      )
      if (isCancelled) return { commands: [], also: { deal: [record.id], drop: unsentOn(command.booking, open) } }
    }
  }
  return null
}

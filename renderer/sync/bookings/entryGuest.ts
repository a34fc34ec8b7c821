import { isWaitingCommand } from '../../../shared/bookings/waitingCommands.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import type { BookingBoard, EntryGuest } from '../../app/terminal.ts'
import type { CommandRecord } from '../commandRecord.ts'

/**
 * The waiting guest whom a command is about, as an entry of the activity list shows them.
 * @param records all that was done here: who has left the list is known by having joined it
 * @returns null if it is about none, or about one whom nobody here knows
 */
export const entryGuestOf = (
  command: Command,
  board: BookingBoard,
  records: () => Iterable<CommandRecord>,
): EntryGuest | null => {
  if (!isWaitingCommand(command)) return null
  if (command.type === 'waiting.join') return { party: command.party, customer: command.customer ?? null }
  const known = board.waiting.find(({ id }) => id === command.guest)
  if (known !== undefined) return { party: known.party, customer: known.customer }
  for (const { command: other } of records())
    if (other.type === 'waiting.join' && other.guest === command.guest)
      return { party: other.party, customer: other.customer ?? null }
  return null
}

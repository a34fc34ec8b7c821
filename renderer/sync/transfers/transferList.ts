import { isTransferCommand } from '../../../shared/transfers/transferCommands.ts'
import type { Transfer } from '../../../shared/transfers/transfers.ts'
import type { BoardTransfer } from '../../app/terminal.ts'
import type { CommandRecord } from '../commandRecord.ts'
import type { At } from '../timedCell.ts'

/** What the list of transfers is made from. */
export interface TransferListSight {
  /** With what was done here laid over them. */
  readonly transfers: Iterable<Transfer>
  /** What was done here and the replica's copies do not tell of. */
  readonly doneHere: Iterable<CommandRecord>
}

/** Works out the list; transfers that say what they said before stay the same objects. */
export const transfersNow = (
  { transfers, doneHere }: TransferListSight,
  before: readonly BoardTransfer[],
): At<readonly BoardTransfer[]> => {
  const done = new Set(Array.from(doneHere, ({ command }) => (isTransferCommand(command) ? command.transfer : null)))
  const known = new Map(before.map((one) => [one.id, one]))
  const shown = Array.from(transfers, (one): BoardTransfer => {
    const now = { ...one, isWaiting: done.has(one.id) }
    const old = known.get(one.id)
    return old !== undefined && JSON.stringify(old) === JSON.stringify(now) ? old : now
  })
  const isSame = shown.length === before.length && shown.every((one, place) => one === before[place])
  return { value: isSame ? before : shown, until: Infinity }
}

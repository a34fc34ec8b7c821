import { isReturnCommand } from '../../../shared/returns/returnCommands.ts'
import type { Grading, Return } from '../../../shared/returns/returns.ts'
import type { BoardGrading, BoardReturn } from '../../app/terminal.ts'
import type { CommandRecord } from '../commandRecord.ts'
import type { At } from '../timedCell.ts'

/** What the list of returns is made from. */
export interface ReturnListSight {
  /** With what was done here laid over them. */
  readonly returns: Iterable<{ readonly one: Return; readonly gradings: readonly Grading[] }>
  /** What was done here and the replica's copies do not tell of, the first first. */
  readonly doneHere: Iterable<CommandRecord>
}

/** What was seen here, as it stands in the story until the copy tells of it. */
const seenHere = ({ command, issuedAt, actor }: CommandRecord): readonly BoardGrading[] =>
  command.type !== 'return.inspect'
    ? []
    : command.lines.map(({ sku, quantity, grade, note, photo }) => ({
        ...{ at: issuedAt, sku, quantity, grade, note: note ?? null, photo: photo ?? null },
        ...{ counted: quantity, staff: actor, isSent: false },
      }))

/** The return about which the hub took a command to be, or else the one that it names. */
const returnOf = ({ command, verdict }: CommandRecord): string | null => {
  if (!isReturnCommand(command)) return null
  return verdict?.accepted === true && verdict.outcome.type === 'return' ? verdict.outcome.return.id : command.return
}

const byReturn = (records: Iterable<CommandRecord>): ReadonlyMap<string, readonly CommandRecord[]> => {
  const found = new Map<string, CommandRecord[]>()
  for (const record of records) {
    const id = returnOf(record)
    if (id !== null) found.set(id, [...(found.get(id) ?? []), record])
  }
  return found
}

/** Works out the list; returns that say what they said before stay the same objects. */
export const returnsNow = (
  { returns, doneHere }: ReturnListSight,
  before: readonly BoardReturn[],
): At<readonly BoardReturn[]> => {
  const done = byReturn(doneHere)
  const known = new Map(before.map((one) => [one.id, one]))
  const shown = Array.from(returns, ({ one, gradings }): BoardReturn => {
    const here = done.get(one.id) ?? []
    const told = gradings.map((grading) => ({ ...grading, isSent: true }))
    const now = { ...one, gradings: [...told, ...here.flatMap(seenHere)], isWaiting: here.length > 0 }
    const old = known.get(one.id)
    return old !== undefined && JSON.stringify(old) === JSON.stringify(now) ? old : now
  })
  const isSame = shown.length === before.length && shown.every((one, place) => one === before[place])
  return { value: isSame ? before : shown, until: Infinity }
}

import { holdsOf } from '../../shared/protocol/commands.ts'
import { type CommandRecord, isFactRecord, isOpen, isUnsettled } from './commandRecord.ts'

/** The most commands that one request may carry. */
export const maxPerRequest = 100

export interface NextRequest {
  /** To be sent now, in this order. */
  readonly send: readonly CommandRecord[]
  /** Requests that wait, because an earlier one on the same hold was refused and nobody has seen to it. */
  readonly blocked: ReadonlySet<string>
  /** Releases of holds that never came to be: there is nothing to release, and nobody to ask. */
  readonly moot: readonly CommandRecord[]
}

/** Those with a number first, by their numbers: the hub waits for them. Then by what was done first. */
const inTurn = (a: CommandRecord, b: CommandRecord): number => {
  if (a.sequence !== null && b.sequence !== null) return a.sequence - b.sequence
  if (a.sequence !== null) return -1
  return b.sequence === null ? a.order - b.order : 1
}

/**
 * What to send next. A request ends before a command on a hold that the same request already touches, since the first may be
 * refused and the second would then have to wait. Facts never wait and are never cut off: they cannot be refused (SPEC C5).
 * @param wasNeverPlaced true for a hold that was refused, or taken back before it was sent
 */
export const nextRequest = (
  records: Iterable<CommandRecord>,
  wasNeverPlaced: (hold: string) => boolean,
  limit = maxPerRequest,
): NextRequest => {
  const waiting: CommandRecord[] = []
  const stuck = new Set<string>()
  for (const record of records) {
    if (isUnsettled(record)) waiting.push(record)
    else if (isOpen(record)) for (const hold of holdsOf(record.command)) stuck.add(hold)
  }
  waiting.sort(inTurn)

  const send: CommandRecord[] = []
  const blocked = new Set<string>()
  const moot: CommandRecord[] = []
  const touched = new Set<string>()
  let open = true
  for (const record of waiting) {
    const { command } = record
    const holds = holdsOf(command)
    const free = isFactRecord(record) || record.sequence !== null
    if (!free && command.type === 'hold.release' && wasNeverPlaced(command.hold)) {
      moot.push(record)
      continue
    }
    if (!free && holds.some((hold) => stuck.has(hold))) {
      blocked.add(record.id)
      for (const hold of holds) stuck.add(hold)
      continue
    }
    // What comes after the cut is still looked at: the screen says what is blocked and what only waits its turn.
    const cut = !isFactRecord(record) && holds.some((hold) => touched.has(hold))
    open = open && !cut && send.length < limit && follows(send.at(-1), record)
    if (!open) continue
    send.push(record)
    for (const hold of holds) touched.add(hold)
  }
  return { send, blocked, moot }
}

/** Numbers in one request have no gaps. */
const follows = (before: CommandRecord | undefined, record: CommandRecord): boolean =>
  before === undefined ||
  before.sequence === null ||
  record.sequence === null ||
  record.sequence === before.sequence + 1

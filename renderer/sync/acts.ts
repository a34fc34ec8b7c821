import { type Command, commandSchema } from '../../shared/protocol/commands.ts'
import type { DeskChanges } from '../replica/desk.ts'
import { type CommandRecord, isRefused, isUnsent } from './commandRecord.ts'

/** What else an act changes. */
export interface Also {
  /** Commands that another wish takes the place of; only such as were never sent. */
  readonly void?: readonly string[]
  /** Commands that a person takes back; only such as were never sent. */
  readonly drop?: readonly string[]
  /** Refused commands that this act answers. */
  readonly deal?: readonly string[]
  readonly desk?: DeskChanges
}

/** A command that somebody gives. */
export interface NewCommand {
  readonly id: string
  readonly command: Command
  readonly actor: string
  readonly issuedAt: number
}

/** A command as it is kept before anybody has heard of it. @throws what the schema says of one that could not be read again */
export const recordOf = ({ command, ...given }: NewCommand, order: number): CommandRecord => ({
  ...given,
  // What cannot be read again must not be written: it would keep the terminal from starting.
  command: commandSchema.parse(command),
  ...{ order, sequence: null, verdict: null, position: null, ended: 'no' },
})

/** Commands that an act ends, as they are then. What was sent, or not refused, stays as it is. */
export const endedBy = (
  { void: moot, drop, deal }: Also,
  some: (ids: readonly string[] | undefined) => readonly CommandRecord[],
): CommandRecord[] => [
  ...some(moot)
    .filter(isUnsent)
    .map((record) => ({ ...record, ended: 'void' as const })),
  ...some(drop)
    .filter(isUnsent)
    .map((record) => ({ ...record, ended: 'dropped' as const })),
  ...some(deal)
    .filter(isRefused)
    .map((record) => ({ ...record, ended: 'dealt' as const })),
]

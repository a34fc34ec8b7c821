import { z } from 'zod'
import { commandSchema, type Envelope, isFact } from '../../shared/protocol/commands.ts'
import { type Verdict, verdictSchema } from '../../shared/protocol/verdicts.ts'

/**
 * One thing that somebody did here, from the moment it was done until the hub settled it and a person saw to it if it was refused.
 * `ended`: `void` was never sent, since another wish took its place; `dropped` neither, since a person said so; `dealt` was refused
 * and a person has seen to it.
 */
export const commandRecordSchema = z.object({
  id: z.string(),
  /** Its place among all that was done here. */
  order: z.int(),
  /** Given when it is first sent, and then never taken back: the hub counts (SPEC C4). */
  sequence: z.int().nullable(),
  actor: z.string(),
  issuedAt: z.int(),
  command: commandSchema,
  verdict: verdictSchema.nullable(),
  /** The feed's position of its commit; null until it was accepted. */
  position: z.int().nullable(),
  ended: z.enum(['no', 'void', 'dropped', 'dealt']),
})

export type CommandRecord = z.infer<typeof commandRecordSchema>

/** True while the hub has to hear of it, or to answer. */
export const isUnsettled = (record: CommandRecord): boolean => record.verdict === null && record.ended === 'no'

export const isAccepted = (record: CommandRecord): boolean => record.verdict?.accepted === true

export const isRefused = (record: CommandRecord): boolean => record.verdict?.accepted === false

/** Refused, and no person has seen to it: it stays in the inbox, and later requests on its holds wait. */
export const isOpen = (record: CommandRecord): boolean => isRefused(record) && record.ended === 'no'

/** True while the hub, the replica or a person has to do something about it, as far as the record itself tells. */
export const isWaited = ({ ended }: CommandRecord): boolean => ended === 'no'

/** True while it may still be exchanged for another wish: nobody but us knows of it. */
export const isUnsent = (record: CommandRecord): boolean => isUnsettled(record) && record.sequence === null

/** A hold that was to be given back and has ended by itself: what was wanted has come about, and nobody needs to see to it. */
export const isFulfilled = ({ command }: CommandRecord, verdict: Verdict): boolean => {
  if (command.type !== 'hold.release' || verdict.accepted) return false
  const { code } = verdict.rejection
  return code === 'hold_expired' || code === 'hold_released' || code === 'not_found'
}

export const isFactRecord = (record: CommandRecord): boolean => isFact(record.command.type)

export const envelopeOf = (record: CommandRecord, sequence: number): Envelope => ({
  id: record.id,
  sequence,
  actor: record.actor,
  issuedAt: record.issuedAt,
  command: record.command,
})

import { z } from 'zod'
import { codeSchema } from '../codes.ts'
import type { EpochMs } from '../time.ts'
import { guestSchema } from './bookings.ts'
import { idSchema, momentSchema, noteSchema, partySchema } from './fields.ts'
import { longestWaitMs, longestWantedMs } from './waitingGuests.ts'
import { minuteMs } from './zoneTime.ts'

/** False if the wanted time is too long, or none at all. */
export const isRange = ({
  from,
  to,
}: {
  readonly from?: number | undefined
  readonly to?: number | undefined
}): boolean => from === undefined || to === undefined || (from < to && to - from <= longestWantedMs)

/** A guest comes to wait (SPEC W1). */
const join = z
  .strictObject({
    type: z.literal('waiting.join'),
    guest: idSchema,
    location: codeSchema,
    service: codeSchema,
    party: partySchema,
    atTheDoor: z.boolean(),
    /** The start that they want lies in [from, to). Default: from when they came, for as long as anybody is told to wait. */
    from: momentSchema.optional(),
    to: momentSchema.optional(),
    /** When they came, where it was written down without a network. Never later than the hub hears of it. Default: now. */
    cameAt: momentSchema.optional(),
    /** The wait that they were told. */
    quotedMinutes: z
      .int()
      .min(0)
      .max(longestWaitMs / minuteMs)
      .nullable()
      .optional(),
    customer: guestSchema.optional(),
    note: noteSchema.optional(),
  })
  .refine(isRange, { path: ['to'], message: 'is not after from, or more than a day after it' })

const leave = z.strictObject({ type: z.literal('waiting.leave'), guest: idSchema, reason: noteSchema.optional() })

/** Back into the list, with the turn that they had (SPEC W6). */
const again = z.strictObject({ type: z.literal('waiting.again'), guest: idSchema })

export const waitingCommandSchemas = [join, leave, again] as const

export const waitingCommandSchema = z.discriminatedUnion('type', waitingCommandSchemas)
export type WaitingCommand = z.infer<typeof waitingCommandSchema>
export type WaitingCommandOf<T extends WaitingCommand['type']> = Extract<WaitingCommand, { type: T }>

/**
 * Gives a waiting guest an offer (SPEC W4). The hub's own: it is no command that a terminal or a channel could send, and never crosses a border.
 */
export interface WaitingOffer {
  readonly type: 'waiting.offer'
  readonly guest: string
  /** The booking that is the offer, and its hold. */
  readonly booking: string
  readonly hold: string
  readonly start: EpochMs
  readonly resources: readonly string[]
}

export const isWaitingCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, { type: (WaitingCommand | WaitingOffer)['type'] }> => command.type.startsWith('waiting.')

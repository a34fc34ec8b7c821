import { z } from 'zod'
import { holdStates } from '../../../shared/holds/states.ts'
import { lineSchema } from '../../../shared/kinds/registry.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { linesSchema, ttlSecondsSchema } from '../../../shared/protocol/commands.ts'
import type { Outcome } from '../../../shared/protocol/verdicts.ts'
import { printable } from '../../../shared/text.ts'
import { type EpochMs, toRfc3339 } from '../../../shared/time.ts'
import type { Caller } from '../../auth/callers.ts'
import type { HoldRead } from '../../holds/holds.ts'
import { momentSchema } from './schemas.ts'

const contactSchema = z.string().max(254).regex(printable, 'printable text').optional()

/** Who something is for. */
export const customerSchema = z.strictObject({ name: contactSchema, phone: contactSchema, email: contactSchema })

/** What is asked for when placing a hold. */
export const placeSchema = z
  .strictObject({
    location: codeSchema,
    lines: linesSchema,
    ttlSeconds: ttlSecondsSchema.optional(),
    /** A live session to which the hold is bound. */
    session: z.string().min(1).max(200).optional(),
    customer: customerSchema.optional(),
  })
  .meta({ id: 'NewHold' })

/** A hold as REST tells it. */
export const holdSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(holdStates),
    channel: z.string(),
    location: z.string(),
    placedAt: momentSchema,
    expiresAt: momentSchema,
    lines: z.array(lineSchema),
    endedAt: momentSchema.optional(),
    reason: z.string().optional(),
    customer: customerSchema
      .optional()
      .meta({ description: 'only for the channel that placed the hold, and for admin keys' }),
  })
  .meta({ id: 'Hold' })

/** Tells a moment, and the same once more without work: all who are answered together were promised at one moment, most of them for as long. */
const teller = (): ((moment: EpochMs) => string) => {
  let last = { moment: Number.NaN, text: '' }
  return (moment) => {
    if (moment !== last.moment) last = { moment, text: toRfc3339(moment) }
    return last.text
  }
}
const tellPlaced = teller()
const tellDeadline = teller()

/** The hold of a verdict. */
export const tellHold = (outcome: Outcome): string => {
  if (outcome.type !== 'hold') throw new Error(`a hold was asked for and came out as ${outcome.type}`)
  const { id, state, channel, location, placedAt, expiresAt, lines, endedAt, reason } = outcome.hold
  return JSON.stringify({
    id,
    state,
    channel,
    location,
    placedAt: tellPlaced(placedAt),
    expiresAt: tellDeadline(expiresAt),
    lines,
    endedAt: endedAt === null ? undefined : toRfc3339(endedAt),
    reason: reason ?? undefined,
  })
}

/** A hold that was read, as this caller may see it. */
export const showHold = ({ customer, ...hold }: HoldRead, caller: Caller): z.infer<typeof holdSchema> => ({
  id: hold.id,
  state: hold.state,
  channel: hold.channel,
  location: hold.location,
  placedAt: hold.placedAt.toISOString(),
  expiresAt: hold.expiresAt.toISOString(),
  lines: [...hold.lines],
  ...(hold.endedAt === null ? {} : { endedAt: hold.endedAt.toISOString() }),
  ...(hold.reason === null ? {} : { reason: hold.reason }),
  ...(customer !== null && (caller.isAdmin || caller.giver.channel === hold.channel) ? { customer } : {}),
})

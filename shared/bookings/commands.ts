import { z } from 'zod'
import { longestSlotMs } from '../kinds/slot/schema.ts'
import { codeSchema } from '../codes.ts'
import { stockLineSchema } from '../kinds/stock/schema.ts'
import { guestSchema } from './bookings.ts'
import { choiceSchema, idSchema, momentSchema, noteSchema, partySchema } from './fields.ts'

/** The best first; the first that is free is taken (SPEC B4). */
const choices = z.array(choiceSchema).min(1).max(60)

const lasts = z.int().min(1).max(longestSlotMs)

const book = z.strictObject({
  type: z.literal('booking.book'),
  booking: idSchema,
  hold: idSchema,
  location: codeSchema,
  service: codeSchema,
  start: momentSchema,
  /** Milliseconds; default: as long as the service takes. */
  lasts: lasts.optional(),
  party: partySchema,
  choices,
  /** What goes with it: a cake with the table. */
  goods: z.array(stockLineSchema).max(50).optional(),
  customer: guestSchema.optional(),
  note: noteSchema.optional(),
  /** True if the guest has agreed already, as on the telephone. */
  confirmed: z.boolean().optional(),
  /** The waiting guest who gets it (SPEC W5). */
  waiting: idSchema.optional(),
})

/** A guest sits down without a booking: it has happened (SPEC B6). */
const seat = z.strictObject({
  type: z.literal('booking.seat'),
  booking: idSchema,
  hold: idSchema,
  location: codeSchema,
  service: codeSchema,
  start: momentSchema,
  lasts: lasts.optional(),
  party: partySchema,
  resources: choiceSchema,
  customer: guestSchema.optional(),
  note: noteSchema.optional(),
  /** The waiting guest who gets it (SPEC W5). */
  waiting: idSchema.optional(),
})

const move = z.strictObject({
  type: z.literal('booking.move'),
  booking: idSchema,
  /** The hold that it will have. */
  hold: idSchema,
  start: momentSchema.optional(),
  lasts: lasts.optional(),
  choices: choices.optional(),
})

const step = <T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), booking: idSchema, reason: noteSchema.optional() })

export const bookingCommandSchemas = [
  book,
  seat,
  move,
  step('booking.confirm'),
  step('booking.cancel'),
  step('booking.check_in'),
  step('booking.complete'),
  step('booking.no_show'),
] as const

export const bookingCommandSchema = z.discriminatedUnion('type', bookingCommandSchemas)
export type BookingCommand = z.infer<typeof bookingCommandSchema>
export type BookingCommandOf<T extends BookingCommand['type']> = Extract<BookingCommand, { type: T }>

export const isBookingCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, { type: BookingCommand['type'] }> => command.type.startsWith('booking.')

import { z } from 'zod'
import { longestSlotMs } from '../kinds/slot/schema.ts'
import { codeSchema } from '../codes.ts'
import { stockLineSchema } from '../kinds/stock/schema.ts'
import { maxReasonLength } from '../holds/states.ts'
import { printable } from '../text.ts'
import { guestSchema } from './bookings.ts'

const uuid = z.uuid().lowercase()
const moment = z.int().min(0).max(253_402_300_799_999)
const party = z.int().min(1).max(1_000)
const text = z.string().trim().min(1).max(maxReasonLength).regex(printable, 'printable text')

/** Resources that are taken together. */
const choice = z
  .array(codeSchema)
  .min(1)
  .max(20)
  .refine((codes) => new Set(codes).size === codes.length, 'names a resource twice')

/** The best first; the first that is free is taken (SPEC B4). */
const choices = z.array(choice).min(1).max(60)

const lasts = z.int().min(1).max(longestSlotMs)

const book = z.strictObject({
  type: z.literal('booking.book'),
  booking: uuid,
  hold: uuid,
  location: codeSchema,
  service: codeSchema,
  start: moment,
  /** Milliseconds; default: as long as the service takes. */
  lasts: lasts.optional(),
  party,
  choices,
  /** What goes with it: a cake with the table. */
  goods: z.array(stockLineSchema).max(50).optional(),
  customer: guestSchema.optional(),
  note: text.optional(),
  /** True if the guest has agreed already, as on the telephone. */
  confirmed: z.boolean().optional(),
})

/** A guest sits down without a booking: it has happened (SPEC B6). */
const seat = z.strictObject({
  type: z.literal('booking.seat'),
  booking: uuid,
  hold: uuid,
  location: codeSchema,
  service: codeSchema,
  start: moment,
  lasts: lasts.optional(),
  party,
  resources: choice,
  customer: guestSchema.optional(),
  note: text.optional(),
})

const move = z.strictObject({
  type: z.literal('booking.move'),
  booking: uuid,
  /** The hold that it will have. */
  hold: uuid,
  start: moment.optional(),
  lasts: lasts.optional(),
  choices: choices.optional(),
})

const step = <T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), booking: uuid, reason: text.optional() })

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

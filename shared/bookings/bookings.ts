import { z } from 'zod'
import { codeSchema } from '../codes.ts'
import { printable } from '../text.ts'
import type { EpochMs } from '../time.ts'

export const bookingStates = [
  'pending',
  'confirmed',
  'seated',
  'completed',
  'expired',
  'cancelled',
  'late_cancelled',
  'no_show',
] as const
export type BookingState = (typeof bookingStates)[number]

const contactSchema = z.string().max(254).regex(printable, 'printable text').optional()

export const guestSchema = z.strictObject({ name: contactSchema, phone: contactSchema, email: contactSchema })
export type Guest = z.infer<typeof guestSchema>

/** A booking as it crosses the wire: moments in milliseconds of the hub's clock. */
export const bookingSchema = z.object({
  id: z.string(),
  /** The hold that has its slots. A move gives it another. */
  hold: z.string(),
  state: z.enum(bookingStates),
  channel: z.string(),
  location: z.string(),
  service: codeSchema,
  start: z.number(),
  end: z.number(),
  party: z.number(),
  resources: z.array(z.string()),
  customer: guestSchema.nullable(),
  note: z.string().nullable(),
  terminal: z.string().nullable(),
  staff: z.string().nullable(),
  bookedAt: z.number(),
  /** Of a pending one: from then on it is expired (SPEC B2). */
  confirmBy: z.number().nullable(),
  /** Of a confirmed one: from then on the guest has not come (SPEC B2). */
  noShowAt: z.number().nullable(),
  /** Cancelled after this it is cancelled late. */
  freeUntil: z.number(),
  seatedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  reason: z.string().nullable(),
  /** The waiting guest whose offer it is, or who was served with it. Verdicts of earlier days do not have it. */
  waiting: z.string().nullable().default(null),
})

/** A guest's promise of a time: with whom, for how many, which service. */
export type Booking = Readonly<z.infer<typeof bookingSchema>>

/** The state as a reader must see it at `now` (SPEC B2). */
export const bookingStateAt = (
  { state, confirmBy, noShowAt }: Pick<Booking, 'state' | 'confirmBy' | 'noShowAt'>,
  now: EpochMs,
): BookingState => {
  if (state === 'pending' && confirmBy !== null && confirmBy <= now) return 'expired'
  if (state === 'confirmed' && noShowAt !== null && noShowAt <= now) return 'no_show'
  return state
}

/** True for the offer of a waiting guest who has not answered yet (SPEC W4). */
export const isOffer = ({ state, waiting }: Pick<Booking, 'state' | 'waiting'>): boolean =>
  state === 'pending' && waiting !== null

/** True for a booking that has its time: the guest may come, or is here. */
export const isStanding = (state: BookingState): boolean =>
  state === 'pending' || state === 'confirmed' || state === 'seated'

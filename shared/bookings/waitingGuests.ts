import { z } from 'zod'
import { codeSchema } from '../codes.ts'
import type { EpochMs } from '../time.ts'
import { guestSchema } from './bookings.ts'
import { minuteMs } from './zoneTime.ts'

export const waitingStates = ['waiting', 'offered', 'served', 'left', 'missed', 'expired'] as const
export type WaitingState = (typeof waitingStates)[number]

/** A guest who waits, as they cross the wire: moments in milliseconds of the hub's clock. */
export const waitingGuestSchema = z.object({
  id: z.string(),
  state: z.enum(waitingStates),
  channel: z.string(),
  location: z.string(),
  service: codeSchema,
  party: z.number(),
  /** The start that they want lies in [from, to). From `to` on they do not wait any more (SPEC W2). */
  from: z.number(),
  to: z.number(),
  /** Stands here and takes any table now; all others wait elsewhere, for a time. */
  atTheDoor: z.boolean(),
  /** Their turn: those who came first are first (SPEC W3). */
  cameAt: z.number(),
  customer: guestSchema.nullable(),
  note: z.string().nullable(),
  /** The wait that they were told; null if none could be told. */
  quotedMinutes: z.number().nullable(),
  terminal: z.string().nullable(),
  staff: z.string().nullable(),
  /** The booking that is their offer, or was their last one. */
  offer: z.string().nullable(),
  /** Of one who has an offer: from then on it is missed (SPEC W2). */
  offerUntil: z.number().nullable(),
  endedAt: z.number().nullable(),
  reason: z.string().nullable(),
})

/** Somebody who waits: for a time on another day, or at the door for any table now. */
export type WaitingGuest = Readonly<z.infer<typeof waitingGuestSchema>>

/** The state as a reader must see it at `now` (SPEC W2). */
export const waitingStateAt = (
  { state, offerUntil, to }: Pick<WaitingGuest, 'state' | 'offerUntil' | 'to'>,
  now: EpochMs,
): WaitingState => {
  const then = state === 'offered' && offerUntil !== null && offerUntil <= now ? 'missed' : state
  return (then === 'waiting' || then === 'missed') && to <= now ? 'expired' : then
}

/** The guest as a reader must see them at `now`. The same object if nothing has passed. */
export const waitingGuestAt = (guest: WaitingGuest, now: EpochMs): WaitingGuest => {
  const state = waitingStateAt(guest, now)
  if (state === guest.state) return guest
  return { ...guest, state, offerUntil: null, endedAt: state === 'missed' ? guest.offerUntil : guest.to }
}

/** Nobody is told to wait for longer than this, and nobody who said no more waits for longer. */
export const longestWaitMs = 4 * 60 * minuteMs

/** Nobody waits for a time that may be anywhere in more than a day. */
export const longestWantedMs = 24 * 60 * minuteMs

/** How long an offer stands, in seconds: who is at the door answers at once, who is elsewhere has to see it first. */
const offerSeconds = { atTheDoor: 180, elsewhere: 900 } as const

export const offerSecondsFor = ({ atTheDoor }: Pick<WaitingGuest, 'atTheDoor'>): number =>
  atTheDoor ? offerSeconds.atTheDoor : offerSeconds.elsewhere

import { z } from 'zod'
import { endHold, type HoldEvent, type World } from '../holds/decide.ts'
import { isLive } from '../holds/states.ts'
import type { EpochMs } from '../time.ts'

/** How long a session outlives its last stream: a page that is loaded anew loses nothing. */
export const graceSeconds = 5

/** How long a session lives after its last sign of life. */
export const leaseSeconds = 15

/** Why the holds of a session were released that has ended. */
export const lostReason = 'session_lost'

/** The digest of a session's id: what is known of it where its id is none of anybody's business. */
export const sessionKeySchema = z.string().regex(/^[\w-]{43}$/)

/** A session as a decision sees it. */
export interface Session {
  readonly key: string
  /** The end of its lease. */
  readonly endsAt: EpochMs
  /** Its end was brought about already. */
  readonly ended: boolean
  /** Those of its holds that have not ended. */
  readonly holds: readonly string[]
}

/** The sessions that a decision can see, by key. */
export type Sessions = Map<string, Session>

/**
 * Looks whether a session's lease is over, or ends it at once. The hub's own: it is no command that a terminal or a channel could send, and never
 * crosses a border.
 */
export interface SessionEnd {
  readonly type: 'session.end'
  readonly session: string
  readonly atOnce: boolean
}

export interface SessionEnded {
  readonly type: 'session_ended'
  readonly session: string
}

/** True if things can be held in it (SPEC L1). */
export const isLiveSession = ({ ended, endsAt }: Session, now: EpochMs): boolean => !ended && now < endsAt

/** Ends a session with all its holds that are still held (SPEC L4). Does nothing to one that has ended. */
export const endSession = (
  world: World,
  sessions: Sessions,
  key: string,
  now: EpochMs,
): (HoldEvent | SessionEnded)[] => {
  const session = sessions.get(key)
  if (session === undefined || session.ended) return []
  const lost = session.holds.flatMap((id): readonly HoldEvent[] => {
    const hold = world.holds.get(id)
    if (hold === undefined || !isLive(hold, now)) return []
    const ended = endHold(world, id, 'released', lostReason, now)
    return ended.ok ? ended.value.events : []
  })
  sessions.set(key, { ...session, ended: true, holds: [] })
  return [...lost, { type: 'session_ended', session: key }]
}

/** Ends the sessions whose lease is over, before anything else is decided (SPEC L4). */
export const endLapsed = (world: World, sessions: Sessions, now: EpochMs): (HoldEvent | SessionEnded)[] =>
  [...sessions.values()].flatMap(({ key, endsAt }) => (endsAt <= now ? endSession(world, sessions, key, now) : []))

/** Lets a hold that has become an order's go from its session: whoever pays leaves the page, and the order has a deadline of its own (SPEC O1). */
export const unbind = (sessions: Sessions, hold: string): void => {
  for (const session of sessions.values())
    if (session.holds.includes(hold))
      sessions.set(session.key, { ...session, holds: session.holds.filter((id) => id !== hold) })
}

/** Binds a hold that was just placed to its session. */
export const bind = (sessions: Sessions, key: string, hold: string): void => {
  const session = sessions.get(key)
  if (session !== undefined) sessions.set(key, { ...session, holds: [...session.holds, hold] })
}

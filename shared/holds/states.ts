import type { Line } from '../kinds/registry.ts'
import type { EpochMs } from '../time.ts'

export const holdStates = ['held', 'confirmed', 'released', 'expired'] as const
export type HoldState = (typeof holdStates)[number]

/** The three ends of a hold. Each is final (SPEC H2). */
export type End = Exclude<HoldState, 'held'>

/** Why a hold ended, for the record and for people. */
export const maxReasonLength = 200

/** One promise. */
export interface Hold {
  readonly id: string
  readonly state: HoldState
  readonly channel: string
  readonly location: string
  readonly placedAt: EpochMs
  readonly expiresAt: EpochMs
  readonly lines: readonly Line[]
  readonly endedAt: EpochMs | null
  readonly reason: string | null
  /** The terminal and the person that placed it; null for a hold from a channel. */
  readonly terminal: string | null
  readonly staff: string | null
}

/** The state as a reader must see it at `now` (SPEC H3). */
export const stateAt = (hold: Pick<Hold, 'state' | 'expiresAt'>, now: EpochMs): HoldState =>
  hold.state === 'held' && hold.expiresAt <= now ? 'expired' : hold.state

export const isLive = (hold: Pick<Hold, 'state' | 'expiresAt'>, now: EpochMs): boolean => stateAt(hold, now) === 'held'

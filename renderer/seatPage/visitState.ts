import type { Refused } from '../publicPage/ask.ts'
import type { ShownEvent } from './askHub.ts'

/** Something to be told to the visitor, once. */
export type Notice =
  | { readonly type: 'lost' | 'expired' | 'someTaken' | 'notEnough' | 'busy' }
  | { readonly type: 'promised' | 'inLine' | 'offered' | 'missed' | 'leftLine' | 'lostPlace' | 'waits' }
  | { readonly type: 'taken' | 'held' | 'released'; readonly seat: string }
  | { readonly type: 'heldMany'; readonly count: number }
  | { readonly type: 'limit'; readonly count: number }

/** A hold with its deadline by this device's clock, which only measures durations. */
export interface Held {
  readonly seats: readonly string[]
  readonly placedAt: number
  readonly expiresAt: number
}

/** A place in the line for seats. */
export interface Place {
  readonly id: string
  readonly state: 'waiting' | 'offered'
  readonly party: number
  /** Null: any. */
  readonly category: string | null
  /** How many wait before them. */
  readonly ahead: number
}

export interface VisitState {
  readonly phase: 'loading' | 'gone' | 'failed' | 'ready'
  readonly event: ShownEvent | null
  readonly online: boolean
  readonly graceSeconds: number
  readonly held: readonly Held[]
  /** Asked for, and not answered yet. */
  readonly asked: readonly string[]
  /** Null: does not queue. */
  readonly place: Place | null
  /** What was offered is to be ordered. */
  readonly taken: boolean
  /** What was wanted could not be had: queueing is offered. */
  readonly mayQueue: boolean
  /** Came for the line, and not to choose. */
  readonly seeksLine: boolean
  readonly notice: Notice | null
  /** Where what was ordered in this tab is paid. */
  readonly orderUrl: string | null
}

/** What a refusal says to a visitor who asked for these seats. */
export const noticeOf = ({ code, mostSeats }: Refused, [only, ...more]: readonly string[]): Notice => {
  if (code === 'limit_reached') return { type: 'limit', count: mostSeats ?? 0 }
  if (code === 'conflict')
    return only !== undefined && more.length === 0 ? { type: 'taken', seat: only } : { type: 'someTaken' }
  if (code === 'queued_already') return { type: 'waits' }
  if (code === 'nothing_held') return { type: 'expired' }
  return { type: 'busy' }
}

import type { Guest } from '../../../shared/bookings/bookings.ts'
import type { WaitingGuest, WaitingState } from '../../../shared/bookings/waitingGuests.ts'
import type { Rejection } from '../../../shared/protocol/verdicts.ts'

export type { WaitingGuest, WaitingState }

/**
 * Somebody on the waiting list, with what was done here folded in. `state` is that of now: an offer that was not taken in time is `missed` to the
 * second (SPEC W2). Who was served, has left or waits no more is not on the list.
 */
export interface BoardGuest extends WaitingGuest {
  readonly state: Extract<WaitingState, 'waiting' | 'offered' | 'missed'>
  /** False while the hub has not said yes to what was done here. */
  readonly sent: boolean
}

/** A guest who comes to wait. */
export interface WaitingWish {
  readonly service: string
  readonly party: number
  /** Stands here and takes any table now; all others wait elsewhere, for a time. */
  readonly atTheDoor: boolean
  /** The start that they want lies in [from, to). Default: from now on, for as long as anybody is told to wait. */
  readonly from?: number
  readonly to?: number
  readonly guest?: Guest
  readonly note?: string
}

/** What the local rules foretell, as with bookings: what they refuse is not asked of the hub. */
export type WaitingAnswer = { readonly ok: true } | { readonly ok: false; readonly rejection: Rejection }

/** In minutes; null if nothing fits within four hours, `unfit` if nothing that there is could ever do. */
export type Quote = number | null | 'unfit'

/** What is free now fits this guest first (SPEC W3). The hub makes the offer; without a network a host sees here whom to seat. */
export interface NextOffer {
  /** Id of the waiting guest. */
  readonly guest: string
  readonly start: number
  readonly resources: readonly string[]
}

/** A guest whom a table fits, and with what they would have it: other tables that are pushed to it, a waiter. */
export interface FittingGuest {
  readonly guest: BoardGuest
  readonly resources: readonly string[]
}

/** Where a guest could sit now. */
export interface FreeTables {
  /** The best fit first. */
  readonly fit: readonly (readonly string[])[]
  /** Free, but with too few seats; those with the most first. */
  readonly small: readonly (readonly string[])[]
}

/**
 * Those who wait at this terminal's location; they stand on the board. An offer is a booking: it is taken with the steps `confirm` or `check_in` and
 * declined with `cancel`. Who is seated by hand, or gets another time, is named by `waiting` in the walk-in or the wish.
 */
export interface WaitingList {
  /** How long somebody at the door is told to wait who comes now. */
  quote(service: string, party: number): Quote
  /** For whom there is something now, by the rules of the hub; in turn. */
  next(): readonly NextOffer[]
  /** Who wants to start now and fits this table, in turn. @param lasts how long they could stay there, in milliseconds */
  fitting(resource: string, lasts?: number): readonly FittingGuest[]
  /** Where this guest could sit now. Not where somebody still sits, though their time is over. */
  tables(guest: BoardGuest): FreeTables
  /** Writes a guest down, with the wait that they were told. Works without a network: their turn is when they came. */
  join(wish: WaitingWish): Promise<WaitingAnswer>
  leave(guest: string): Promise<WaitingAnswer>
  /** Who missed an offer or left comes back, with the turn that they had. */
  again(guest: string): Promise<WaitingAnswer>
}

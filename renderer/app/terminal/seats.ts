import type { HallArea } from '../../../shared/seating/areas.ts'
import type { HallRow, HallSeat } from '../../../shared/seating/planSeats.ts'
import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import type { Live } from './live.ts'
import type { HeldBy } from './stock.ts'

/** How a seat is for this terminal: `ours` is set aside for it and free, `theirs` for another. Its own holds are `held` too. */
export type SeatState = 'free' | 'held' | 'sold' | 'blocked' | 'ours' | 'theirs'

export interface SeatChange {
  readonly seat: string
  readonly state: SeatState
}

/** A price category as an event has it. */
export interface SeatCategory {
  readonly name: string
  readonly color: string | null
  /** In minor units; null: it is not priced, and not sold here. */
  readonly price: number | null
}

/** Something that is shown at this location, and how full it is. The same object for as long as it says the same. */
export interface ShownEvent {
  readonly code: string
  readonly name: string
  readonly startsAt: number
  /** Of the plan. */
  readonly hall: string
  readonly currency: string
  readonly categories: readonly SeatCategory[]
  readonly leavesNoSingle: boolean
  readonly publicSeats: number
  readonly seats: number
  readonly counts: Readonly<Record<SeatState, number>>
}

/** What is drawn of an event; the same object until its plan is another. */
export interface EventHall {
  readonly rows: readonly HallRow[]
  readonly areas: readonly HallArea[]
  /** By category. */
  readonly colors: ReadonlyMap<string, string>
  /** What people call a seat. */
  labelOf(seat: string): string
}

/** One seat, for whoever asks about it. */
export interface SeatInfo extends HallSeat {
  readonly label: string
  readonly state: SeatState
  readonly price: number | null
  /** Who holds it. Null where nobody does, and for a moment while the hub is still telling. */
  readonly holder: HeldBy | null
  /** The terminal for which it is set aside. */
  readonly allottedTo: string | null
  /** True if it is set aside for this terminal, and the hub has said so. */
  readonly isOurs: boolean
}

/** Why a seat cannot be taken here now. `offline`: only seats that are set aside for this terminal can be sold without a network (SPEC E9). */
export type SeatObstacle = 'offline' | 'taken' | 'blocked' | 'theirs' | 'not_priced' | 'too_many' | 'no_room'

export type SeatAnswer =
  | { readonly ok: true; readonly seats: readonly string[] }
  | { readonly ok: false; readonly why: SeatObstacle; readonly seat: string | null }

/** What the local rules say to something that a manager asks; what they refuse is not asked of the hub. Null: it takes a network. */
export type SeatWorkAnswer = { readonly ok: true } | { readonly ok: false; readonly rejection: Rejection | null }

export interface SeatWish {
  readonly size: number
  readonly category?: string
  readonly accessible?: boolean
}

/** Seats that somebody else was quicker to take, until the next act. */
export interface LostSeats {
  readonly event: string
  readonly labels: readonly string[]
  /** What was wanted together and was let go with them. */
  readonly others: readonly string[]
}

/** Events with seats at this terminal's location: what the box office sells. What is taken stands in the counter's cart. */
export interface BoxOffice {
  /** Those that are not over, the first to begin first. */
  readonly events: Live<readonly ShownEvent[]>
  /** Null while its plan is not here yet. */
  hall(event: string): EventHall | null
  /** Calls back at once with all seats that are not simply free, and then with what changes. @returns how to end that */
  watch(event: string, listener: (changes: readonly SeatChange[]) => void): () => void
  seat(event: string, seat: string): SeatInfo | null
  /** Takes a seat into the cart, or gives it back. */
  toggle(event: string, seat: string): Promise<SeatAnswer>
  /** Takes these seats, whole or not at all. */
  take(event: string, seats: readonly string[]): Promise<SeatAnswer>
  /** The best free seats for a party, taken whole or not at all. */
  takeBest(event: string, wish: SeatWish): Promise<SeatAnswer>
  /** Gives back seats of the cart. */
  giveUp(event: string, seats: readonly string[]): Promise<void>
  /** Holds again what expired, as far as it can still be had. */
  holdAgain(event: string): Promise<SeatAnswer>
  /** Free seats that what is in the cart leaves alone; none where a manager does not mind. */
  leftAlone(event: string): readonly string[]
  readonly lost: Live<LostSeats | null>
  dismissLost(): void
  /** Gives back what somebody else holds. */
  release(hold: string, reason: string): Promise<void>
  /** @param terminal for which they are set aside; null: for nobody any more */
  setAside(event: string, seats: readonly string[], terminal: string | null): Promise<SeatWorkAnswer>
  block(event: string, seats: readonly string[], blocked: boolean): Promise<SeatWorkAnswer>
}

import type { FreeStart } from '../../../shared/bookings/availability.ts'
import type { Booking, BookingState, Guest } from '../../../shared/bookings/bookings.ts'
import type { Hours, Need, Placement, Resource, ResourceKind, Service } from '../../../shared/bookings/resources.ts'
import type { StockLine } from '../../../shared/kinds/stock/schema.ts'
import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import type { Discrepancy } from './activity.ts'
import type { Live } from './live.ts'
import type { BoardGuest, WaitingList } from './waiting.ts'

export type { Booking, BookingState, FreeStart, Guest, Hours, Need, Placement, Resource, ResourceKind, Service }

/** A table, a person or a room with the hours in which it can be had; null: at any time. */
export interface BoardResource extends Resource {
  readonly hours: Hours | null
}

/** A booking with what was done here folded in. `state` is that of now: one that was not confirmed in time is `expired` to the second (SPEC B2). */
export interface BoardBooking extends Booking {
  /** False while the hub has not said yes to what was done here: shown as unconfirmed. */
  readonly sent: boolean
  /** The guest is to come, and the start has passed. Never of an offer. */
  readonly late: boolean
  /** The guest sits, and the end has passed. */
  readonly overTime: boolean
}

/** A time that somebody holds without a booking, such as a website in its checkout. */
export interface HeldSlot {
  readonly hold: string
  readonly channel: string
  readonly resource: string
  readonly start: number
  readonly end: number
  /** From then on it is free. */
  readonly expiresAt: number
}

/** All that can be booked at this terminal's location, and all that is. The same objects for as long as they say the same. */
export interface BookingBoard {
  /** The location's IANA zone, in which hours are said. */
  readonly zone: string
  /** By code: those in use, and such as are not (`active`) for as long as something is booked on them, so that it keeps their name. */
  readonly resources: readonly BoardResource[]
  /** By name. */
  readonly services: readonly Service[]
  /** Of today and later, those that have ended too; by start. */
  readonly bookings: readonly BoardBooking[]
  readonly held: readonly HeldSlot[]
  /** Who waits, has an offer or missed one, in turn. */
  readonly waiting: readonly BoardGuest[]
  /** Guests who sit where another has a booking. `sku` is the resource. */
  readonly doubleBooked: readonly Discrepancy[]
}

/** Why a resource cannot be had then. */
export type Obstacle =
  | { readonly why: 'booked'; readonly resource: string; readonly booking: BoardBooking }
  | { readonly why: 'held'; readonly resource: string; readonly held: HeldSlot }
  | { readonly why: 'outside_hours'; readonly resource: string }

/** One way to have a service. Free if nothing stands in the way. */
export interface Choice {
  readonly resources: readonly string[]
  readonly obstacles: readonly Obstacle[]
}

export interface ChoiceQuestion {
  readonly service: string
  readonly start: number
  /** Milliseconds; default: as long as the service takes. */
  readonly lasts?: number
  readonly party: number
  /** These and no others: one choice is the answer. */
  readonly resources?: readonly string[]
  /** A booking that is to be moved: what it has now is not in its own way. */
  readonly moving?: string
}

export interface FreeQuestion {
  readonly service: string
  readonly party: number
  /** Starts lie in [from, to). */
  readonly from: number
  readonly to: number
  readonly stepMinutes?: number
  /** As above. */
  readonly moving?: string
}

export interface BookingWish {
  readonly service: string
  readonly start: number
  readonly lasts?: number
  readonly party: number
  /** The person chose these; without it the best that is free is taken. */
  readonly resources?: readonly string[]
  /** What goes with it: a cake with the table. */
  readonly goods?: readonly StockLine[]
  readonly guest?: Guest
  readonly note?: string
  /** True if the guest has agreed already, as on the telephone. */
  readonly confirmed?: boolean
  /** The waiting guest who gets it (SPEC W5). */
  readonly waiting?: string
}

/** A guest who came without a booking. Starts now. */
export interface WalkIn {
  readonly service: string
  readonly lasts?: number
  readonly party: number
  readonly resources: readonly string[]
  readonly guest?: Guest
  readonly note?: string
  /** The waiting guest who gets it (SPEC W5). */
  readonly waiting?: string
}

export interface BookingMove {
  readonly start?: number
  readonly lasts?: number
  readonly resources?: readonly string[]
}

export type BookingStep = 'confirm' | 'cancel' | 'check_in' | 'complete' | 'no_show'

/**
 * What the local rules foretell, at once. If they refuse a request, nothing is asked of the hub: the person who sees the refusal decides. Facts
 * (a guest sits down) are always said. If the hub sees it otherwise, that comes to the inbox.
 */
export type BookingAnswer =
  | {
      readonly ok: true
      /** As it will be. */
      readonly booking: BoardBooking
      /** Others who have the same resources then; only a fact can have any (SPEC B6). */
      readonly clashes: readonly Obstacle[]
    }
  | { readonly ok: false; readonly rejection: Rejection; readonly obstacles: readonly Obstacle[] }

/** What `undo` would take back. */
export interface Undoable {
  readonly what: 'move' | 'cancel'
  /** As it was before. */
  readonly before: BoardBooking
}

/** A guest whom earlier or coming bookings name. */
export interface KnownGuest {
  readonly guest: Guest
  readonly bookings: number
  readonly noShows: number
  /** The start of the last one. */
  readonly last: number
}

/** Bookings of this terminal's location. Everything is answered from memory, with a network or without. */
export interface Bookings {
  readonly board: Live<BookingBoard>
  readonly waiting: WaitingList
  /** With what it could be had, the best first; those that are taken come too, with who has them. */
  choices(question: ChoiceQuestion): readonly Choice[]
  /** When it could be had, and with what. */
  free(question: FreeQuestion): readonly FreeStart[]
  book(wish: BookingWish): Promise<BookingAnswer>
  seat(walkIn: WalkIn): Promise<BookingAnswer>
  move(booking: string, to: BookingMove): Promise<BookingAnswer>
  step(booking: string, step: BookingStep, reason?: string): Promise<BookingAnswer>
  /** The last move or cancellation done here, while it can be taken back. */
  readonly undoable: Live<Undoable | null>
  /** Moves back, or books the same again. Null if there is nothing to undo. */
  undo(): Promise<BookingAnswer | null>
  /** By a part of the telephone number or of the name, without accents; the last to come first. */
  findGuests(text: string): readonly KnownGuest[]
}

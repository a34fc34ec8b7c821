import type { HoldEvent, World } from '../holds/decide.ts'
import type { Giver, NewId } from '../holds/settle.ts'
import type { DiscrepancyRaised } from '../holds/discrepancies.ts'
import type { EpochMs } from '../time.ts'
import type { Booking } from './bookings.ts'
import type { Service } from './resources.ts'
import type { WaitingGuest } from './waitingGuests.ts'

/** What a decision on bookings may look at besides holds and pools. */
export interface BookingWorld {
  readonly bookings: Map<string, Booking>
  readonly services: ReadonlyMap<string, Service>
  readonly waiting: Map<string, WaitingGuest>
}

export const noBookings = (): BookingWorld => ({ bookings: new Map(), services: new Map(), waiting: new Map() })

/** What a decision brought about. `told` is false for a change that enters no state. */
export type BookingEvent =
  | { readonly type: 'booked'; readonly booking: Booking }
  | { readonly type: 'booking_changed'; readonly booking: Booking; readonly told: boolean }
  /** The slots of this hold are given back, though the hold has ended by being confirmed. */
  | { readonly type: 'slots_freed'; readonly hold: string }
  /** From this moment on the slots of this hold count for nothing; null: nothing ends them by itself. */
  | { readonly type: 'slots_last'; readonly hold: string; readonly until: EpochMs | null }
  /** A guest began to wait, or entered another state. */
  | { readonly type: 'waiting_changed'; readonly guest: WaitingGuest }

/** All that a decision has to go by. */
export interface Context {
  readonly world: World & BookingWorld
  readonly giver: Giver
  readonly now: EpochMs
  readonly newId: NewId
}

export type Events = (HoldEvent | BookingEvent | DiscrepancyRaised)[]

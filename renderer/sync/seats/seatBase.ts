import type { Seat } from '../../../shared/kinds/seat/rules.ts'
import type { SeatedEvent } from '../../../shared/seating/events.ts'
import type { EpochMs } from '../../../shared/time.ts'

/** A seat as the hub last told it. */
export interface BaseSeat extends Seat {
  /** The hold that has it; null: nobody has it. */
  readonly hold: string | null
  /** When that ends by itself; null once it is sold. */
  readonly until: EpochMs | null
}

/** What the replica says of the seats of one location. */
export interface SeatBase {
  /** Undefined if it is none of this location. */
  event(code: string): SeatedEvent | undefined
  /** Undefined if the event's hall has no such seat. */
  seat(event: string, seat: string): BaseSeat | undefined
  /** The terminals for which seats may be set aside. */
  terminals(): Iterable<string>
}

/** A location where nothing is shown. */
export const noSeatBase: SeatBase = { event: () => undefined, seat: () => undefined, terminals: () => [] }

/** True if somebody has it as of `now`: a hold whose time is over has nothing, whether or not the hub has told so (SPEC E3). */
export const isTakenAt = ({ hold, until }: Pick<BaseSeat, 'hold' | 'until'>, now: EpochMs): boolean =>
  hold !== null && (until === null || until > now)

import type { CommandType } from '../../../shared/protocol/commands.ts'
import type { CaseData } from '../../../shared/protocol/cases.ts'
import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import type { Live } from './live.ts'
import type { BoardBooking, Guest } from './bookings.ts'
import type { HeldBy } from './stock.ts'

export type EntryState = 'waiting' | 'sending' | 'accepted' | 'refused' | 'blocked' | 'dropped'
export type EntryAction = 'retry' | 'take_fewer' | 'take_alternative' | 'drop' | 'settle'

/** Another time, other resources, or both, that would do instead. */
export interface Alternative {
  readonly start: number
  readonly end: number
  readonly resources: readonly string[]
  /** Names of the resources. */
  readonly names: readonly string[]
}

/** A booking as somebody here wanted it, beside whoever has the time. */
export interface EntryBooking {
  readonly id: string
  readonly service: string
  readonly serviceName: string
  readonly start: number
  readonly end: number
  readonly party: number
  readonly resources: readonly string[]
  readonly names: readonly string[]
  readonly customer: Guest | null
  /** True if what was wanted could be had after all. */
  readonly isFree: boolean
  /** Bookings that stand in the way now. */
  readonly others: readonly BoardBooking[]
  /** What is free instead: at the same time first, then the nearest times. */
  readonly alternatives: readonly Alternative[]
}

/** Somebody who waits, as an entry names them. */
export interface EntryGuest {
  readonly party: number
  readonly customer: Guest | null
}

/** An order, as an entry names it. */
export interface EntryOrder {
  readonly id: string
  /** Null: nobody here knows it any more. */
  readonly number: string | null
  readonly customer: Guest | null
  /** Money that came in by it, in minor units. */
  readonly amount: number | null
}

/** One thing that somebody did here: an outbox entry until the hub settled it, an inbox entry if it was refused. */
export interface Entry {
  readonly id: string
  readonly type: CommandType
  readonly state: EntryState
  readonly issuedAt: number
  readonly actor: string
  readonly lines: readonly { readonly sku: string; readonly name: string; readonly quantity: number }[]
  /** What it was about, if that is a booking. */
  readonly booking: EntryBooking | null
  /** Whom it was about, if that is a waiting guest. */
  readonly guest: EntryGuest | null
  /** What it was about, if that is an order that is kept. */
  readonly order: EntryOrder | null
  /** Seats that it was about, by event: `Mùa hoa sữa · C7, C8`. */
  readonly seats: readonly string[]
  readonly rejection: Rejection | null
  /** Who holds what was wanted, for the sentence that says why. */
  readonly holders: readonly HeldBy[]
  /** How many could be taken now, for "take fewer". */
  readonly available: number | null
  /** True if the sale went on as a fact although the hold was refused: the goods are gone. */
  readonly sold: boolean
  /** What can be done, the safest first. Empty when nothing needs to be done. */
  readonly actions: readonly EntryAction[]
}

export interface Discrepancy extends CaseData<'discrepancy'> {
  readonly name: string
}

export interface Activity {
  /** Newest first. */
  readonly outbox: Live<readonly Entry[]>
  readonly inbox: Live<readonly Entry[]>
  readonly discrepancies: Live<readonly Discrepancy[]>
  /** @param alternative which one, for `take_alternative`; default: the first */
  act(entry: string, action: EntryAction, alternative?: Alternative): Promise<void>
  settle(discrepancy: string, note: string): Promise<void>
  /** All unsent commands as text that a help desk can read and import. */
  exportUnsent(): Promise<string>
}

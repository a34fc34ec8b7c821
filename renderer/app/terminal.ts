import type { DocumentOf } from '../../shared/protocol/feed.ts'
import type { BankAccount } from '../../shared/vietQr.ts'
import type { Role } from '../../shared/protocol/roles.ts'
import type { Activity } from './terminal/activity.ts'
import type { Bookings } from './terminal/bookings.ts'
import type { Counter } from './terminal/counter.ts'
import type { Live } from './terminal/live.ts'
import type { Orders } from './terminal/orders.ts'
import type { Returns } from './terminal/returns.ts'
import type { BoxOffice } from './terminal/seats.ts'
import type { Shelf } from './terminal/shelf.ts'
import type { Catalogue, Stock } from './terminal/stock.ts'
import type { Transfers } from './terminal/transfers.ts'
import type { Vouchers } from './terminal/vouchers.ts'

export type * from './terminal/activity.ts'
export type * from './terminal/bookings.ts'
export type * from './terminal/counter.ts'
export type * from './terminal/live.ts'
export type * from './terminal/orders.ts'
export type * from './terminal/returns.ts'
export type * from './terminal/seats.ts'
export type * from './terminal/shelf.ts'
export type * from './terminal/stock.ts'
export type * from './terminal/transfers.ts'
export type * from './terminal/vouchers.ts'
export type * from './terminal/waiting.ts'

/**
 * What the screens see of the terminal: values that change, and things that can be done. The screens know nothing of RxDB, tRPC or
 * the outbox; `sync/` and `replica/` know nothing of React. All moments are milliseconds of the hub's clock; money is in minor units.
 */
export interface Terminal {
  readonly phase: Live<Phase>
  readonly status: Live<Status>
  readonly shop: Live<Shop>
  /** The people who may sign in here. */
  readonly people: Live<readonly Person[]>
  /** Who was signed in here until the hub said that they do not work here any more; null once somebody has signed in. */
  readonly letGo: Live<Person | null>
  /** Who is signed in. */
  readonly me: Live<Person | null>
  readonly clock: Clock
  readonly catalogue: Catalogue
  readonly stock: Stock
  readonly shelf: Shelf
  readonly counter: Counter
  readonly bookings: Bookings
  readonly orders: Orders
  readonly returns: Returns
  readonly transfers: Transfers
  readonly vouchers: Vouchers
  readonly boxOffice: BoxOffice
  readonly activity: Activity
  pair(code: string, name: string): Promise<PairAnswer>
  /** The one-time code of a hub that runs the demo shop, if this is one. */
  demoCode(): Promise<string | null>
  /** Checks the PIN against the replica, so that it works offline; wrong PINs cost a growing delay that survives a reload. */
  signIn(person: string, pin: string): Promise<SignInAnswer>
  signOut(): Promise<void>
  /** Forgets this pairing and its replica. Refused while commands are unsent and were not exported. */
  unpair(): Promise<'done' | 'unsent'>
  stop(): Promise<void>
}

/** The hub's time, foretold by a monotonic clock: it does not jump when somebody sets the machine's clock. */
export interface Clock {
  now(): number
}

/** There is no room left, the browser keeps nothing, or something else is amiss. */
export type WhyBroken = 'full' | 'refused' | 'fault'

export type Phase =
  | { readonly name: 'starting' }
  | { readonly name: 'unpaired' }
  /** The first copy is on its way. */
  | { readonly name: 'copying'; readonly done: number }
  | { readonly name: 'signed_out' }
  | { readonly name: 'ready' }
  /** Another tab or window of this browser is the terminal. This one takes over when that one closes. */
  | { readonly name: 'second_tab' }
  /** A copy of another terminal, revoked, or too old: it has to be paired again. Unsent commands can be exported. */
  | { readonly name: 'pair_again'; readonly why: 'copied' | 'revoked' }
  /** The store of this browser cannot be used (private window, no space). `detail` is for the help desk. */
  /** Nothing can be kept any more. `isWorking`: it happened in the middle of work, so that what was done last may not have been saved. */
  | { readonly name: 'broken'; readonly why: WhyBroken; readonly isWorking: boolean; readonly detail: string }

export interface Status {
  readonly connection: 'online' | 'offline' | 'connecting'
  /** When the present connection state began. */
  readonly since: number
  /** The moment as of which the replica equals the hub; null before the first copy. */
  readonly asOf: number | null
  /** Commands that the hub has not settled yet. */
  readonly waiting: number
  /** Entries of the inbox and discrepancies that need a person. */
  readonly needsLook: number
}

export type Place = DocumentOf<'places'>

export interface Shop {
  readonly currency: string
  /** Null: the hub is of a version that takes no counter sale by transfer, or was not heard yet. */
  readonly transfers: {
    /** Null: the hub was not told where they go to. */ readonly account: BankAccount | null
  } | null
  readonly terminal: {
    readonly id: string
    readonly name: string
    readonly location: string
    readonly channel: string
  } | null
  readonly location: Place | null
  readonly locations: readonly Place[]
  readonly channels: readonly Place[]
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly role: Role
}

/** Whether the person is signed in at the hub too, for what only the hub can do: that follows by itself once there is a network. */
export type HubSession = 'none' | 'waiting' | 'signed_in' | 'refused'

export type PairAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'wrong_code' | 'offline' | 'too_many_tries' | 'fault' }

export type SignInAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'wrong_pin' | 'wait' | 'unknown'; readonly waitSeconds: number }

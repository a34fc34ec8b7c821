/** A customer as somebody names them to have them erased. */
export type Whom = { readonly phone: string } | { readonly email: string }

/** How often somebody is written, by kind. */
export interface CustomerCounts {
  readonly orders: number
  readonly bookings: number
  readonly waiting: number
  readonly queued: number
  readonly holds: number
}

export interface FoundCustomer {
  /** Where it is over: what is erased, or was. */
  readonly erased: CustomerCounts
  /** Where it goes on: it keeps them until it has ended. */
  readonly kept: CustomerCounts
}

export interface Erasure {
  readonly at: number
  /** Null: a program, over REST. */
  readonly staffName: string | null
  readonly terminalName: string | null
  /** Null: it was cut off. */
  readonly erased: number | null
}

/** What is asked of the hub about a customer who wants to be forgotten. A manager's. */
export interface CustomerQuestions {
  /** How much would be erased. Null: it is neither a phone nor an e-mail. */
  lookForCustomer(whom: Whom): Promise<FoundCustomer | null>
  eraseCustomer(whom: Whom): Promise<FoundCustomer | null>
  /** The last few, the newest first. */
  erasures(): Promise<readonly Erasure[]>
}

import type { Live } from './live.ts'
import type { Pieces } from './returns.ts'

/** Goods that came from outside, as somebody writes them down. */
export interface Delivery {
  /** The number of the slip that came with them; may be empty. */
  readonly reference: string
  /** What was added last is first. */
  readonly lines: readonly Pieces[]
}

/** One thing that was counted. */
export interface Counted {
  readonly sku: string
  readonly counted: number
  /** What the books said when its counting began, and when it was last counted on. They differ where some was sold or came while somebody counted. */
  readonly seenFirst: number
  readonly seen: number
}

/**
 * What a manager writes down at the shelf, thing by thing, and says all at once: goods that came, and what was counted. Both stay over a reload until they
 * are said, which they can be without a network too. What is done here resolves once it would survive a crash.
 */
export interface Shelf {
  readonly delivery: Live<Delivery>
  /** So much of it came; none takes it off the list. */
  bring(sku: string, quantity: number): Promise<void>
  refer(reference: string): Promise<void>
  /** Says it all, all of it or nothing. */
  bookDelivery(): Promise<void>
  /** Forgets it all. */
  dropDelivery(): Promise<void>
  /** What was counted last is first. */
  readonly stocktake: Live<readonly Counted[]>
  /** So many of it are there; null takes it off the list, as if nobody had counted it. */
  count(sku: string, counted: number | null): Promise<void>
  bookStocktake(): Promise<void>
  dropStocktake(): Promise<void>
}

/** More than that is said in two. */
export const maxShelfLines = 300

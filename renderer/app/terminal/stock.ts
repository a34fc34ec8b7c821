import type { Live } from './live.ts'

export interface Item {
  readonly sku: string
  readonly name: string
  readonly barcodes: readonly string[]
  readonly price: number
  readonly currency: string
  /** False: the shop does not sell it any more. */
  readonly listed: boolean
}

export interface Catalogue {
  readonly size: Live<number>
  /** In memory: answers at once. By barcode, else by SKU. */
  find(code: string): Item | null
  /** By words without accents, by prefix, best first; also by SKU and barcode. What is not sold any more is left out, unless all are wanted. */
  search(text: string, limit: number, all?: boolean): readonly Item[]
}

/** Where one SKU stands at one location, with this terminal's unsettled commands folded in and overdue holds taken off. */
export interface Level {
  readonly sku: string
  readonly name: string
  readonly listed: boolean
  readonly onHand: number
  readonly held: number
  readonly available: number
  /** Held pieces by the code of the channel. */
  readonly heldBy: Readonly<Record<string, number>>
  /** When the first of its holds expires; null if nobody holds any. */
  readonly heldUntil: number | null
  readonly safetyStock: number
  readonly inTransit: number
  readonly returning: number
  readonly quarantined: number
  readonly damaged: number
}

export interface StockQuery {
  readonly text: string
  readonly sort: 'sku' | 'name' | 'available' | 'held' | 'onHand'
  readonly descending: boolean
  /** What is not sold any more is among `all` as long as some of it is there. */
  readonly only: 'all' | 'held' | 'short' | 'unlisted'
}

/** A live hold as a list shows it. */
export interface HeldBy {
  readonly hold: string
  readonly channel: string
  readonly terminal: string | null
  readonly staff: string | null
  readonly quantity: number
  readonly placedAt: number
  readonly expiresAt: number
  /** False while the hub has not said yes yet: the fuse is dashed. */
  readonly settled: boolean
}

export interface Stock {
  /** All rows of this terminal's location that match, in order; made for a window of a virtual list over 100,000 rows. */
  rows(query: StockQuery): Live<readonly Level[]>
  level(sku: string): Live<Level | null>
  /** Who holds this SKU here, the first to expire first. */
  holders(sku: string): Live<readonly HeldBy[]>
  release(hold: string, reason: string): Promise<void>
  /** @param seen what the books showed to whom counted (SPEC S5) */
  count(sku: string, onHand: number, seen: number): Promise<void>
  receive(sku: string, quantity: number, reference?: string): Promise<void>
}

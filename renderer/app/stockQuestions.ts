import type { Page } from './questions.ts'

/** What is asked of the hub about goods: elsewhere, in the past, and whether they are sold. */
export interface StockQuestions {
  /** The stock of all locations together. */
  totals(query: TotalsQuery): Promise<Page<Total>>
  /** One SKU at all locations; null if the hub does not know it. */
  total(sku: string): Promise<Total | null>
  /** What moved, the newest first. */
  movements(query: { sku: string; location: string; cursor: string | null }): Promise<Page<MovementLine>>
  /** Who took the last that could be had here; null if there is some, or nobody knows. */
  lastTaken(sku: string): Promise<LastTaken | null>
  /** Takes an item out of what is sold, or offers it again. A manager's. @returns false if there is no such item */
  setListed(sku: string, listed: boolean): Promise<boolean>
}

export interface TotalsQuery {
  readonly text: string
  readonly sort: 'sku' | 'name' | 'onHand' | 'held' | 'available'
  readonly descending: boolean
  /** Only what is not sold any more. */
  readonly unlisted?: boolean
  readonly cursor: string | null
}

export interface Total {
  readonly sku: string
  readonly name: string
  readonly listed: boolean
  readonly onHand: number
  readonly held: number
  readonly available: number
  readonly locations: readonly {
    readonly location: string
    readonly onHand: number
    readonly held: number
    readonly available: number
    readonly heldBy: Readonly<Record<string, number>>
  }[]
}

export interface MovementLine {
  readonly id: string
  readonly at: number
  readonly from: string
  readonly to: string
  readonly quantity: number
  readonly reason: string
  readonly staffName: string | null
  readonly terminalName: string | null
}

/** How the last of a thing left the shelf. */
export interface LastTaken {
  readonly at: number
  readonly how: 'sold' | 'counted' | 'moved'
  readonly quantity: number
  readonly channel: string | null
  readonly terminal: string | null
  readonly terminalName: string | null
}

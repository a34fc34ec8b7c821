import type { Live } from './live.ts'
import type { HeldBy, Item } from './stock.ts'

export interface Shortage {
  readonly available: number
  readonly holders: readonly HeldBy[]
}

/** How a line stands: `asked` is not from the hub yet (dashed), `unheld` is sold without a promise (goods in hand). */
export type LineState = 'asked' | 'held' | 'refused' | 'expired' | 'unheld'

export interface CartLine {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly price: number
  readonly quantity: number
  readonly state: LineState
  readonly placedAt: number
  readonly expiresAt: number | null
  /** Set when more was wanted than could be held: what there is and who holds the rest. */
  readonly shortage: Shortage | null
}

/** Why seats cannot be sold at the moment: the hub has not said yes, their time is over, or there is no network to be sure by. */
export type Unsure = 'asked' | 'expired' | 'offline'

/** Seats of one event, held together. */
export interface CartSeats {
  readonly id: string
  readonly event: string
  readonly title: string
  readonly startsAt: number
  readonly seats: readonly {
    readonly seat: string
    readonly label: string
    readonly category: string
    readonly price: number
  }[]
  readonly state: Extract<LineState, 'asked' | 'held' | 'expired'>
  readonly placedAt: number
  readonly expiresAt: number | null
  readonly unsure: Unsure | null
}

export interface Cart {
  readonly id: string
  readonly lines: readonly CartLine[]
  readonly seats: readonly CartSeats[]
  /** Of the first seats that cannot be sold at the moment; then nothing of the cart is. */
  readonly unsure: Unsure | null
  readonly total: number
  readonly parkedAt: number | null
  readonly label: string
}

export type AddAnswer =
  | { readonly ok: true; readonly line: string }
  | { readonly ok: false; readonly why: 'unknown'; readonly code: string }
  | { readonly ok: false; readonly why: 'short'; readonly item: Item; readonly shortage: Shortage }

export interface Receipt {
  readonly order: string
  readonly number: string
  readonly soldAt: number
  readonly lines: readonly { readonly name: string; readonly quantity: number; readonly price: number }[]
  readonly total: number
  readonly tendered: number
  readonly change: number
  readonly currency: string
  readonly staff: string
  /** False while the hub has not booked it. */
  readonly settled: boolean
}

export interface Counter {
  readonly cart: Live<Cart>
  readonly parked: Live<readonly Cart[]>
  readonly receipts: Live<readonly Receipt[]>
  /** SKUs that somebody waits for and that have become free since. */
  readonly nowFree: Live<readonly Item[]>
  /** Adds one of what this barcode or SKU names; holds it. The answer comes from the local rules, in milliseconds. */
  scan(code: string): Promise<AddAnswer>
  add(sku: string, quantity: number): Promise<AddAnswer>
  /** Adds without a hold what the local rules refuse: the customer has it in hand, and the sale will be a fact. */
  addInHand(sku: string, quantity: number): Promise<AddAnswer>
  setQuantity(line: string, quantity: number): Promise<AddAnswer>
  /** Holds an expired or refused line again. */
  holdAgain(line: string): Promise<AddAnswer>
  remove(line: string): Promise<void>
  voidAll(): Promise<void>
  park(label: string): Promise<void>
  recall(cart: string): Promise<void>
  /** Takes cash and hands over. Refused only if the cart is empty, too little was given, or it has seats that are not sure. */
  pay(tendered: number): Promise<Receipt | null>
  tellWhenFree(sku: string): void
  dismissFree(sku: string): void
}

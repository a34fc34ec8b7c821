import type { CounterMethod } from '../../../shared/orders/sell.ts'
import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import type { Live } from './live.ts'
import type { HeldBy, Item } from './stock.ts'
import type { DiscountRule } from './vouchers.ts'

export interface Shortage {
  readonly available: number
  readonly holders: readonly HeldBy[]
  /** It is not sold any more, however many there are. */
  readonly isUnlisted?: boolean
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

/** Why a code cannot be had. `named`: its customer has to be known, so it is for orders; `twice`: it is in this cart already. */
export type VoucherObstacle = 'used' | 'held' | 'void' | 'not_begun' | 'over' | 'named' | 'twice'

/** Why a voucher of a cart takes nothing off. `void`: it is not valid, any more; `refused`: the hub said no for another reason. */
export type VoucherTrouble =
  | ('used' | 'held' | 'void' | 'limit' | 'refused')
  | ('below_minimum' | 'no_item' | 'nothing_left')

/** One use of a voucher's code. */
export interface CartVoucher {
  readonly id: string
  readonly code: string
  /** The campaign's. */
  readonly name: string
  /** Null once its campaign is not known here any more. */
  readonly discount: DiscountRule | null
  readonly minimum: number | null
  readonly state: Exclude<LineState, 'unheld'>
  readonly placedAt: number
  readonly expiresAt: number | null
  /** What it takes off this cart, in minor units. */
  readonly off: number
  /** Why it takes nothing off, unless its time is over. */
  readonly trouble: VoucherTrouble | null
}

/** What is asked of the hub for a cart that is to be kept for a customer. */
export interface CartKeeping {
  readonly order: string
  readonly number: string
  /** Null: the hub has not answered yet. */
  readonly rejection: Rejection | null
}

/** For whom a cart is kept, until when, and how much of it is paid first, in minor units. */
export interface KeepWish {
  readonly customer: { readonly name?: string; readonly phone?: string }
  readonly until: number
  readonly deposit: number
}

/**
 * Why a cart cannot be kept for a customer. `asked`: the hub has not said yet what it holds of it; `refused`: it does not hold all of it; `seats`: those are
 * sold at once.
 */
export type KeepObstacle = 'empty' | 'seats' | 'offline' | 'asked' | 'refused' | 'too_many'

/** What was asked of the hub; what it says stands with the cart, which is parked meanwhile. */
export type KeepAnswer =
  | { readonly ok: true; readonly order: string; readonly number: string }
  | { readonly ok: false; readonly why: KeepObstacle }

export interface Cart {
  readonly id: string
  readonly lines: readonly CartLine[]
  readonly seats: readonly CartSeats[]
  /** Of the first seats that cannot be sold at the moment; then nothing of the cart is. */
  readonly unsure: Unsure | null
  readonly vouchers: readonly CartVoucher[]
  /** Less what the vouchers take off. */
  readonly total: number
  readonly parkedAt: number | null
  readonly label: string
  /** Null: nobody has asked that it be kept for a customer. */
  readonly keeping: CartKeeping | null
}

export type AddAnswer =
  | { readonly ok: true; readonly line: string }
  | { readonly ok: false; readonly why: 'unknown'; readonly code: string }
  | { readonly ok: false; readonly why: 'unlisted'; readonly item: Item }
  | { readonly ok: false; readonly why: 'short'; readonly item: Item; readonly shortage: Shortage }
  | { readonly ok: false; readonly why: 'voucher'; readonly code: string; readonly obstacle: VoucherObstacle }

/** What lets one person in. */
export interface Ticket {
  /** What the door scans; the hub knows it once it has booked the sale. */
  readonly code: string
  readonly event: string
  readonly seat: string
  /** As it was sold: the event and what the seat is called. */
  readonly name: string
  readonly price: number
  /** Another has the seat: this ticket lets nobody in. */
  readonly isDoubled: boolean
}

export interface Receipt {
  readonly order: string
  readonly number: string
  readonly soldAt: number
  readonly lines: readonly { readonly name: string; readonly quantity: number; readonly price: number }[]
  /** What its vouchers took off. */
  readonly discounts: readonly { readonly code: string; readonly amount: number }[]
  readonly total: number
  readonly method: CounterMethod
  readonly tendered: number
  readonly change: number
  readonly currency: string
  readonly staff: string
  /** Of the seats among its lines. */
  readonly tickets: readonly Ticket[]
  /** False while the hub has not booked it. */
  readonly settled: boolean
}

export interface Counter {
  readonly cart: Live<Cart>
  readonly parked: Live<readonly Cart[]>
  readonly receipts: Live<readonly Receipt[]>
  /** SKUs that somebody waits for and that have become free since. */
  readonly nowFree: Live<readonly Item[]>
  /** Adds one of what this barcode or SKU names, or else the voucher of this code; holds it. The answer comes from the local rules, in milliseconds. */
  scan(code: string): Promise<AddAnswer>
  add(sku: string, quantity: number): Promise<AddAnswer>
  /** Adds without a hold what the local rules refuse: the customer has it in hand, and the sale will be a fact. */
  addInHand(sku: string, quantity: number): Promise<AddAnswer>
  /** Adds one use of a voucher's code; holds it. */
  addVoucher(code: string): Promise<AddAnswer>
  setQuantity(line: string, quantity: number): Promise<AddAnswer>
  /** Holds an expired or refused line or voucher again. */
  holdAgain(line: string): Promise<AddAnswer>
  /** Takes a line or a voucher out. */
  remove(line: string): Promise<void>
  voidAll(): Promise<void>
  park(label: string): Promise<void>
  /** Does nothing to one of which the hub is still asked whether it keeps it. */
  recall(cart: string): Promise<void>
  /** Why the cart on the counter cannot be kept for a customer as it stands; null if it can. */
  obstacleToKeep(): KeepObstacle | null
  /** Asks the hub to keep what is on the counter: an order, which is among the others once the hub has said yes. */
  keep(wish: KeepWish): Promise<KeepAnswer>
  /** The number that the sale on the counter will have, for the payer to write on a transfer; from now on it is this sale's own. */
  takeNumber(): Promise<string>
  /**
   * Takes money and hands over. Refused only if there is nothing to sell, too little was given, or it has seats that are not sure; of a transfer also
   * if it is not just the total.
   */
  pay(tendered: number, method?: CounterMethod): Promise<Receipt | null>
  tellWhenFree(sku: string): void
  dismissFree(sku: string): void
}

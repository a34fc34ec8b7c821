import type { CounterMethod } from '../../../shared/orders/sell.ts'
import type { Store } from '../../app/store.ts'
import type {
  Cart,
  CartLine,
  CartSeats,
  CartVoucher,
  Item,
  KeepAnswer,
  KeepWish,
  Live,
  Receipt,
  Unsure,
} from '../../app/terminal.ts'
import type { Refusal } from './refusal.ts'
import type { ScanTakers } from './scanTakers.ts'

export type Dialog =
  | { readonly name: 'pay' | 'park' | 'keep' | 'recall' | 'void' }
  | { readonly name: 'ticket'; readonly code: string }
  | { readonly name: 'receipt'; readonly receipt: Receipt; readonly justSold: boolean }

/** What was done and can be undone or is worth a word. */
export type Said =
  | { readonly type: 'removed'; readonly names: readonly string[]; readonly undo: () => Promise<void> }
  | { readonly type: 'parked' | 'recalled'; readonly label: string }
  /** `still_asked`: whether a parked sale is kept for its customer, the hub has not said yet. */
  | { readonly type: 'no_receipt' | 'nothing_to_do' | 'still_asked' }
  /** Scanned while money changed hands, so that it is not in the cart. */
  | { readonly type: 'not_taken'; readonly code: string }
  /** Seats of the cart cannot be sold at the moment. */
  | { readonly type: 'unsure'; readonly why: Unsure }

/** The counter's screen without React: what is open, what was refused, and what each key and button does. */
export interface Desk {
  readonly refusals: Live<readonly Refusal[]>
  readonly dialog: Store<Dialog | null>
  /** The line that Del removes: the one touched last, or chosen with the arrows. */
  readonly selected: Store<string | null>
  readonly said: Live<Said | null>
  /** The number of a sale that was scanned from its receipt, until the orders have it. */
  readonly sought: Store<string | null>
  /** What is shown and wants the scans for itself. */
  readonly scanTakers: ScanTakers
  scan(code: string): Promise<void>
  /** A scan that comes while money changes hands: the cart stays as it is, which is said. */
  scanWhilePaying(code: string): void
  add(item: Item, quantity?: number): Promise<void>
  /** The customer has it in hand: sold without a promise. */
  sellAnyway(refusal: Refusal): Promise<void>
  tellWhenFree(refusal: Refusal): void
  dismiss(refusal: string): void
  setQuantity(line: CartLine, quantity: number): Promise<void>
  /** Of a voucher there is one. */
  holdAgain(line: Pick<CartLine, 'id' | 'quantity'>): Promise<void>
  /** Holds anew what is being paid; what others have by now is told at the counter, for which taking payment is left. */
  holdLapsed(lines: readonly CartLine[]): Promise<void>
  remove(line: CartLine): Promise<void>
  removeSelected(): Promise<void>
  removeVoucher(voucher: CartVoucher): Promise<void>
  removeSeats(seats: CartSeats): Promise<void>
  holdSeatsAgain(seats: CartSeats): Promise<void>
  moveSelection(by: 1 | -1): void
  /** Empties the cart; asks first if it is a long one. */
  askVoid(): Promise<void>
  voidAll(): Promise<void>
  park(label: string): Promise<void>
  recall(cart: Cart): Promise<void>
  /** Opens keeping the sale for a customer who comes back, if there is something to keep and this person may. */
  askKeep(): void
  keep(wish: KeepWish): Promise<KeepAnswer>
  /** Opens taking payment, if there is something to be paid. */
  askPay(): void
  /** The number that the payer of the sale on the counter writes on a transfer. */
  takeNumber(): Promise<string>
  pay(tendered: number, method?: CounterMethod): Promise<boolean>
  showLastReceipt(): void
}

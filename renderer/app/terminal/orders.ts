import type { Order, Payment, PaymentMethod, Refund } from '../../../shared/orders/orders.ts'
import type { OrderStep } from '../../../shared/orders/orderSteps.ts'
import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import type { Live } from './live.ts'

export type { Order, OrderStep, Payment, PaymentMethod, Refund }
export type { OrderLine, OrderState } from '../../../shared/orders/orders.ts'

/** Something that was done here and that the hub has not told of yet. */
export interface DoneHere extends Pick<OrderStep, 'at' | 'step' | 'amount' | 'method' | 'detail' | 'staff'> {
  /** The command. */
  readonly id: string
}

/** An order with what was done here folded in. `state` is that of now: one whose money did not come is `expired` to the second (SPEC O2). */
export interface BoardOrder extends Order {
  /** What happened, the first first, as the hub tells it. */
  readonly steps: readonly OrderStep[]
  readonly doneHere: readonly DoneHere[]
  /** What came in and has neither gone back nor has to. */
  readonly money: number
  /** What is still to be paid. */
  readonly due: number
}

/** Money that a person took. */
export interface MoneyTaken {
  readonly method: PaymentMethod
  readonly amount: number
  readonly reference?: string
}

export type OrderWish =
  | { readonly type: 'cancel'; readonly reason?: string }
  | { readonly type: 'fail'; readonly reason: string }
  | { readonly type: 'pack'; readonly parcel?: string }
  | { readonly type: 'ship'; readonly carrier?: string; readonly parcel?: string }
  | { readonly type: 'deliver' }
  /** Handed to the customer here: shipped and delivered at once. */
  | { readonly type: 'hand_over' }
  | { readonly type: 'delivery_failed'; readonly reason: 'refused' | 'unreachable' | 'other' }
  /** Money that was due went back. */
  | { readonly type: 'refunded'; readonly refund: string; readonly reference?: string }

/** What the local rules foretell, at once; if they refuse, nothing is asked of the hub. If the hub sees it otherwise, that comes to the inbox. */
export type OrderAnswer =
  | { readonly ok: true; readonly order: BoardOrder }
  | { readonly ok: false; readonly rejection: Rejection }

/** Money that was taken: the order with it, and the payment's id in it. */
export type PayAnswer =
  | { readonly ok: true; readonly order: BoardOrder; readonly payment: string }
  | Extract<OrderAnswer, { ok: false }>

/** Orders of all channels at this terminal's location, as far as somebody still has to do something or may ask. From memory. */
export interface Orders {
  /** Newest first; the same objects for as long as they say the same. */
  readonly list: Live<readonly BoardOrder[]>
  /** A fact: it is never refused, but for an order that nobody knows. */
  pay(order: string, money: MoneyTaken): Promise<PayAnswer>
  act(order: string, wish: OrderWish): Promise<OrderAnswer>
}

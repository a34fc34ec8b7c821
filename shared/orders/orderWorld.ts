import type { HoldEvent, World } from '../holds/decide.ts'
import type { Giver, NewId } from '../holds/settle.ts'
import type { Hold } from '../holds/states.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { EpochMs } from '../time.ts'
import type { Reminder } from '../preorders/reminders.ts'
import type { Return } from '../returns/returns.ts'
import type { Order } from './orders.ts'

/** What a decision on orders may look at besides holds and pools. */
export interface OrderWorld {
  readonly orders: Map<string, Order>
  /** All that come back of these orders. */
  readonly returns: Map<string, Return>
}

export const noOrders = (): OrderWorld => ({ orders: new Map(), returns: new Map() })

export type OrderEvent =
  /** An order as it is now. `told`: it entered this state just now. */
  | { readonly type: 'order_changed'; readonly order: Order; readonly told: boolean }
  /** Something that those outside are told of an order, besides the states that it enters: its goods have come, or its payer is reminded. */
  | { readonly type: 'order_told'; readonly order: Order; readonly as: 'arrived' }
  | { readonly type: 'order_told'; readonly order: Order; readonly as: 'reminder'; readonly reminder: Reminder }
  /** What this hold took and let go when it was confirmed comes back (SPEC O7). */
  | { readonly type: 'given_back'; readonly hold: Hold; readonly order: string }

export type OrderEvents = (HoldEvent | OrderEvent)[]

/** All that a decision on orders has to go by. */
export interface OrderContext {
  readonly world: World & OrderWorld & { readonly sessions?: Sessions }
  readonly giver: Giver
  readonly now: EpochMs
  readonly newId: NewId
}

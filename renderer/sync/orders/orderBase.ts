import type { Hold } from '../../../shared/holds/states.ts'
import type { Order } from '../../../shared/orders/orders.ts'
import type { ToldOrder } from '../../../shared/orders/orderSteps.ts'
import type { ToldReturn } from '../../../shared/returns/returns.ts'
import type { Transfer } from '../../../shared/transfers/transfers.ts'
import { type Cases, caseOf, casesOf } from '../cases.ts'

/** What the replica says of orders, of goods of theirs that come back, and of goods that go from one location to another. */
export interface OrderBase {
  get(id: string): ToldOrder | null
  /** The order that has a hold. */
  ofHold(hold: string): ToldOrder | null
  all(): Iterable<ToldOrder>
  return(id: string): ToldReturn | null
  returns(): Iterable<ToldReturn>
  transfer(id: string): Transfer | null
  transfers(): Iterable<Transfer>
}

/** A location where nothing was ordered. */
export const noOrderBase: OrderBase = {
  get: () => null,
  ofHold: () => null,
  all: () => [],
  return: () => null,
  returns: () => [],
  transfer: () => null,
  transfers: () => [],
}

/** The replica's copy, with an index that is made anew when orders changed. */
export class ReplicatedOrders implements OrderBase {
  private byHold: Map<string, ToldOrder> | null = null

  constructor(private readonly cases: Cases) {}

  get(id: string): ToldOrder | null {
    return caseOf(this.cases, 'order', id)
  }

  ofHold(hold: string): ToldOrder | null {
    this.byHold ??= new Map(Array.from(this.all(), (order) => [order.hold, order]))
    return this.byHold.get(hold) ?? null
  }

  all(): Iterable<ToldOrder> {
    return casesOf(this.cases, 'order')
  }

  return(id: string): ToldReturn | null {
    return caseOf(this.cases, 'return', id)
  }

  returns(): Iterable<ToldReturn> {
    return casesOf(this.cases, 'return')
  }

  transfer(id: string): Transfer | null {
    return caseOf(this.cases, 'transfer', id)
  }

  transfers(): Iterable<Transfer> {
    return casesOf(this.cases, 'transfer')
  }

  changed(): void {
    this.byHold = null
  }
}

const holdStateOf = ({ state }: Order): Hold['state'] => {
  switch (state) {
    case 'awaiting_payment':
    case 'deposit_paid':
      return 'held'
    case 'paid':
    case 'shipped':
    case 'delivered':
    case 'delivery_failed':
    case 'returning':
    case 'returned':
      return 'confirmed'
    case 'cancelled':
    case 'failed':
      return 'released'
    case 'expired':
      return 'expired'
  }
}

/** The hold of an order that has ended is in no replica; all that it has is told by the order. */
export const holdOfOrder = (order: Order): Hold => {
  const { hold, channel, location, placedAt, expiresAt, endedAt, reason, lines } = order
  const state = holdStateOf(order)
  return {
    ...{ id: hold, state, channel, location, terminal: null, staff: null, placedAt, expiresAt, reason },
    lines: lines.map(({ line }) => line),
    endedAt: state === 'held' ? null : (endedAt ?? placedAt),
  }
}

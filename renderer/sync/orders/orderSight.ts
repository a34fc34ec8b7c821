import type { Order } from '../../../shared/orders/orders.ts'
import type { OrderStep } from '../../../shared/orders/orderSteps.ts'
import type { Grading, Return } from '../../../shared/returns/returns.ts'
import type { Transfer } from '../../../shared/transfers/transfers.ts'
import type { Cases } from '../cases.ts'
import type { Folded } from '../fold.ts'
import { Signal } from '../live.ts'
import { ReplicatedOrders } from './orderBase.ts'

/** True for the key of an order, a return or a transfer. */
export const isOfOrders = (key: string): boolean =>
  key.startsWith('order:') || key.startsWith('return:') || key.startsWith('transfer:')

/** Orders and goods under way (those that come back, and those that go to another location) as they are now, as far as can be known here: the replica, and what was done here laid over it. */
export class OrderSight {
  /** Something about orders looks different, or may. */
  readonly changed = new Signal()
  readonly replicated: ReplicatedOrders
  private haveCome = false

  /** @param folded what was done here, laid over the replica */
  constructor(
    cases: Cases,
    private readonly folded: () => Folded,
  ) {
    this.replicated = new ReplicatedOrders(cases)
  }

  /** Documents of cases came, changed or went. */
  casesCame(keys: readonly string[]): void {
    if (!keys.some(isOfOrders)) return
    this.haveCome = true
    this.replicated.changed()
  }

  /** True if something was done with orders here that the replica does not show yet. */
  get isLaid(): boolean {
    const { orders, returns, transfers } = this.folded().world
    return orders.size > 0 || returns.size > 0 || transfers.size > 0
  }

  /** @returns true if orders of the replica came, changed or went since the last time */
  takeChanges(): boolean {
    const { haveCome } = this
    this.haveCome = false
    return haveCome
  }

  *all(): Iterable<{ order: Order; steps: readonly OrderStep[] }> {
    for (const told of this.replicated.all())
      yield { order: this.folded().world.orders.get(told.id) ?? told, steps: told.steps }
  }

  /** Those that were sent from here and nobody else knows of yet too. */
  *transfers(): Iterable<Transfer> {
    const laid = this.folded().world.transfers
    for (const told of this.replicated.transfers()) yield laid.get(told.id) ?? told
    for (const one of laid.values()) if (this.replicated.transfer(one.id) === null) yield one
  }

  /** Those that were begun here alone too. */
  *returns(): Iterable<{ one: Return; gradings: readonly Grading[] }> {
    const laid = this.folded().world.returns
    for (const told of this.replicated.returns()) yield { one: laid.get(told.id) ?? told, gradings: told.gradings }
    for (const one of laid.values()) if (this.replicated.return(one.id) === null) yield { one, gradings: [] }
  }
}

import type { OrderStepCommand } from '../../../shared/orders/orderCommands.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import { isFact } from '../../../shared/protocol/commands.ts'
import type { Verdict } from '../../../shared/protocol/verdicts.ts'
import type { BoardOrder, Clock, MoneyTaken, OrderAnswer, Orders, OrderWish, PayAnswer } from '../../app/terminal.ts'
import { TimedCell } from '../timedCell.ts'
import type { Timers } from '../timers.ts'
import { type OrderSight, ordersAt } from './orderList.ts'

export interface OrderDeskOptions {
  readonly clock: Clock
  readonly timers: Timers
  readonly newId: () => string
  readonly sight: () => OrderSight
  /** What the hub would say to this, as far as can be told from here. */
  readonly wouldSay: (command: Command) => Verdict
  /** Puts a command into the outbox. */
  readonly give: (command: Command) => Promise<string>
}

/** Orders as the screens see them, and one command for each thing that is done with them. */
export class OrderDesk implements Orders {
  readonly list: TimedCell<readonly BoardOrder[]>
  private readonly options: OrderDeskOptions

  constructor(options: OrderDeskOptions) {
    this.options = options
    this.list = new TimedCell<readonly BoardOrder[]>(
      [],
      (before, now) => ordersAt(options.sight(), before, now),
      options,
    )
  }

  changed(): void {
    this.list.changed()
  }

  stop(): void {
    this.list.stop()
  }

  find(id: string): BoardOrder | null {
    return this.list.get().find((order) => order.id === id) ?? null
  }

  async pay(order: string, { method, amount, reference }: MoneyTaken): Promise<PayAnswer> {
    const payment = this.options.newId()
    const command = { type: 'order.pay', order, payment, method, amount } as const
    // What else the hub has by then may be this very transfer, of which the bank was quicker to tell. Said of nothing else, so that a hub of an older version
    // understands it.
    const isSeen = method === 'bank_transfer' && reference === undefined
    const knew = isSeen ? this.find(order)?.payments.map(({ id }) => id) : undefined
    const answer = await this.ask({
      ...command,
      ...(reference === undefined ? {} : { reference }),
      ...(knew === undefined ? {} : { knew }),
    })
    return answer.ok ? { ...answer, payment } : answer
  }

  async act(order: string, wish: OrderWish): Promise<OrderAnswer> {
    if (wish.type !== 'hand_over') return this.ask(commandOf(order, wish))
    const shipped = await this.ask({ type: 'order.ship', order })
    return shipped.ok ? this.ask({ type: 'order.deliver', order }) : shipped
  }

  /** Asks the local rules, then the hub by way of the outbox. */
  private async ask(command: OrderStepCommand): Promise<OrderAnswer> {
    const verdict = this.options.wouldSay(command)
    if (!verdict.accepted && !isFact(command.type)) return { ok: false, rejection: verdict.rejection }
    await this.options.give(command)
    const order = this.find(command.order)
    return order === null
      ? { ok: false, rejection: { code: 'not_found', what: 'order', id: command.order } }
      : { ok: true, order }
  }
}

type Wished = Exclude<OrderWish, { type: 'hand_over' }>
type WishedCommand = Exclude<OrderStepCommand, { type: 'order.pay' }>

const commandOf = (order: string, wish: Wished): WishedCommand => {
  switch (wish.type) {
    case 'cancel':
      return { type: 'order.cancel', order, ...(wish.reason === undefined ? {} : { reason: wish.reason }) }
    case 'fail':
      return { type: 'order.fail', order, reason: wish.reason, onlyUnpaid: false }
    case 'pack':
      return { type: 'order.pack', order, ...(wish.parcel === undefined ? {} : { parcel: wish.parcel }) }
    case 'ship':
      return {
        ...{ type: 'order.ship', order },
        ...(wish.carrier === undefined ? {} : { carrier: wish.carrier }),
        ...(wish.parcel === undefined ? {} : { parcel: wish.parcel }),
      }
    case 'deliver':
      return { type: 'order.deliver', order }
    case 'delivery_failed':
      return { type: 'order.delivery_failed', order, reason: wish.reason }
    case 'refunded':
      return {
        ...{ type: 'order.refund', order, refund: wish.refund },
        ...(wish.reference === undefined ? {} : { reference: wish.reference }),
      }
  }
}

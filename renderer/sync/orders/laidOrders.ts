import { putBack } from '../../../shared/holds/decide.ts'
import type { SettleWorld } from '../../../shared/holds/settle.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import type { Line } from '../../../shared/kinds/registry.ts'
import { lapseOrder } from '../../../shared/orders/endOrder.ts'
import { isUnpaid, type Order } from '../../../shared/orders/orders.ts'
import type { Verdict } from '../../../shared/protocol/verdicts.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { Base } from '../base.ts'
import { holdOfOrder } from './orderBase.ts'

/** Those orders of a fold's world that commands touch: an order is judged by itself, so no others are needed. */
export class LaidOrders {
  private readonly touched = new Set<string>()

  constructor(
    private readonly base: Pick<Base, 'orders' | 'hold'>,
    private readonly world: Pick<SettleWorld, 'orders' | 'returns' | 'holds' | 'pools'>,
  ) {}

  /** What an order takes, by its id. */
  linesOf(id: string): readonly Line[] {
    return this.holdOf(id)?.lines ?? []
  }

  /** The hold of an order, by the order's id. */
  holdOf(id: string): Hold | null {
    const order = this.world.orders.get(id) ?? this.base.orders.get(id)
    if (order === null) return null
    return this.world.holds.get(order.hold) ?? this.base.hold(order.hold) ?? holdOfOrder(order)
  }

  /**
   * Takes in what the replica says of an order, by its id or by that of its hold, as it is by now. One whose deadline has passed is over for what was done before,
   * too, as is its hold: the hub has yet to hear of that, and will find it over.
   */
  takeIn(id: string, now: EpochMs): void {
    const order = this.base.orders.get(id) ?? this.base.orders.ofHold(id)
    if (order === null || this.world.orders.has(order.id)) return
    this.world.orders.set(order.id, order)
    lapseOrder({ world: this.world, now, newId: () => order.id }, order.id)
  }

  /**
   * A command on an order was settled by the local rules: what the hub said stands instead, unless the replica shows it already, and maybe more.
   * @param before the order before this command
   */
  settled(id: string, before: Order | undefined, verdict: Verdict | null, now: EpochMs): void {
    this.touched.add(id)
    const isChanged = this.world.orders.get(id) !== before
    if (!isChanged || verdict?.accepted !== true || verdict.outcome.type !== 'order') return
    this.world.orders.set(id, verdict.outcome.order)
    this.keepHold(id, now)
  }

  /**
   * What an order that waits for money holds goes its way (SPEC O1), though it was taken to have ended here: copies of both come one after the other, and the hub
   * may have had money in time that seemed late from here. More money would find an order that lives and a hold that does not.
   */
  keepHold(id: string, now: EpochMs): void {
    const order = this.world.orders.get(id)
    const hold = this.world.holds.get(order?.hold ?? '')
    if (order === undefined || hold === undefined || !isUnpaid(order.state)) return
    const live: Hold = { ...hold, state: 'held', expiresAt: order.expiresAt, endedAt: null, reason: null }
    if (hold.state !== 'held') putBack(this.world, { ...live, lines: live.lines.filter(this.isKnown) }, now)
    this.world.holds.set(live.id, live)
  }

  /** A code of which this terminal knows nothing cannot be taken here. */
  private readonly isKnown = (line: Line): boolean =>
    line.kind !== 'voucher' || this.world.pools.voucher.get(line.code) !== undefined

  /** The next moment at which one of these ends by itself (SPEC O2); infinity if none does. */
  nextEnd(): EpochMs {
    let next = Infinity
    for (const id of this.touched) {
      const order = this.world.orders.get(id)
      if (order !== undefined && isUnpaid(order.state)) next = Math.min(next, order.expiresAt)
    }
    return next
  }

  /** Ends those that were not paid in time. */
  lapse(now: EpochMs): void {
    for (const id of this.touched) lapseOrder({ world: this.world, now, newId: () => id }, id)
  }
}

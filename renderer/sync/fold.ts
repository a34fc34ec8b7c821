import { expireHold } from '../../shared/holds/decide.ts'
import { isStanding } from '../../shared/bookings/bookings.ts'
import { isBookingCommand } from '../../shared/bookings/commands.ts'
import { lapseBooking } from '../../shared/bookings/bookingSteps.ts'
import { type SettleWorld, settle } from '../../shared/holds/settle.ts'
import { type Hold, stateAt } from '../../shared/holds/states.ts'
import { emptyPools, type Line } from '../../shared/kinds/registry.ts'
import { StockPools } from '../../shared/kinds/stock/rules.ts'
import { type Command, holdsOf } from '../../shared/protocol/commands.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import { isOrderCommand } from '../../shared/orders/orderCommands.ts'
import { noOrders } from '../../shared/orders/orderWorld.ts'
import { noTransfers } from '../../shared/transfers/transferWorld.ts'
import type { ToldOrder } from '../../shared/orders/orderSteps.ts'
import type { EpochMs } from '../../shared/time.ts'
import { bookedWorldOf, holdOfBooking, lapseOf, nothingBooked, touchesBookings } from './bookings/bookedWorld.ts'
import { type Base, type Pending, poolAt } from './base.ts'
import { keepTheHubsWord } from './hubsWord.ts'
import { LaidOrders } from './orders/laidOrders.ts'
import { LaidGoods } from './laidGoods.ts'
import { LaidSeats } from './seats/laidSeats.ts'
import { skusOf, skusTouchedBy } from './touchedSkus.ts'
import { LaidVouchers } from './vouchers/laidVouchers.ts'

/**
 * The world as it will be once the hub has heard of everything: pending commands laid over the replica, in their order, with the rules by
 * which the hub will settle them. Only those SKUs that they touch. It is laid anew when the replica changed; more commands are laid on top.
 */
export class Folded {
  readonly skus = new Set<string>()
  readonly world: SettleWorld
  /** True if all bookings are in this world; else none of the commands has to do with any. */
  readonly hasBookings: boolean
  /** What the hub will say to each command, as far as can be told from here. */
  readonly foretold = new Map<string, Verdict>()
  private readonly stock = new StockPools([])
  /** The seats that the commands touch. */
  readonly seats: LaidSeats
  /** The codes that the commands touch. */
  readonly vouchers: LaidVouchers
  private readonly orders: LaidOrders
  private readonly goods: LaidGoods
  private readonly laid: Pending[] = []
  /** Holds that came to be here, or were given another deadline: they end here by themselves (SPEC H3). */
  private readonly own = new Set<string>()
  private readonly ownBookings = new Set<string>()
  private readonly bySku = new Map<string, Set<string>>()
  private readonly granted = new Set<string>()
  /** No hold in this world ends by itself before that. */
  private firstEnd = Infinity
  private firstEndOfOwn = Infinity
  /** When a booking of the replica ends by itself, all has to be laid anew. */
  private readonly replicaEnd: EpochMs
  private readonly base: Base

  constructor(base: Base, pending: readonly Pending[], now: EpochMs) {
    this.base = base
    this.hasBookings = pending.some((one) => this.touchesBookings(one))
    const booked = this.hasBookings ? bookedWorldOf(base.bookings, now) : nothingBooked()
    const { slot, bookings, services, waiting, nextLapse } = booked
    this.replicaEnd = nextLapse
    this.firstEnd = nextLapse
    const holds = new Map<string, Hold>()
    this.seats = new LaidSeats(base.seats, holds)
    this.vouchers = new LaidVouchers(base.vouchers)
    const pools = { ...emptyPools(), stock: this.stock, slot, seat: this.seats.pools, voucher: this.vouchers.pools }
    this.world = {
      pools,
      holds,
      discrepancies: new Map(),
      bookings,
      services,
      waiting,
      ...noOrders(),
      ...noTransfers(),
    }
    this.orders = new LaidOrders(base, this.world)
    this.goods = new LaidGoods(base, this.world)
    this.lay(pending, now)
  }

  /**
   * Lays more commands on top, if that is all that is new.
   * @returns the SKUs that they touch; null if all has to be laid anew
   */
  layMore(pending: readonly Pending[], now: EpochMs): ReadonlySet<string> | null {
    if (now >= this.firstEnd || !this.laid.every((one, index) => one === pending[index])) return null
    const more = pending.slice(this.laid.length)
    if (!this.hasBookings && more.some((one) => this.touchesBookings(one))) return null
    return this.lay(more, now)
  }

  /** The holds that take from a SKU, those that have ended included. */
  *holdsOf(sku: string): Iterable<Hold> {
    for (const id of this.bySku.get(sku) ?? []) {
      const hold = this.world.holds.get(id)
      if (hold !== undefined) yield hold
    }
  }

  /** True for a hold that the hub has granted and the replica may not show yet. */
  isGranted(hold: string): boolean {
    return this.granted.has(hold)
  }

  /** The next moment at which a hold of this world ends by itself; infinity if there is none. */
  nextEnd(): EpochMs {
    return this.firstEnd
  }

  private lay(pending: readonly Pending[], now: EpochMs): ReadonlySet<string> {
    const touched = new Set(
      pending.flatMap(({ command }) => [
        ...skusTouchedBy(command, this.linesOf),
        ...this.goods.skusOf(command),
        ...this.offersOf(command).flatMap((offer) => skusOf(this.linesOf(offer))),
      ]),
    )
    this.takeIn(touched, pending, now)
    for (const one of pending) {
      this.expireUntil(Math.min(one.issuedAt, now))
      this.settle(one)
      this.laid.push(one)
    }
    this.expireUntil(now)
    if (this.firstEnd <= now) this.firstEnd = this.findFirstEnd()
    return touched
  }

  private touchesBookings({ command }: Pending): boolean {
    return touchesBookings(command, (id) => this.base.hold(id)?.lines ?? linesOfOrder(this.base.orders.get(id)))
  }

  /** What a hold of the replica takes, or that of a booking or an order. */
  private readonly linesOf = (id: string): readonly Line[] => this.holdBehind(id)?.lines ?? []

  private holdBehind(id: string): Hold | null {
    return this.base.hold(id) ?? this.holdOfBooking(id) ?? this.orders.holdOf(id)
  }

  /** The hold of a booking that stands. */
  private holdOfBooking(id: string): Hold | undefined {
    const booking = this.world.bookings.get(id)
    if (booking === undefined || !isStanding(booking.state)) return undefined
    return this.world.holds.get(booking.hold) ?? this.base.hold(booking.hold) ?? holdOfBooking(booking)
  }

  /** Takes in what the replica says of what these commands touch. */
  private takeIn(skus: ReadonlySet<string>, pending: readonly Pending[], now: EpochMs): void {
    for (const sku of skus) {
      if (this.skus.has(sku)) continue
      this.skus.add(sku)
      const pool = poolAt(this.base, sku, now)
      if (pool !== undefined) this.stock.add(pool)
      for (const hold of this.base.holdsOf(sku)) this.know(hold, now)
    }
    for (const { command } of pending) {
      const comesBack = this.goods.takeIn(command)
      if (comesBack !== null) this.orders.takeIn(comesBack, now)
      for (const id of [...holdsOf(command), ...this.offersOf(command)]) {
        this.orders.takeIn(id, now)
        const hold = this.holdBehind(id)
        if (hold !== null) this.know(hold, now)
        this.orders.keepHold(id, now)
      }
      const taken = [this.seats, this.vouchers].flatMap((laid) => [...laid.takeIn(command, this.linesOf, now)])
      for (const id of taken) {
        const hold = this.base.hold(id)
        if (hold !== undefined) this.know(hold, now)
      }
      if (command.type === 'discrepancy.settle' && this.base.hasDiscrepancy(command.discrepancy))
        this.world.discrepancies.set(command.discrepancy, 'open')
    }
  }

  /** The offers that a command may take or give back: those of the waiting guests whom it touches, or whose booking it does. */
  private offersOf(command: Command): readonly string[] {
    return holdsOf(command).flatMap((id) => {
      const { waiting, bookings } = this.world
      const guest = waiting.get(id) ?? waiting.get(bookings.get(id)?.waiting ?? '')
      return guest?.offer ?? []
    })
  }

  private know(hold: Hold, now: EpochMs): void {
    const { holds } = this.world
    if (!holds.has(hold.id)) holds.set(hold.id, { ...hold, state: stateAt(hold, now) })
    this.look(hold.id)
  }

  private settle({ id, command, giver, issuedAt, verdict }: Pending): void {
    const order = isOrderCommand(command) ? command.order : null
    const orderBefore = this.world.orders.get(order ?? '')
    const goodsBefore = this.goods.before(command, verdict)
    const guess = settle(this.world, command, giver, issuedAt, () => id)
    this.foretold.set(id, verdict ?? guess.verdict)
    keepTheHubsWord(this.world, verdict, guess.verdict)
    if (order !== null) this.orders.settled(order, orderBefore, verdict, issuedAt)
    this.goods.settled(command, goodsBefore, verdict)
    if (isBookingCommand(command)) {
      this.ownBookings.add(command.booking)
      this.lookAtBooking(command.booking)
    }
    if (verdict?.accepted === true && 'hold' in command) this.granted.add(command.hold)
    for (const hold of holdsOf(command)) {
      this.own.add(hold)
      this.look(hold)
    }
    // A sale makes a hold of its own for what none covered.
    this.look(id)
    this.firstEnd = Math.min(this.firstEnd, this.orders.nextEnd())
  }

  /** A booking came into this world, or changed: it may end by itself. */
  private lookAtBooking(id: string): void {
    const booking = this.world.bookings.get(id)
    if (booking !== undefined) this.firstEnd = Math.min(this.firstEnd, lapseOf(booking))
  }

  /** A hold came into this world, or has another deadline. */
  private look(id: string): void {
    const hold = this.world.holds.get(id)
    if (hold === undefined) return
    this.seats.look(hold)
    for (const sku of skusOf(hold.lines)) {
      const holds = this.bySku.get(sku)
      if (holds === undefined) this.bySku.set(sku, new Set([id]))
      else holds.add(id)
    }
    if (hold.state !== 'held') return
    this.firstEnd = Math.min(this.firstEnd, hold.expiresAt)
    if (this.own.has(id)) this.firstEndOfOwn = Math.min(this.firstEndOfOwn, hold.expiresAt)
  }

  private findFirstEnd(): EpochMs {
    let first = Math.min(this.replicaEnd, this.orders.nextEnd())
    for (const { state, expiresAt } of this.world.holds.values())
      if (state === 'held') first = Math.min(first, expiresAt)
    for (const booking of this.world.bookings.values()) first = Math.min(first, lapseOf(booking))
    return first
  }

  private expireUntil(moment: EpochMs): void {
    for (const id of this.ownBookings) lapseBooking(this.world, id, moment)
    this.orders.lapse(moment)
    if (moment < this.firstEndOfOwn) return
    this.firstEndOfOwn = Infinity
    for (const id of this.own) {
      expireHold(this.world, id, moment)
      const hold = this.world.holds.get(id)
      if (hold?.state === 'held') this.firstEndOfOwn = Math.min(this.firstEndOfOwn, hold.expiresAt)
      else this.own.delete(id)
    }
  }
}

const linesOfOrder = (order: ToldOrder | null): readonly Line[] => order?.lines.map(({ line }) => line) ?? []

/** Lays the pending commands over the replica. */
export const fold = (base: Base, pending: readonly Pending[], now: EpochMs): Folded => new Folded(base, pending, now)

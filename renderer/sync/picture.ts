import type { Booking } from '../../shared/bookings/bookings.ts'
import type { WaitingGuest } from '../../shared/bookings/waitingGuests.ts'
import { type Hold, isLive } from '../../shared/holds/states.ts'
import { caseIdOf } from '../../shared/protocol/cases.ts'
import type { Collection } from '../../shared/protocol/feed.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import type { Clock, HeldBy, Level } from '../app/terminal.ts'
import type { Documents } from '../replica/replica.ts'
import { type Base, type Pending, poolIn } from './base.ts'
import { type Folded, fold } from './fold.ts'
import { SlotHolds } from './bookings/slotHolds.ts'
import { type BookingBase, bookingBaseOf } from './bookings/bookingBase.ts'
import { HeldStock } from './heldStock.ts'
import { Signal } from './live.ts'
import { isOfOrders, OrderSight } from './orders/orderSight.ts'
import { StockSight } from './stockSight.ts'
import { SeatSight } from './seats/seatSight.ts'
import type { Timers } from './timers.ts'
import { isOfVouchers } from './vouchers/voucherBook.ts'
import { VoucherSight } from './vouchers/voucherSight.ts'

/** Changes of one pull come in several collections; they are shown together, or after this time if one of them is slow. */
const gatherMs = 60

export interface PictureOptions {
  readonly documents: Documents
  readonly location: string
  /** This terminal's own id. */
  readonly terminal: string
  readonly clock: Clock
  readonly timers: Timers
  /** By which codes of vouchers are known again. */
  readonly codeDigest: (code: string) => number
  /** What was done here and the replica does not show yet, in order. */
  readonly pending: () => readonly Pending[]
}

export type Touched = (skus: ReadonlySet<string>) => void

/** Stock as it is now, as far as can be known here: the replica, without overdue holds, and what was done here laid over it. */
export class Picture {
  /** Something about bookings looks different, or may. */
  readonly bookingsChanged = new Signal()
  /** What the replica alone says of bookings. */
  readonly replicatedBookings: BookingBase
  readonly orders: OrderSight
  readonly seats: SeatSight
  readonly vouchers: VoucherSight
  private areHoldsDirty = false
  private areBookingsDirty = false
  private readonly slotHolds: SlotHolds
  private readonly stock: StockSight
  private readonly listeners = new Set<Touched>()
  private readonly held: HeldStock
  private folded: Folded
  private versionNumber = 0
  private dirty = new Set<string>()
  private callOffGather: (() => void) | null = null
  private callOffDue: () => void = () => undefined
  private readonly base: Base
  private readonly options: PictureOptions

  constructor(options: PictureOptions) {
    const { documents, location, terminal, clock, codeDigest } = options
    this.options = options
    this.held = new HeldStock(documents.holds)
    this.replicatedBookings = bookingBaseOf(documents, location)
    this.orders = new OrderSight(documents.cases, () => this.folded)
    this.seats = new SeatSight({ documents, location, terminal, clock, folded: () => this.folded })
    this.vouchers = new VoucherSight({ documents, codeDigest, clock, folded: () => this.folded })
    this.base = {
      location,
      pool: (sku) => poolIn(documents, location, sku),
      hold: (id) => documents.holds.get(id),
      holdsOf: (sku) => this.held.of(sku),
      hasDiscrepancy: (id) => documents.cases.has(caseIdOf('discrepancy', id)),
      ...{ bookings: this.replicatedBookings, orders: this.orders.replicated },
      ...{ seats: this.seats.replicated, vouchers: this.vouchers.replicated },
    }
    this.stock = new StockSight({ documents, clock, base: this.base, folded: () => this.folded })
    this.slotHolds = new SlotHolds(documents.holds)
    const now = clock.now()
    this.held.due(now)
    this.folded = fold(this.base, options.pending(), now)
    this.watchDeadlines(now)
  }

  /** Another number whenever something looks different. */
  get version(): number {
    return this.versionNumber
  }

  /** Tells which SKUs are not any more what they were. */
  subscribe(listener: Touched): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Null if there is no such item. The same object until it changed. */
  level(sku: string): Level | null {
    return this.stock.level(sku)
  }

  /** How many can be promised now. */
  available(sku: string): number {
    return this.stock.available(sku)
  }

  /** The live holds on a SKU, the first to expire first. */
  holders(sku: string): HeldBy[] {
    return this.stock.holders(sku)
  }

  /** A live hold, from the replica or from what was done here. */
  hold(id: string): Hold | null {
    const hold = this.folded.world.holds.get(id) ?? this.options.documents.holds.get(id)
    return hold !== undefined && isLive(hold, this.options.clock.now()) ? hold : null
  }

  /** True for a hold that the hub knows of, and not only we. */
  isSettled(id: string): boolean {
    return this.options.documents.holds.has(id) || this.folded.isGranted(id)
  }

  /** All bookings of this location, with what was done here laid over them. */
  bookings(): ReadonlyMap<string, Booking> {
    if (this.folded.hasBookings) return this.folded.world.bookings
    return new Map([...this.replicatedBookings.bookings()].map((booking) => [booking.id, booking]))
  }

  /** All who wait at this location, with what was done here laid over them. */
  guests(): ReadonlyMap<string, WaitingGuest> {
    if (this.folded.hasBookings) return this.folded.world.waiting
    return new Map(Array.from(this.replicatedBookings.guests(), (guest) => [guest.id, guest]))
  }

  /** What the hub would say to one more command. */
  wouldSay(command: Pending): Verdict {
    const verdict = fold(this.base, [...this.options.pending(), command], this.options.clock.now()).foretold
    return verdict.get(command.id) ?? { accepted: false, rejection: { code: 'internal' } }
  }

  /** What the hub will say to a command that is not settled yet. */
  foretold(command: string): Verdict | null {
    return this.folded.foretold.get(command) ?? null
  }

  /** Documents of the replica changed; see `gatherMs`. */
  replicaChanged(collection: Collection, keys: readonly string[]): void {
    switch (collection) {
      case 'holds':
        this.areHoldsDirty = true
        for (const sku of this.held.changed(keys)) this.dirty.add(sku)
        if (this.slotHolds.changed(keys)) this.areBookingsDirty = true
        break
      case 'levels':
        for (const key of keys) this.dirty.add(key.slice(key.indexOf('/') + 1))
        break
      case 'items':
        for (const key of keys) this.dirty.add(key)
        break
      case 'seats':
        this.seats.seatsCame(keys)
        break
      case 'bookables':
        this.vouchers.bookablesCame(keys)
        if (keys.every(isOfVouchers)) break
        this.seats.eventsCame()
        this.areBookingsDirty = true
        break
      case 'bookings':
      case 'places':
        this.areBookingsDirty = true
        break
      case 'cases':
        this.orders.casesCame(keys)
        if (!keys.every(isOfOrders)) this.areBookingsDirty = true
        break
      case 'staff':
        return
    }
    this.callOffGather ??= this.options.timers.after(gatherMs, () => this.refresh())
  }

  /** Lays what was done here over the replica anew, and tells of all that looks different now. */
  refresh(): void {
    this.callOffGather?.()
    this.callOffGather = null
    const now = this.options.clock.now()
    const touched = this.dirty
    const hadBookings = this.folded.hasBookings
    const { areBookingsDirty } = this
    const [areOrdersDirty, hadOrders] = [this.orders.takeChanges(), this.orders.isLaid]
    this.dirty = new Set()
    this.areBookingsDirty = false
    for (const sku of this.held.due(now)) touched.add(sku)
    const laidSeats = [...this.folded.seats.keys]
    const { areHoldsDirty } = this
    const areSeatsDirty = this.seats.isDirty(now) || areHoldsDirty
    const areVouchersDirty = this.vouchers.publish()
    this.areHoldsDirty = false
    const isBaseChanged =
      touched.size > 0 ||
      (hadBookings && areBookingsDirty) ||
      (hadOrders && areOrdersDirty) ||
      (laidSeats.length > 0 && areSeatsDirty) ||
      (!this.folded.vouchers.isEmpty && (areVouchersDirty || areHoldsDirty))
    for (const sku of this.lay(now, isBaseChanged)) touched.add(sku)
    this.stock.forget(touched)
    this.watchDeadlines(now)
    this.seats.publish([...laidSeats, ...this.folded.seats.keys])
    if (areBookingsDirty || hadBookings || this.folded.hasBookings) this.bookingsChanged.emit()
    if (areOrdersDirty || hadOrders || this.orders.isLaid) this.orders.changed.emit()
    if (touched.size === 0) return
    this.versionNumber++
    for (const listener of this.listeners) listener(touched)
  }

  stop(): void {
    this.callOffGather?.()
    this.callOffDue()
    this.listeners.clear()
  }

  /** Lays what was done here over the replica: on top of what lies there, if nothing below has changed. @returns the SKUs that it touches */
  private *lay(now: number, isBaseChanged: boolean): Iterable<string> {
    const pending = this.options.pending()
    const more = isBaseChanged ? null : this.folded.layMore(pending, now)
    if (more !== null) return yield* more
    yield* this.folded.skus
    this.folded = fold(this.base, pending, now)
    yield* this.folded.skus
  }

  private watchDeadlines(now: number): void {
    const next = Math.min(this.held.nextDeadline(), this.seats.replicated.nextDeadline(), this.folded.nextEnd())
    this.callOffDue()
    // Browsers cannot wait longer than some 24 days; nobody needs a minute's precision a day ahead.
    if (next < Infinity)
      this.callOffDue = this.options.timers.after(Math.max(1, Math.min(next - now, 60_000)), () => this.refresh())
  }
}

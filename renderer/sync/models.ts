import { v7 as newId } from 'uuid'
import type { Command } from '../../shared/protocol/commands.ts'
import type { Collection } from '../../shared/protocol/feed.ts'
import type { Stock } from '../app/terminal.ts'
import { ActivityDesk } from './activity.ts'
import type { BookingDesk } from './bookings/bookingDesk.ts'
import { openBookings } from './bookings/openBookings.ts'
import { overtaken } from './bookings/overtaken.ts'
import { cartSight } from './cart/cartSight.ts'
import { Carts } from './cart/carts.ts'
import { CartWork } from './cart/cartWork.ts'
import { CounterDesk } from './cart/counter.ts'
import { ReceiptBook } from './cart/receiptBook.ts'
import { VoucherCart } from './cart/voucherCart.ts'
import { WaitedFor } from './cart/waitedFor.ts'
import { ItemCatalogue } from './catalogue.ts'
import type { CommandRecord } from './commandRecord.ts'
import { shownTogether } from './feedProgress.ts'
import { Givers } from './givers.ts'
import type { ModelOptions } from './modelOptions.ts'
import { OrderDesk } from './orders/orderDesk.ts'
import { PendingCommands } from './pendingCommands.ts'
import { Picture } from './picture.ts'
import { openReturns } from './returns/openReturns.ts'
import type { ReturnDesk } from './returns/returnDesk.ts'
import type { BoxOfficeDesk } from './seats/boxOffice.ts'
import { type OpenedBoxOffice, openBoxOffice } from './seats/openBoxOffice.ts'
import { timeZoneOf } from './shop.ts'
import { ShelfDesk } from './shelf/shelfDesk.ts'
import { createStock } from './stock.ts'
import { TransferDesk } from './transfers/transferDesk.ts'
import { VoucherDesk } from './vouchers/voucherDesk.ts'

/** A list of what was done is read by people, not by scanners. */
const activityMs = 100

/** What the screens show, worked out from the replica and the outbox, and kept up with both. */
export class Models {
  readonly catalogue: ItemCatalogue
  readonly stock: Stock
  readonly shelf: ShelfDesk
  readonly counter: CounterDesk
  readonly bookings: BookingDesk
  readonly orders: OrderDesk
  readonly returns: ReturnDesk
  readonly transfers: TransferDesk
  readonly vouchers: VoucherDesk
  readonly boxOffice: BoxOfficeDesk
  readonly activity: ActivityDesk
  private readonly givers: Givers
  private readonly pending: PendingCommands
  private readonly picture: Picture
  private readonly carts: Carts
  private readonly receipts: ReceiptBook
  private readonly seats: OpenedBoxOffice
  private callOff: (() => void) | null = null
  private readonly options: ModelOptions

  constructor(options: ModelOptions) {
    this.options = options
    const { desk, notes, clock, timers, outbox, documents, shop, terminal, sending, broken } = options
    const { location } = terminal
    this.givers = new Givers({ ...options, newId })
    const { give, actor } = this.givers
    this.pending = new PendingCommands({
      outbox,
      isPassed: this.isPassed,
      giverOf: (record) => this.givers.giverOf(record.actor),
    })
    this.catalogue = new ItemCatalogue(documents.items)
    this.picture = new Picture({
      ...{ documents, location, terminal: terminal.id, clock, timers, codeDigest: options.codeDigest },
      pending: () => this.pending.get(),
    })
    const sight = cartSight(options, this.picture, this.catalogue, this.isPassed)
    this.carts = new Carts({ desk, timers, newId, sight })
    this.receipts = new ReceiptBook({
      outbox,
      note: notes.receipt,
      terminalCode: terminal.code,
      timeZone: () => timeZoneOf(shop.get()),
      staffName: (id) => documents.staff.get(id)?.name ?? '',
    })
    const { catalogue, picture, carts, receipts } = this
    this.vouchers = new VoucherDesk(picture.vouchers, clock)
    const { vouchers } = this
    const work = new CartWork({ carts, outbox, sight, location, actor, newId })
    this.counter = new CounterDesk({
      carts,
      work,
      vouchers: new VoucherCart({ carts, work, sight, newId, check: (code) => vouchers.check(code) }),
      outbox,
      picture,
      catalogue,
      receipts,
      waitedFor: new WaitedFor(notes.waitedFor, picture, catalogue, broken),
      sight,
      location,
      currency: () => shop.get().currency,
      actor,
      lastActor: () => outbox.lastActor ?? actor(),
      newId,
      lost: (refused) => this.boxOffice.tellLost(refused),
    })
    const wouldSay = (command: Command) => picture.wouldSay(this.givers.newPending(command))
    const pending = () => this.pending.get()
    this.bookings = openBookings({
      ...{ documents, picture, outbox, clock, timers, location, newId, pending, give, wouldSay },
    })
    const lastActor = () => outbox.lastActor ?? options.me.get()?.id ?? null
    this.seats = openBoxOffice({
      ...{ picture, outbox, carts, work, clock, timers, location, sight, newId, give, wouldSay, lastActor, broken },
    })
    this.boxOffice = this.seats.desk
    this.orders = new OrderDesk({
      ...{ clock, timers, newId, give },
      sight: () => ({ orders: picture.orders.all(), doneHere: this.untold() }),
      wouldSay,
    })
    this.returns = openReturns({
      ...{ ...options, location, newId, give, wouldSay, orders: this.orders },
      sight: () => ({ returns: picture.orders.returns(), doneHere: this.untold() }),
    })
    this.transfers = new TransferDesk({
      ...{ clock, timers, location, newId, give, wouldSay },
      sight: () => ({ transfers: picture.orders.transfers(), doneHere: this.untold() }),
    })
    picture.orders.changed.subscribe(() => this.ordersChanged())
    picture.vouchers.changed.subscribe(() => {
      vouchers.changed()
      carts.publish()
    })
    const { bookings, orders, returns } = this
    this.activity = new ActivityDesk({
      outbox,
      picture,
      bookings,
      orders,
      returns,
      carts,
      counter: this.counter,
      cases: documents.cases,
      clock,
      name: (sku) => catalogue.item(sku)?.name ?? sku,
      sending,
      give,
      newId,
      about: () => ({ terminal: { id: terminal.id, code: terminal.code }, exportedAt: clock.now() }),
    })
    picture.bookingsChanged.subscribe(() => {
      bookings.changed()
      this.tellActivity()
    })
    this.stock = createStock({
      ...{ picture, catalogue, timers, location, give: async (command) => void (await give(command)) },
    })
    this.shelf = new ShelfDesk({
      ...{ location, delivery: notes.delivery, stocktake: notes.stocktake, newCommand: this.givers.newCommand },
      add: (commands, also) => outbox.add(commands, also),
      booked: (sku) => picture.level(sku)?.onHand ?? 0,
    })
    picture.subscribe(() => {
      carts.publish()
      this.tellActivity()
    })
  }

  /** Documents of the replica came, changed or went. */
  replicaChanged(collection: Collection, keys: readonly string[]): void {
    if (collection === 'items') this.catalogue.changed(keys)
    if (collection === 'cases') this.tellActivity()
    this.picture.replicaChanged(collection, keys)
  }

  /** A collection has come further along the feed: commands that it shows now need not be laid over it any more. */
  replicaPassed(collection: Collection): void {
    if (!shownTogether.includes(collection)) return
    if (collection === 'cases') this.ordersChanged()
    this.pending.forget()
    // They have come equally far: what happened is shown in one piece.
    if (this.options.progress.isInStep()) this.picture.refresh()
  }

  outboxChanged(): void {
    this.pending.forget()
    if (this.dealWithOvertaken()) return
    this.activity.publishRefusals()
    this.picture.refresh()
    this.carts.publish()
    this.receipts.publish()
    this.ordersChanged()
    this.tellActivity()
    void this.counter.reconcile().catch(this.options.broken)
  }

  /** The hub can be reached now, or cannot any more. */
  connectionChanged(): void {
    this.carts.publish()
    this.returns.connectionChanged()
  }

  /** @returns true if the outbox changes again at once */
  private dealWithOvertaken(): boolean {
    const { outbox, broken } = this.options
    const found = overtaken([...outbox.open()], () => outbox.all(), newId)
    if (found !== null) outbox.add(found.commands, found.also).catch(broken)
    return found !== null
  }

  stop(): void {
    this.callOff?.()
    this.picture.stop()
    this.bookings.stop()
    this.orders.stop()
    this.returns.stop()
    this.transfers.stop()
    this.seats.stop()
    this.carts.stop()
  }

  private ordersChanged(): void {
    this.orders.changed()
    this.returns.changed()
    this.transfers.changed()
  }

  private tellActivity(): void {
    this.callOff ??= this.options.timers.after(activityMs, () => {
      this.callOff = null
      this.activity.publish()
    })
  }

  /** What was done here and the copies of orders do not tell of, as far as it was not refused. */
  private *untold(): Iterable<CommandRecord> {
    const { outbox, progress } = this.options
    for (const record of outbox.open()) {
      const { verdict, position } = record
      if (verdict === null || (verdict.accepted && !progress.shows('cases', position ?? 0))) yield record
    }
  }

  private readonly isPassed = (record: CommandRecord): boolean => this.options.progress.isPassed(record)
}

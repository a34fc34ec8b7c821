import { v7 as newId } from 'uuid'
import type { Giver } from '../../shared/holds/settle.ts'
import { type Hold, isLive } from '../../shared/holds/states.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import type { Collection } from '../../shared/protocol/feed.ts'
import type { Clock, Live, Person, Shop, Stock } from '../app/terminal.ts'
import type { Desk } from '../replica/desk.ts'
import type { Documents } from '../replica/replica.ts'
import { ActivityDesk } from './activity.ts'
import { goodsOf, unheardOn, unsentOfGuest } from './bookings/bookingAgain.ts'
import { BookingDesk } from './bookings/bookingDesk.ts'
import { overtaken } from './bookings/overtaken.ts'
import { BookingSight } from './bookings/bookingSight.ts'
import { Carts } from './cart/carts.ts'
import type { ShortageSight } from './cart/cartView.ts'
import { CounterDesk } from './cart/counter.ts'
import { ReceiptBook } from './cart/receiptBook.ts'
import { WaitedFor } from './cart/waitedFor.ts'
import { ItemCatalogue } from './catalogue.ts'
import { type CommandRecord, isUnsent } from './commandRecord.ts'
import { type FeedProgress, shownTogether } from './feedProgress.ts'
import type { Cell } from './live.ts'
import type { Notes } from './notes.ts'
import { OrderDesk } from './orders/orderDesk.ts'
import type { Also, Outbox } from './outbox.ts'
import type { Pending } from './base.ts'
import { PendingCommands } from './pendingCommands.ts'
import { Picture } from './picture.ts'
import { timeZoneOf, ttlSecondsOf } from './shop.ts'
import { createStock } from './stock.ts'
import type { Timers } from './timers.ts'
import { VoucherBook } from './vouchers/voucherBook.ts'
import { VoucherDesk } from './vouchers/voucherDesk.ts'

/** A list of what was done is read by people, not by scanners. */
const activityMs = 100

export interface ModelOptions {
  readonly desk: Desk
  readonly notes: Notes
  readonly clock: Clock
  readonly timers: Timers
  readonly outbox: Outbox
  readonly documents: Documents
  /** By which codes of vouchers are known again. */
  readonly codeDigest: (code: string) => number
  readonly progress: FeedProgress
  readonly shop: Cell<Shop>
  readonly terminal: { readonly id: string; readonly code: string; readonly location: string; readonly channel: string }
  /** Who is signed in. */
  readonly me: Live<Person | null>
  readonly sending: () => ReadonlySet<string>
  readonly broken: (error: unknown) => void
}

/** What the screens show, worked out from the replica and the outbox, and kept up with both. */
export class Models {
  readonly catalogue: ItemCatalogue
  readonly stock: Stock
  readonly counter: CounterDesk
  readonly bookings: BookingDesk
  readonly orders: OrderDesk
  readonly vouchers: VoucherDesk
  private readonly voucherBook: VoucherBook
  readonly activity: ActivityDesk
  private readonly pending: PendingCommands
  private readonly picture: Picture
  private readonly carts: Carts
  private readonly receipts: ReceiptBook
  private callOff: (() => void) | null = null
  private readonly options: ModelOptions

  constructor(options: ModelOptions) {
    this.options = options
    const { desk, notes, clock, timers, outbox, documents, shop, terminal, sending, broken } = options
    const { location } = terminal
    this.pending = new PendingCommands({ outbox, isPassed: this.isPassed, giverOf: ({ actor }) => this.giverOf(actor) })
    this.catalogue = new ItemCatalogue(documents.items)
    this.picture = new Picture({ documents, location, clock, timers, pending: () => this.pending.get() })
    this.carts = new Carts({ desk, timers, newId, sight: this.sight })
    this.receipts = new ReceiptBook({
      outbox,
      note: notes.receipt,
      terminalCode: terminal.code,
      timeZone: () => timeZoneOf(shop.get()),
      staffName: (id) => documents.staff.get(id)?.name ?? '',
    })
    const { catalogue, picture, carts, receipts, sight, give } = this
    this.counter = new CounterDesk({
      carts,
      outbox,
      picture,
      catalogue,
      receipts,
      waitedFor: new WaitedFor(notes.waitedFor, picture, catalogue, broken),
      sight,
      location,
      currency: () => shop.get().currency,
      actor: this.actor,
      lastActor: () => outbox.lastActor ?? this.actor(),
      newId,
    })
    const bookingSight = new BookingSight({ documents, picture, location, pending: () => this.pending.get() })
    this.bookings = new BookingDesk({
      ...{ clock, timers, location, newId, give },
      sight: () => bookingSight.look(),
      wouldSay: (command) => picture.wouldSay(this.newPending(command)),
      takeBack: (ids) => outbox.add([], { drop: ids }),
      unheard: (booking) => unheardOn(booking, [...outbox.open()]),
      unsentOfGuest: (guest) => unsentOfGuest(guest, outbox.open()),
      goodsOf: (booking) => goodsOf(booking, [...outbox.open()], (hold) => picture.hold(hold)),
      isUnsent: (id) => [outbox.get(id)].some((record) => record !== undefined && isUnsent(record)),
    })
    this.orders = new OrderDesk({
      ...{ clock, timers, newId, give },
      sight: () => ({ orders: picture.orders(), doneHere: this.untold() }),
      wouldSay: (command) => picture.wouldSay(this.newPending(command)),
    })
    picture.ordersChanged.subscribe(() => this.orders.changed())
    this.voucherBook = new VoucherBook(documents.bookables, options.codeDigest)
    this.vouchers = new VoucherDesk(this.voucherBook, clock)
    const { bookings, orders } = this
    this.activity = new ActivityDesk({
      outbox,
      picture,
      bookings,
      orders,
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
      picture,
      catalogue,
      timers,
      location,
      give: async (command) => void (await give(command)),
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
    if (collection === 'bookables' && this.voucherBook.changed(keys)) this.vouchers.changed()
    this.picture.replicaChanged(collection, keys)
  }

  /** A collection has come further along the feed: commands that it shows now need not be laid over it any more. */
  replicaPassed(collection: Collection): void {
    if (!shownTogether.includes(collection)) return
    if (collection === 'cases') this.orders.changed()
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
    this.orders.changed()
    this.tellActivity()
    void this.counter.reconcile().catch(this.options.broken)
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
    this.carts.stop()
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

  /** Who is signed in. */
  private readonly actor = (): string => {
    const person = this.options.me.get()
    if (person === null) throw new Error('Nobody is signed in')
    return person.id
  }

  /** @returns the id of the command */
  private readonly give = async (command: Command, also: Also = {}): Promise<string> => {
    const { outbox, clock } = this.options
    const given = { id: newId(), command, actor: this.actor(), issuedAt: clock.now() }
    await outbox.add([given], also)
    return given.id
  }

  /** A command as it would be laid over the replica, were it given now. */
  private newPending(command: Command): Pending {
    const issuedAt = this.options.clock.now()
    return { id: newId(), command, issuedAt, verdict: null, giver: this.giverOf(this.actor()) }
  }

  private readonly giverOf = (actor: string): Giver => {
    const { terminal, shop, documents } = this.options
    return {
      channel: terminal.channel,
      ttlSeconds: ttlSecondsOf(shop.get()),
      terminal: terminal.id,
      staff: actor,
      role: documents.staff.get(actor)?.role ?? null,
      ownOnly: false,
    }
  }

  private readonly sight = (): ShortageSight => {
    const { clock, shop, outbox, documents } = this.options
    const now = clock.now()
    return {
      now,
      ttlSeconds: ttlSecondsOf(shop.get()),
      record: (id) => outbox.get(id),
      isPassed: this.isPassed,
      // What the hub says, not what we laid over it: a hold that we asked to replace still stands until that is granted.
      liveHold: (id) => liveOnly(documents.holds.get(id), now),
      available: (sku) => this.picture.available(sku),
      holders: (sku) => this.picture.holders(sku),
    }
  }
}

const liveOnly = (hold: Hold | undefined, now: number): Hold | null =>
  hold !== undefined && isLive(hold, now) ? hold : null

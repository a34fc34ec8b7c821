import type { Command } from '../../shared/protocol/commands.ts'
import { stockLinesOf } from '../../shared/kinds/registry.ts'
import type { CaseData } from '../../shared/protocol/cases.ts'
import { isBookingCommand } from '../../shared/bookings/commands.ts'
import type { Activity, Alternative, Clock, Discrepancy, Entry, EntryAction } from '../app/terminal.ts'
import { bookingAgain, unsentOfGuest, unsentOn } from './bookings/bookingAgain.ts'
import type { BookingDesk } from './bookings/bookingDesk.ts'
import { namesOf } from './bookings/choosing.ts'
import { entryBookingOf } from './bookings/entryBooking.ts'
import { entryGuestOf } from './bookings/entryGuest.ts'
import { type CommandRecord, isOpen } from './commandRecord.ts'
import { type EntrySight, entryOf, isPlacing } from './entries.ts'
import { caseOf, type Cases, casesOf } from './cases.ts'
import { Cell, Lazy } from './live.ts'
import { entrySeatsOf, nameOfSeat } from './seats/entrySeats.ts'
import { nextRequest } from './nextRequest.ts'
import { entryOrderOf } from './orders/entryOrder.ts'
import type { OrderDesk } from './orders/orderDesk.ts'
import type { ReturnDesk } from './returns/returnDesk.ts'
import type { Also } from './acts.ts'
import type { Outbox } from './outbox.ts'
import type { Picture } from './picture.ts'
import type { Carts } from './cart/carts.ts'
import type { CounterDesk } from './cart/counter.ts'

export interface ActivityOptions {
  readonly outbox: Outbox
  readonly picture: Picture
  readonly bookings: BookingDesk
  readonly orders: OrderDesk
  readonly returns: ReturnDesk
  readonly clock: Clock
  readonly carts: Carts
  readonly counter: CounterDesk
  readonly cases: Cases
  readonly name: (sku: string) => string
  readonly sending: () => ReadonlySet<string>
  readonly give: (command: Command, also?: Also) => Promise<string>
  readonly newId: () => string
  /** What a help desk must know to read an export: terminal, time. */
  readonly about: () => object
}

/** What was done here: what waits, what was refused, and what a person can do about it. */
export class ActivityDesk implements Activity {
  readonly outbox: Lazy<readonly Entry[]>
  readonly inbox = new Cell<readonly Entry[]>([])
  readonly discrepancies = new Cell<readonly Discrepancy[]>([])
  /** Commands that left this machine as an export. */
  private readonly exported = new Set<string>()
  private readonly options: ActivityOptions

  constructor(options: ActivityOptions) {
    this.options = options
    this.outbox = new Lazy<readonly Entry[]>([], (before) => this.entries(this.done(), before))
    this.publish()
  }

  /** Tells what changed. The list of all that was done is only worked out for whoever looks at it. */
  publish(): void {
    this.outbox.changed()
    this.inbox.set(this.entries(this.refused(), this.inbox.get()))
    this.discrepancies.set(this.openDiscrepancies())
  }

  /** Tells at once of what was refused since: a guest whose booking leaves the board must not be nowhere meanwhile. */
  publishRefusals(): void {
    const known = new Set(this.inbox.get().map(({ id }) => id))
    const refused = this.refused()
    if (refused.some(({ id }) => !known.has(id))) this.inbox.set(this.entries(refused, this.inbox.get()))
  }

  /** What needs a person, the last done first. */
  private refused(): readonly CommandRecord[] {
    return [...this.options.outbox.open()].filter(isOpen).toReversed()
  }

  /** What the list of what was done shows, the last done first. */
  private done(): readonly CommandRecord[] {
    return [...this.options.outbox.all()].filter((record) => record.ended !== 'void' && !isOpen(record)).toReversed()
  }

  /** Entries stay the same objects where they say the same as before. */
  private entries(records: readonly CommandRecord[], before: readonly Entry[]): readonly Entry[] {
    if (records.length === 0 && before.length === 0) return before
    const sight = this.sight()
    const known = new Map(before.map((entry) => [entry.id, entry]))
    const shown = records.map((record) => {
      const entry = entryOf(record, sight)
      const old = known.get(entry.id)
      return old !== undefined && JSON.stringify(old) === JSON.stringify(entry) ? old : entry
    })
    const same = shown.length === before.length && shown.every((entry, index) => entry === before[index])
    return same ? before : shown
  }

  async act(entryId: string, action: EntryAction, alternative?: Alternative): Promise<void> {
    const record = this.options.outbox.get(entryId)
    if (record === undefined) return
    switch (action) {
      case 'settle':
        return this.options.outbox.add([], { deal: [record.id] })
      case 'drop':
        return this.drop(record)
      case 'take_fewer':
        return this.again(record, this.entryOf(record)?.available ?? 0)
      case 'take_alternative':
        return this.bookInstead(record, alternative ?? this.entryOf(record)?.booking?.alternatives[0])
      case 'retry':
        return this.again(record, null)
    }
  }

  async settle(discrepancy: string, note: string): Promise<void> {
    await this.options.give({ type: 'discrepancy.settle', discrepancy, note })
  }

  async exportUnsent(): Promise<string> {
    const { outbox, about } = this.options
    for (const { id } of outbox.unsettled()) this.exported.add(id)
    return outbox.export(about())
  }

  /** True if something would be lost that is neither at the hub nor in an export. */
  hasUnsaved(): boolean {
    return this.options.outbox.unsettled().some(({ id }) => !this.exported.has(id))
  }

  private async drop(record: CommandRecord): Promise<void> {
    const { outbox, counter } = this.options
    const line = this.lineOf(record)
    if (line === null) return outbox.add([], { drop: [record.id, ...this.pointlessWithout(record)], deal: [record.id] })
    if (line.before === null) return counter.remove(line.id)
    // The hold before still stands: the line goes back to it.
    await counter.setQuantity(line.id, line.before.quantity)
  }

  /** The same wish again, or a smaller one. */
  private async again(record: CommandRecord, quantity: number | null): Promise<void> {
    const { counter, give, newId } = this.options
    const line = this.lineOf(record)
    if (line !== null) {
      await (quantity === null ? counter.holdAgain(line.id) : counter.setQuantity(line.id, quantity))
      return
    }
    const { command } = record
    const deal = [record.id]
    if (isBookingCommand(command)) return this.bookInstead(record)
    if (!isPlacing(command)) return void (await give(command, { deal }))
    const lines = command.lines.map((one) => (quantity === null ? one : { ...one, quantity }))
    await give({ type: 'hold.place', hold: newId(), location: command.location, lines }, { deal })
  }

  /** The same booking again, or another one in its place. */
  private async bookInstead(record: CommandRecord, instead?: Alternative): Promise<void> {
    const { outbox, give, newId } = this.options
    if (!isBookingCommand(record.command)) return
    const command = bookingAgain(record.command, outbox.all(), newId, instead)
    await give(command, { deal: [record.id], drop: this.pointlessWithout(record) })
  }

  /** What was done since with a booking that never came to be, or with a guest who never got onto the list. */
  private pointlessWithout({ command }: CommandRecord): readonly string[] {
    const { outbox } = this.options
    if (command.type === 'waiting.join') return unsentOfGuest(command.guest, outbox.open()).map(({ id }) => id)
    return command.type === 'booking.book' ? unsentOn(command.booking, outbox.open()) : []
  }

  private entryOf({ id }: CommandRecord): Entry | undefined {
    return this.inbox.get().find((entry) => entry.id === id)
  }

  /** The line of a cart that still waits for this command. */
  private lineOf({ id }: CommandRecord) {
    for (const { lines } of this.options.carts.all()) {
      const line = lines.find(({ claim }) => claim?.command === id)
      if (line !== undefined) return line
    }
    return null
  }

  private openDiscrepancies(): readonly Discrepancy[] {
    const { outbox, cases } = this.options
    const settling = new Set<string>()
    for (const { command, verdict } of outbox.open())
      if (command.type === 'discrepancy.settle' && verdict?.accepted !== false) settling.add(command.discrepancy)
    const shown = [...casesOf(cases, 'discrepancy')]
      .filter(({ id }) => !settling.has(id))
      .toSorted((a, b) => b.at - a.at)
      .map((one) => ({ ...one, name: this.nameOf(one) }))
    const before = this.discrepancies.get()
    return JSON.stringify(shown) === JSON.stringify(before) ? before : shown
  }

  /** Of a discrepancy with a booking the `sku` is a resource, with a sale of seats a seat. */
  private nameOf({ kind, sku }: CaseData<'discrepancy'>): string {
    const { bookings, picture, name } = this.options
    if (kind === 'double_sold') return nameOfSeat(sku, picture.seats)
    return kind === 'double_booked' ? namesOf(bookings.board.get(), [sku]).join('') : name(sku)
  }

  private sight(): EntrySight {
    const { outbox, picture, bookings, orders, returns, clock, cases, name, sending } = this.options
    const linesOfHold = (hold: string) => outbox.index.linesOf(hold) ?? picture.hold(hold)?.lines ?? []
    return {
      sending: sending(),
      blocked: outbox.unsettled().length > 0 ? nextRequest(outbox.open(), outbox.wasNeverPlaced).blocked : new Set(),
      isSold: (hold) => outbox.index.isSold(hold),
      name,
      booking: (command, isClash) => entryBookingOf(command, bookings.board.get(), clock.now(), isClash),
      order: (command) => entryOrderOf(command, orders, returns),
      guest: (command) => entryGuestOf(command, bookings.board.get(), () => outbox.all()),
      available: (sku) => picture.available(sku),
      holders: (sku) => picture.holders(sku),
      linesOfHold: (hold) => stockLinesOf(linesOfHold(hold)),
      seats: (command) => entrySeatsOf(command, linesOfHold, picture.seats),
      skuOfDiscrepancy: (id) => caseOf(cases, 'discrepancy', id)?.sku ?? null,
    }
  }
}

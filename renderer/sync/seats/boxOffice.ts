import type { Hold } from '../../../shared/holds/states.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import type { Verdict } from '../../../shared/protocol/verdicts.ts'
import type {
  BoxOffice,
  Clock,
  EventHall,
  HeldBy,
  LostSeats,
  SeatAnswer,
  SeatChange,
  SeatInfo,
  SeatWish,
  SeatWorkAnswer,
  ShownEvent,
} from '../../app/terminal.ts'
import type { Refused } from '../cart/seatGroups.ts'
import { Cell, Lazy } from '../live.ts'
import { listEvents } from './eventList.ts'
import { SeatCart, type SeatCartOptions } from './seatCart.ts'

export interface BoxOfficeOptions extends SeatCartOptions {
  readonly clock: Clock
  readonly location: string
  /** A live hold, with what was done here laid over the replica. */
  readonly hold: (id: string) => Hold | null
  /** True for a hold that the hub knows of. */
  readonly isSettled: (hold: string) => boolean
  readonly give: (command: Command) => Promise<unknown>
  readonly wouldSay: (command: Command) => Verdict
}

/** The box office: events, their seats, and what of them stands in the cart on the counter. */
export class BoxOfficeDesk implements BoxOffice {
  readonly events: Lazy<readonly ShownEvent[]>
  readonly lost = new Cell<LostSeats | null>(null)
  private readonly cart: SeatCart
  private readonly options: BoxOfficeOptions

  constructor(options: BoxOfficeOptions) {
    this.options = options
    const { seats, clock } = options
    this.cart = new SeatCart(options, () => this.lost.set(null))
    this.events = new Lazy<readonly ShownEvent[]>([], (before) => listEvents(seats, clock.now(), before))
  }

  /** Events or seats look different, or may. */
  changed(): void {
    this.events.changed()
  }

  hall(code: string): EventHall | null {
    return this.options.seats.find(code)?.hall ?? null
  }

  watch(event: string, listener: (changes: readonly SeatChange[]) => void): () => void {
    const { seats } = this.options
    listener([...seats.of(event)])
    return seats.watch(event, listener)
  }

  seat(code: string, name: string): SeatInfo | null {
    const shown = this.options.seats.find(code)
    const seat = shown?.hall.seats.get(name)
    if (shown === null || seat === undefined) return null
    const now = this.options.seats.seat(code, name)
    return {
      ...seat,
      label: shown.hall.labelOf(name),
      state: this.options.seats.stateOf(code, name),
      price: shown.event.prices[seat.category] ?? null,
      holder: now?.hold == null || now.until === null ? null : this.holderOf(now.hold),
      allottedTo: now?.allottedTo ?? null,
      isOurs: this.options.seats.isOurs(code, name),
    }
  }

  toggle(event: string, seat: string): Promise<SeatAnswer> {
    return this.cart.toggle(event, seat)
  }

  take(event: string, seats: readonly string[]): Promise<SeatAnswer> {
    return this.cart.take(event, seats)
  }

  takeBest(event: string, wish: SeatWish): Promise<SeatAnswer> {
    return this.cart.takeBest(event, wish)
  }

  giveUp(event: string, seats: readonly string[]): Promise<void> {
    return this.cart.giveUp(event, seats)
  }

  holdAgain(event: string): Promise<SeatAnswer> {
    return this.cart.holdAgain(event)
  }

  leftAlone(event: string): readonly string[] {
    return this.cart.leftAlone(event)
  }

  /** Seats of the cart went to somebody who was quicker. */
  tellLost(refused: readonly Refused[]): void {
    const [first] = refused
    if (first === undefined) return
    const { event } = first.group
    const label = (seat: string): string => this.options.seats.find(event)?.hall.labelOf(seat) ?? seat
    this.lost.set({ event, labels: first.lost.map(label), others: first.others.map(label) })
  }

  dismissLost(): void {
    this.lost.set(null)
  }

  async release(hold: string, reason: string): Promise<void> {
    await this.options.give({ type: 'hold.release', hold, reason })
  }

  async setAside(event: string, seats: readonly string[], terminal: string | null): Promise<SeatWorkAnswer> {
    const about = { location: this.options.location, event, seats: [...seats] }
    // Without the hub nobody knows whether they can still be had.
    if (terminal !== null && !this.options.sight().isOnline()) return { ok: false, rejection: null }
    return this.giveIfFit(
      terminal === null ? { type: 'seat.give_back', ...about } : { type: 'seat.allot', ...about, terminal },
    )
  }

  block(event: string, seats: readonly string[], blocked: boolean): Promise<SeatWorkAnswer> {
    const { location } = this.options
    return this.giveIfFit({ type: 'seat.block', location, event, seats: [...seats], blocked })
  }

  private async giveIfFit(command: Command): Promise<SeatWorkAnswer> {
    const verdict = this.options.wouldSay(command)
    if (!verdict.accepted) return { ok: false, rejection: verdict.rejection }
    await this.options.give(command)
    return { ok: true }
  }

  private holderOf(id: string): HeldBy | null {
    const hold = this.options.hold(id)
    if (hold === null) return null
    const { channel, terminal, staff, placedAt, expiresAt, lines } = hold
    const settled = this.options.isSettled(id)
    return { hold: id, channel, terminal, staff, quantity: lines.length, placedAt, expiresAt, settled }
  }
}

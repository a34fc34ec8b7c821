import { expireHold } from '../../../shared/holds/decide.ts'
import type { Booking } from '../../../shared/bookings/bookings.ts'
import type { WaitingGuest } from '../../../shared/bookings/waitingGuests.ts'
import { noBookings } from '../../../shared/bookings/bookingWorld.ts'
import { lapseOrder } from '../../../shared/orders/endOrder.ts'
import type { Order } from '../../../shared/orders/orders.ts'
import { noOrders } from '../../../shared/orders/orderWorld.ts'
import { noTransfers } from '../../../shared/transfers/transferWorld.ts'
import { lapseBooking } from '../../../shared/bookings/bookingSteps.ts'
import { emptyPools } from '../../../shared/kinds/registry.ts'
import { type Event, type Giver, settle } from '../../../shared/holds/settle.ts'
import { type Hold, isLive } from '../../../shared/holds/states.ts'
import { StockPools } from '../../../shared/kinds/stock/rules.ts'
import type { ArbiterCommand, Envelope } from '../../../shared/protocol/commands.ts'
import type { Role } from '../../../shared/protocol/roles.ts'
import type { Settled, SubmitAnswer, Verdict } from '../../../shared/protocol/verdicts.ts'
import { putEvent } from './scriptedDocuments.ts'
import { offersOf } from './scriptedOffers.ts'
import { location, ScriptedHouse } from './scriptedHouse.ts'

const hubItself: Giver = {
  ...{ channel: '', ttlSeconds: 0, terminal: null, staff: null, role: null, ownOnly: false, isHub: true },
}

/** What a hub decides and keeps: the shared rules, verdicts that are stored, sequences that are counted, a feed with positions. */
export abstract class ScriptedArbiter extends ScriptedHouse {
  /** The commands of each terminal that were settled, in order. */
  readonly settledBy = new Map<string, string[]>()
  private readonly verdicts = new Map<string, Settled>()
  private readonly sequences = new Map<string, number>()
  private made = 0

  /** Tells the terminals that there is something new. */
  protected abstract changed(): void

  /** How often a code has been used, and is held. */
  usesOf(code: string): { used: number; held: number } {
    this.sweep()
    const { taken = [], held = 0 } = this.world.pools.voucher.get(code) ?? {}
    return { used: [...taken].length - held, held }
  }

  /** The bookings as they are now, the first to start first. */
  bookings(): Booking[] {
    this.sweep()
    return [...this.world.bookings.values()].toSorted((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1))
  }

  /** An order as it is now. */
  order(id: string): Order | undefined {
    this.sweep()
    return this.world.orders.get(id)
  }

  /** Those who wait or waited, the first to come first. */
  guests(): WaitingGuest[] {
    this.sweep()
    return [...this.world.waiting.values()].toSorted((a, b) => a.cameAt - b.cameAt || (a.id < b.id ? -1 : 1))
  }

  /** What passed is noted, and what became free is offered to those who wait. */
  tick(): void {
    this.sweep()
    this.makeOffers()
    this.changed()
  }

  /** The live holds of a terminal. */
  holdsOf(terminal: string): Hold[] {
    const now = this.timers.wall()
    return [...this.world.holds.values()].filter((hold) => isLive(hold, now) && hold.terminal === terminal)
  }

  /** Somebody else does something: a website, another terminal. */
  other(command: ArbiterCommand, channel = 'web'): Verdict {
    const giver: Giver = { channel, ttlSeconds: 900, terminal: null, staff: null, role: 'admin', ownOnly: false }
    const { verdict } = this.decide(command, giver)
    this.makeOffers()
    this.changed()
    return verdict
  }

  /** A manager takes an item out of what is sold. */
  unlist(sku: string): void {
    this.feed.position++
    for (const item of this.feed.documents('items'))
      if (item.sku === sku) this.feed.put('items', { ...item, listed: false })
    this.changed()
  }

  /** Another machine with this terminal's token did something. */
  usedByAnother(terminal: string): void {
    this.sequences.set(terminal, (this.sequences.get(terminal) ?? 0) + 1)
  }

  /** The number that a terminal's next command has to have. */
  nextSequence(terminal: string): number {
    return (this.sequences.get(terminal) ?? 0) + 1
  }

  /** The database is put back to the morning, when nobody had done anything yet. */
  restore(epoch: string, terminal: string): void {
    this.feed.epoch = epoch
    this.feed.position = 0
    this.verdicts.clear()
    this.sequences.delete(terminal)
    this.settledBy.delete(terminal)
    this.feed.clear('holds')
    this.feed.clear('cases')
    const pools = this.pools().map((pool) => ({
      ...pool,
      onHand: this.morning.get(pool.sku) ?? 0,
      held: 0,
      shortfall: 0,
    }))
    this.world = {
      pools: { ...emptyPools(), stock: new StockPools(pools) },
      holds: new Map(),
      discrepancies: new Map(),
      ...noBookings(),
      ...noOrders(),
      ...noTransfers(),
    }
    for (const pool of pools) this.putLevel(pool)
    this.changed()
  }

  submit(terminal: string, commands: readonly Envelope[], roleOf: (actor: string) => Role): SubmitAnswer {
    const settled: Settled[] = []
    for (const { id, sequence, actor, command } of commands) {
      const key = `${terminal} ${id}`
      const known = this.verdicts.get(key)
      const expected = this.nextSequence(terminal)
      if (known !== undefined) {
        settled.push(known)
        continue
      }
      if (sequence < expected) return { type: 'pair_again' }
      if (sequence > expected)
        return settled.length > 0 ? { type: 'settled', settled } : { type: 'out_of_turn', expected }
      this.sequences.set(terminal, sequence)
      const giver: Giver = {
        channel: 'pos',
        ttlSeconds: 900,
        terminal,
        staff: actor,
        role: roleOf(actor),
        ownOnly: false,
      }
      const { verdict } = this.decide(command, giver)
      const answer: Settled = { id, position: this.feed.position, verdict }
      this.verdicts.set(key, answer)
      this.settledBy.set(terminal, [...(this.settledBy.get(terminal) ?? []), id])
      settled.push(answer)
    }
    this.makeOffers()
    this.timers.after(1, () => this.changed())
    return { type: 'settled', settled }
  }

  /** The hub's own doing, in nobody's name. */
  private makeOffers(): void {
    const resources = this.feed.documents('bookables').flatMap((document) => document.resource ?? [])
    for (const { guest, start, resources: taken } of offersOf(this.world, resources, this.timers.wall())) {
      const ids = { booking: this.newId(), hold: this.newId() }
      this.decide({ type: 'waiting.offer', guest: guest.id, ...ids, start, resources: taken }, hubItself)
    }
  }

  private newId(): string {
    return `00000000-0000-4000-9000-${String(++this.made).padStart(12, '0')}`
  }

  private decide(command: ArbiterCommand, giver: Giver): { verdict: Verdict; events: readonly Event[] } {
    this.sweep()
    this.feed.position++
    const decided = settle(this.world, command, giver, this.timers.wall(), () => this.newId())
    this.write(decided.events)
    // Seats that are set aside or blocked are told by no event.
    this.halls.put(this.world)
    this.vouchers.put(this.world.pools.voucher)
    return decided
  }

  /** Ends what is due, as the arbiter does before it decides. */
  private sweep(): void {
    for (const events of this.lapses(this.timers.wall())) {
      if (events.length === 0) continue
      this.feed.position++
      this.write(events)
    }
  }

  private *lapses(now: number): Iterable<readonly Event[]> {
    const { world } = this
    const owners = [...world.bookings.values(), ...world.orders.values()]
    for (const id of world.orders.keys()) yield lapseOrder({ world, now, newId: () => this.newId() }, id)
    for (const id of world.bookings.keys()) yield lapseBooking(world, id, now)
    for (const id of world.holds.keys()) if (!owners.some(({ hold }) => hold === id)) yield expireHold(world, id, now)
  }

  private write(events: readonly Event[]): void {
    for (const event of events) {
      putEvent(this.feed, event, location, this.timers.wall())
      if (event.type === 'discrepancy') this.world.discrepancies.set(event.id, 'open')
    }
    for (const pool of this.pools()) this.putLevel(pool)
    this.halls.put(this.world)
    this.vouchers.put(this.world.pools.voucher)
  }
}

import { expireHold } from '../../../shared/holds/decide.ts'
import type { Booking } from '../../../shared/bookings/bookings.ts'
import type { WaitingGuest } from '../../../shared/bookings/waitingGuests.ts'
import { noBookings } from '../../../shared/bookings/bookingWorld.ts'
import { lapseOrder } from '../../../shared/orders/endOrder.ts'
import type { Order } from '../../../shared/orders/orders.ts'
import { noOrders } from '../../../shared/orders/orderWorld.ts'
import { lapseBooking } from '../../../shared/bookings/bookingSteps.ts'
import { emptyPools } from '../../../shared/kinds/registry.ts'
import { type Event, type Giver, settle, type SettleWorld } from '../../../shared/holds/settle.ts'
import { type Hold, isLive } from '../../../shared/holds/states.ts'
import type { CopiedCampaign } from '../../../shared/kinds/voucher/copies.ts'
import { StockPools } from '../../../shared/kinds/stock/rules.ts'
import { SlotPools } from '../../../shared/kinds/slot/rules.ts'
import type { StockPool } from '../../../shared/kinds/stock/schema.ts'
import type { ArbiterCommand, Envelope } from '../../../shared/protocol/commands.ts'
import type { Collection, DocumentOf } from '../../../shared/protocol/feed.ts'
import type { Role } from '../../../shared/protocol/roles.ts'
import type { Plan } from '../../../shared/seating/plan.ts'
import type { Settled, SubmitAnswer, Verdict } from '../../../shared/protocol/verdicts.ts'
import { slotResourcesOf } from '../bookings/bookedWorld.ts'
import type { ManualTimers } from './manualTimers.ts'
import { itemFor, noBookable, placesFor, putEvent } from './scriptedDocuments.ts'
import { ScriptedFeed } from './scriptedFeed.ts'
import { ScriptedHalls } from './scriptedHalls.ts'
import { offersOf } from './scriptedOffers.ts'
import { ScriptedVouchers } from './scriptedVouchers.ts'

export const location = 'q1'

type Bookable = NonNullable<DocumentOf<'bookables'>['resource']>
export type BookableService = NonNullable<DocumentOf<'bookables'>['service']>

const hubItself: Giver = {
  ...{ channel: '', ttlSeconds: 0, terminal: null, staff: null, role: null, ownOnly: false, isHub: true },
}

/** What a hub decides and keeps: the shared rules, verdicts that are stored, sequences that are counted, a feed with positions. */
export abstract class ScriptedArbiter {
  /** The commands of each terminal that were settled, in order. */
  readonly settledBy = new Map<string, string[]>()
  protected readonly feed = new ScriptedFeed()
  private readonly halls = new ScriptedHalls(this.feed)
  private readonly vouchers = new ScriptedVouchers(this.feed)
  private world: SettleWorld = {
    pools: emptyPools(),
    holds: new Map(),
    discrepancies: new Map(),
    ...noBookings(),
    ...noOrders(),
  }
  private readonly verdicts = new Map<string, Settled>()
  private readonly sequences = new Map<string, number>()
  private readonly morning = new Map<string, number>()
  private made = 0
  readonly timers: ManualTimers

  constructor(timers: ManualTimers) {
    this.timers = timers
  }

  /** Tells the terminals that there is something new. */
  protected abstract changed(): void

  addItem(sku: string, name: string, onHand: number, price = 1000): void {
    this.feed.put('items', itemFor(sku, name, price))
    this.morning.set(sku, onHand)
    const pool: StockPool = { location, sku, onHand, held: 0, allotted: 0, safetyStock: 0, shortfall: 0 }
    const pools = [...this.pools().filter((one) => one.sku !== sku), pool]
    this.world = { ...this.world, pools: { ...this.world.pools, stock: new StockPools(pools) } }
    this.putLevel(pool)
  }

  /** Something that can be booked; before anything is. */
  addResource(code: string, more: Partial<Bookable> = {}): void {
    const resource: Bookable = {
      ...{ code, name: `Bàn ${code}`, kind: 'table', location, minParty: 1, maxParty: 4, bufferMinutes: 15 },
      ...{ skills: [], joins: [], placement: null, active: true, hours: null },
      ...more,
    }
    this.feed.put('bookables', { ...noBookable, id: `resource:${code}`, resource })
    const resources = this.feed.documents('bookables').flatMap((document) => document.resource ?? [])
    const slot = new SlotPools(slotResourcesOf(resources, 'Asia/Ho_Chi_Minh'), [])
    this.world = { ...this.world, pools: { ...this.world.pools, slot } }
  }

  /** Something that is shown at this location; before anybody has a seat. @param terminals those for which seats may be set aside */
  addEvent(event: Parameters<ScriptedHalls['add']>[0], plan: Plan, terminals: readonly string[] = []): void {
    this.feed.position++
    const seat = this.halls.add(event, plan, terminals)
    this.world = { ...this.world, pools: { ...this.world.pools, seat } }
  }

  /** Vouchers; before any is used. */
  addCampaign(campaign: CopiedCampaign, codes: readonly string[]): void {
    this.feed.position++
    const voucher = this.vouchers.add(campaign, codes)
    this.world = { ...this.world, pools: { ...this.world.pools, voucher } }
    this.vouchers.put(voucher)
  }

  /** How often a code has been used, and is held. */
  usesOf(code: string): { used: number; held: number } {
    this.sweep()
    const { taken = [], held = 0 } = this.world.pools.voucher.get(code) ?? {}
    return { used: [...taken].length - held, held }
  }

  addService(service: BookableService): void {
    this.feed.put('bookables', { ...noBookable, id: `service:${service.code}`, service })
    this.world = { ...this.world, services: new Map([...this.world.services, [service.code, service]]) }
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

  addPerson(id: string, name: string, role: Role, pinHash = 'hash'): void {
    this.feed.put('staff', { id, name, role, pinHash, _deleted: false })
  }

  addPlaces(holdTtlSeconds: number): void {
    for (const document of placesFor(location, holdTtlSeconds)) this.feed.put('places', document)
  }

  pool(sku: string): StockPool | undefined {
    return this.world.pools.stock.get(location, sku)
  }

  /** The live holds of a terminal. */
  holdsOf(terminal: string): Hold[] {
    const now = this.timers.wall()
    return [...this.world.holds.values()].filter((hold) => isLive(hold, now) && hold.terminal === terminal)
  }

  documents<C extends Collection>(collection: C): DocumentOf<C>[] {
    return this.feed.documents(collection).filter(({ _deleted }) => !_deleted)
  }

  /** Somebody else does something: a website, another terminal. */
  other(command: ArbiterCommand, channel = 'web'): Verdict {
    const giver: Giver = { channel, ttlSeconds: 900, terminal: null, staff: null, role: 'admin', ownOnly: false }
    const { verdict } = this.decide(command, giver)
    this.makeOffers()
    this.changed()
    return verdict
  }

  /** Another machine with this terminal's token did something. */
  usedByAnother(terminal: string): void {
    this.sequences.set(terminal, (this.sequences.get(terminal) ?? 0) + 1)
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
    }
    for (const pool of pools) this.putLevel(pool)
    this.changed()
  }

  submit(terminal: string, commands: readonly Envelope[], roleOf: (actor: string) => Role): SubmitAnswer {
    const settled: Settled[] = []
    for (const { id, sequence, actor, command } of commands) {
      const key = `${terminal} ${id}`
      const known = this.verdicts.get(key)
      const expected = (this.sequences.get(terminal) ?? 0) + 1
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

  private pools(): StockPool[] {
    return this.feed.documents('items').flatMap(({ sku }) => this.pool(sku) ?? [])
  }

  private putLevel(pool: StockPool): void {
    const id = `${location}/${pool.sku}`
    const document = { ...pool, id, inTransit: 0, returning: 0, quarantined: 0, damaged: 0, _deleted: false }
    const before = this.feed.get('levels', id)
    if (JSON.stringify(before) !== JSON.stringify(document)) this.feed.put('levels', document)
  }
}

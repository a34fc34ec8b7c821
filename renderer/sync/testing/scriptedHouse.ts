import { noBookings } from '../../../shared/bookings/bookingWorld.ts'
import { noOrders } from '../../../shared/orders/orderWorld.ts'
import { noTransfers } from '../../../shared/transfers/transferWorld.ts'
import { emptyPools } from '../../../shared/kinds/registry.ts'
import type { SettleWorld } from '../../../shared/holds/settle.ts'
import type { CopiedCampaign } from '../../../shared/kinds/voucher/copies.ts'
import { emptyPool, StockPools } from '../../../shared/kinds/stock/rules.ts'
import { SlotPools } from '../../../shared/kinds/slot/rules.ts'
import type { StockPool } from '../../../shared/kinds/stock/schema.ts'
import type { Collection, DocumentOf } from '../../../shared/protocol/feed.ts'
import type { Role } from '../../../shared/protocol/roles.ts'
import type { Plan } from '../../../shared/seating/plan.ts'
import { slotResourcesOf } from '../bookings/bookedWorld.ts'
import type { ManualTimers } from './manualTimers.ts'
import { itemFor, noBookable, placesFor } from './scriptedDocuments.ts'
import { ScriptedFeed } from './scriptedFeed.ts'
import { ScriptedHalls } from './scriptedHalls.ts'
import { ScriptedVouchers } from './scriptedVouchers.ts'

export const location = 'q1'

type Bookable = NonNullable<DocumentOf<'bookables'>['resource']>
export type BookableService = NonNullable<DocumentOf<'bookables'>['service']>

/** What a hub has before anybody does anything: goods, tables, seats, vouchers, people, and the feed that tells of them. */
export abstract class ScriptedHouse {
  protected readonly feed = new ScriptedFeed()
  protected readonly halls = new ScriptedHalls(this.feed)
  protected readonly vouchers = new ScriptedVouchers(this.feed)
  protected world: SettleWorld = {
    pools: emptyPools(),
    holds: new Map(),
    discrepancies: new Map(),
    ...noBookings(),
    ...noOrders(),
    ...noTransfers(),
  }
  protected readonly morning = new Map<string, number>()
  readonly timers: ManualTimers

  constructor(timers: ManualTimers) {
    this.timers = timers
  }

  addItem(sku: string, name: string, onHand: number, price = 1000): void {
    this.feed.put('items', itemFor(sku, name, price))
    this.morning.set(sku, onHand)
    const pool: StockPool = { location, sku, onHand, held: 0, allotted: 0, safetyStock: 0, shortfall: 0 }
    const pools = [...this.pools().filter((one) => one.sku !== sku), pool]
    this.world = { ...this.world, pools: { ...this.world.pools, stock: new StockPools(pools) } }
    this.putLevel(pool)
  }

  /** The same goods at another location of the shop, of which terminals here have no copy. */
  addElsewhere(elsewhere: string, sku: string, onHand: number): void {
    this.world.pools.stock.add({ ...emptyPool(elsewhere, sku), onHand })
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

  addService(service: BookableService): void {
    this.feed.put('bookables', { ...noBookable, id: `service:${service.code}`, service })
    this.world = { ...this.world, services: new Map([...this.world.services, [service.code, service]]) }
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

  documents<C extends Collection>(collection: C): DocumentOf<C>[] {
    return this.feed.documents(collection).filter(({ _deleted }) => !_deleted)
  }

  protected pools(): StockPool[] {
    return this.feed.documents('items').flatMap(({ sku }) => this.pool(sku) ?? [])
  }

  protected putLevel(pool: StockPool): void {
    if (pool.location !== location) return
    const id = `${location}/${pool.sku}`
    const document = { ...pool, id, inTransit: 0, returning: 0, quarantined: 0, damaged: 0, _deleted: false }
    const before = this.feed.get('levels', id)
    if (JSON.stringify(before) !== JSON.stringify(document)) this.feed.put('levels', document)
  }
}

import { type Hold, isLive } from '../../shared/holds/states.ts'
import { groupLines } from '../../shared/kinds/registry.ts'
import { availableOf, emptyPool } from '../../shared/kinds/stock/rules.ts'
import type { Bucket, StockPool } from '../../shared/kinds/stock/schema.ts'
import type { Clock, HeldBy, Level } from '../app/terminal.ts'
import type { Documents } from '../replica/replica.ts'
import { type Base, poolAt } from './base.ts'
import type { Folded } from './fold.ts'

const nobody: Readonly<Record<string, number>> = Object.freeze({})

export interface StockSightOptions {
  readonly documents: Documents
  readonly clock: Clock
  readonly base: Base
  /** What was done here, laid over the base. */
  readonly folded: () => Folded
}

/** Reads the stock of one SKU from the picture: from what was done here if that touches it, else from the replica without overdue holds. */
export class StockSight {
  private readonly levels = new Map<string, Level>()
  private readonly options: StockSightOptions

  constructor(options: StockSightOptions) {
    this.options = options
  }

  /** What was known of these is true no more. */
  forget(skus: Iterable<string>): void {
    for (const sku of skus) this.levels.delete(sku)
  }

  /** Null if there is no such item. The same object until it changed. */
  level(sku: string): Level | null {
    const known = this.levels.get(sku)
    if (known !== undefined) return known
    const { documents, base } = this.options
    const item = documents.items.get(sku)
    if (item === undefined) return null
    const pool = this.pool(sku) ?? emptyPool(base.location, sku)
    const document = documents.levels.get(`${base.location}/${sku}`)
    const level: Level = {
      sku,
      name: item.name,
      listed: item.listed,
      onHand: pool.onHand,
      held: pool.held,
      available: Math.max(0, availableOf(pool)),
      ...this.heldOf(sku),
      safetyStock: pool.safetyStock,
      inTransit: (document?.inTransit ?? 0) + this.shifted(sku, 'in_transit'),
      returning: (document?.returning ?? 0) + this.shifted(sku, 'returning'),
      quarantined: (document?.quarantined ?? 0) + this.shifted(sku, 'quarantined'),
      damaged: (document?.damaged ?? 0) + this.shifted(sku, 'damaged'),
    }
    this.levels.set(sku, level)
    return level
  }

  /** How many can be promised now. */
  available(sku: string): number {
    const pool = this.pool(sku)
    return pool === undefined ? 0 : Math.max(0, availableOf(pool))
  }

  /** The live holds on a SKU, the first to expire first. */
  holders(sku: string): HeldBy[] {
    const holders: HeldBy[] = []
    for (const hold of this.holdsOf(sku)) {
      const quantity = quantityIn(hold, sku)
      if (quantity === 0) continue
      const { id, channel, terminal, staff, placedAt, expiresAt } = hold
      holders.push({ hold: id, channel, terminal, staff, quantity, placedAt, expiresAt, settled: this.isSettled(id) })
    }
    return holders.toSorted((a, b) => a.expiresAt - b.expiresAt || (a.hold < b.hold ? -1 : 1))
  }

  private pool(sku: string): StockPool | undefined {
    const { base, clock } = this.options
    const folded = this.options.folded()
    return folded.skus.has(sku) ? folded.world.pools.stock.get(base.location, sku) : poolAt(base, sku, clock.now())
  }

  /** How many more lie in a bin by what was done here. */
  private shifted(sku: string, bin: Bucket): number {
    const { base, folded } = this.options
    return folded().world.pools.stock.shifted({ location: base.location, sku }, bin)
  }

  private *holdsOf(sku: string): Iterable<Hold> {
    const { base, clock } = this.options
    const now = clock.now()
    const folded = this.options.folded()
    const holds = folded.skus.has(sku) ? folded.holdsOf(sku) : base.holdsOf(sku)
    for (const hold of holds) if (isLive(hold, now) && hold.location === base.location) yield hold
  }

  private heldOf(sku: string): Pick<Level, 'heldBy' | 'heldUntil'> {
    let heldBy: Record<string, number> | null = null
    let heldUntil: number | null = null
    for (const hold of this.holdsOf(sku)) {
      const quantity = quantityIn(hold, sku)
      if (quantity === 0) continue
      heldBy ??= {}
      heldBy[hold.channel] = (heldBy[hold.channel] ?? 0) + quantity
      heldUntil = Math.min(heldUntil ?? hold.expiresAt, hold.expiresAt)
    }
    return { heldBy: heldBy ?? nobody, heldUntil }
  }

  /** False while only we say so. */
  private isSettled(hold: string): boolean {
    return this.options.documents.holds.has(hold) || this.options.folded().isGranted(hold)
  }
}

/** How many of a SKU a hold takes. */
export const quantityIn = (hold: Hold, sku: string): number =>
  groupLines(hold.lines).stock.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0)

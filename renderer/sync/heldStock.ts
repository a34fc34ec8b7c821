import type { Hold } from '../../shared/holds/states.ts'
import type { DocumentOf } from '../../shared/protocol/feed.ts'
import { Deadlines } from './deadlines.ts'
import { skusOf } from './touchedSkus.ts'

type HoldDocument = DocumentOf<'holds'>

/** Which live holds of the replica take from which SKU, kept up as documents come and go. */
export class HeldStock {
  private readonly bySku = new Map<string, Map<string, HoldDocument>>()
  private readonly skusById = new Map<string, readonly string[]>()
  private readonly deadlines: Deadlines
  private readonly holds: ReadonlyMap<string, HoldDocument>

  constructor(holds: ReadonlyMap<string, HoldDocument>) {
    this.holds = holds
    this.deadlines = new Deadlines(
      (id, at) => this.holds.get(id)?.expiresAt === at,
      () => this.holds.size,
    )
    for (const hold of holds.values()) this.add(hold)
  }

  /** @returns the SKUs that these holds took from, or take from now */
  changed(ids: readonly string[]): string[] {
    const touched: string[] = []
    for (const id of ids) {
      touched.push(...this.takeAway(id))
      const hold = this.holds.get(id)
      if (hold !== undefined) touched.push(...this.add(hold))
    }
    return touched
  }

  of(sku: string): Iterable<Hold> {
    return this.bySku.get(sku)?.values() ?? []
  }

  /** The SKUs of holds that came to their deadline since this was last asked. */
  due(now: number): string[] {
    return this.deadlines.due(now).flatMap((id) => this.skusById.get(id) ?? [])
  }

  /** The next deadline of all; infinity if there is none. */
  nextDeadline(): number {
    return this.deadlines.next()
  }

  private add(hold: HoldDocument): readonly string[] {
    const skus = skusOf(hold.lines)
    this.skusById.set(hold.id, skus)
    this.deadlines.add(hold.id, hold.expiresAt)
    for (const sku of skus) {
      const holds = this.bySku.get(sku)
      if (holds === undefined) this.bySku.set(sku, new Map([[hold.id, hold]]))
      else holds.set(hold.id, hold)
    }
    return skus
  }

  private takeAway(id: string): readonly string[] {
    const skus = this.skusById.get(id) ?? []
    this.skusById.delete(id)
    for (const sku of skus) {
      const holds = this.bySku.get(sku)
      holds?.delete(id)
      if (holds?.size === 0) this.bySku.delete(sku)
    }
    return skus
  }
}

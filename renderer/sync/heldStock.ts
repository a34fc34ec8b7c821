import type { Hold } from '../../shared/holds/states.ts'
import type { DocumentOf } from '../../shared/protocol/feed.ts'
import { skusOf } from './fold.ts'

type HoldDocument = DocumentOf<'holds'>

/** Which live holds of the replica take from which SKU, kept up as documents come and go. */
export class HeldStock {
  private readonly bySku = new Map<string, Map<string, HoldDocument>>()
  private readonly skusById = new Map<string, readonly string[]>()
  private readonly holds: ReadonlyMap<string, HoldDocument>

  constructor(holds: ReadonlyMap<string, HoldDocument>) {
    this.holds = holds
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

  /** The SKUs of holds that came to their deadline after `from` and until `to`, and the first deadline after that. */
  due(from: number, to: number): { skus: string[]; next: number } {
    let next = Infinity
    const skus: string[] = []
    for (const { id, expiresAt } of this.holds.values()) {
      if (expiresAt > to) next = Math.min(next, expiresAt)
      else if (expiresAt > from) skus.push(...(this.skusById.get(id) ?? []))
    }
    return { skus, next }
  }

  private add(hold: HoldDocument): readonly string[] {
    const skus = skusOf(hold.lines)
    this.skusById.set(hold.id, skus)
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

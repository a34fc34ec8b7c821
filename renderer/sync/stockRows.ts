import type { Level, Live, StockQuery } from '../app/terminal.ts'
import { type ItemCatalogue, rank, wordsOf } from './catalogue.ts'
import { Signal } from './live.ts'
import type { Picture } from './picture.ts'
import { type Compare, insertSorted } from './sorted.ts'
import type { Timers } from './timers.ts'

/** A list of 100,000 rows that changed its order more often than this could not be read. */
const refreshMs = 250

const bySku: Compare<Level> = (a, b) => (a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0)

/** The order of the rows. Where figures are equal, SKUs decide, so that nothing jumps. */
const comparing = ({ sort, descending }: StockQuery, catalogue: ItemCatalogue): Compare<Level> => {
  const sign = descending ? -1 : 1
  switch (sort) {
    case 'sku':
      return (a, b) => sign * bySku(a, b)
    case 'name': {
      const nameOf = ({ sku }: Level): string => catalogue.entry(sku)?.name ?? ''
      return (a, b) => {
        const [left, right] = [nameOf(a), nameOf(b)]
        return sign * (left < right ? -1 : left > right ? 1 : bySku(a, b))
      }
    }
    case 'available':
    case 'held':
    case 'onHand':
      return (a, b) => sign * (a[sort] - b[sort]) || bySku(a, b)
  }
}

/** True if there is something of it, wherever it stands. */
const isThere = ({ onHand, held, inTransit, returning, quarantined, damaged }: Level): boolean =>
  onHand !== 0 || held + inTransit + returning + quarantined + damaged > 0

/** All rows that match one query, in order. Only what changed is sorted in anew. */
export class StockRows implements Live<readonly Level[]> {
  private rows: readonly Level[] | null = null
  private version = 0
  private placed = new Map<string, Level>()
  private dirty = new Set<string>()
  private readonly signal = new Signal()
  private listeners = 0
  private callOff: (() => void) | null = null
  private leave: () => void = () => undefined
  private readonly words: readonly string[]
  private readonly compare: Compare<Level>
  private readonly query: StockQuery
  private readonly picture: Picture
  private readonly catalogue: ItemCatalogue
  private readonly timers: Timers

  constructor(query: StockQuery, picture: Picture, catalogue: ItemCatalogue, timers: Timers) {
    this.query = query
    this.picture = picture
    this.catalogue = catalogue
    this.timers = timers
    this.words = wordsOf(query.text)
    this.compare = comparing(query, catalogue)
  }

  get = (): readonly Level[] => {
    if (this.rows === null || (this.listeners === 0 && this.version !== this.picture.version)) this.rows = this.build()
    return this.rows
  }

  subscribe = (listener: () => void): (() => void) => {
    const leave = this.signal.subscribe(listener)
    if (this.listeners++ === 0) this.watch()
    return () => {
      leave()
      if (--this.listeners === 0) this.unwatch()
    }
  }

  private watch(): void {
    this.leave = this.picture.subscribe((skus) => {
      for (const sku of skus) this.dirty.add(sku)
      this.callOff ??= this.timers.after(refreshMs, () => this.refresh())
    })
    // What changed while nobody listened is not known.
    if (this.version !== this.picture.version) this.rows = null
  }

  private unwatch(): void {
    this.leave()
    this.callOff?.()
    this.callOff = null
    this.dirty.clear()
  }

  private refresh(): void {
    this.callOff = null
    const { dirty, rows } = this
    this.version = this.picture.version
    this.dirty = new Set()
    if (rows === null || dirty.size > rows.length / 4 + 100) this.rows = this.build()
    else this.rows = this.merge(rows, dirty)
    if (this.rows !== rows) this.signal.emit()
  }

  private build(): readonly Level[] {
    this.version = this.picture.version
    this.placed = new Map()
    const { catalogue, query } = this
    const rows: Level[] = []
    for (const { item } of query.sort === 'name' ? catalogue.inNameOrder() : catalogue.inSkuOrder()) {
      const level = this.matching(item.sku)
      if (level === null) continue
      rows.push(level)
      this.placed.set(item.sku, level)
    }
    if (query.sort === 'name' || query.sort === 'sku') return query.descending ? rows.toReversed() : rows
    return rows.toSorted(this.compare)
  }

  /** The same rows, with the changed ones in their new places. */
  private merge(rows: readonly Level[], dirty: ReadonlySet<string>): readonly Level[] {
    const gone = new Set<Level>()
    const come: Level[] = []
    for (const sku of dirty) {
      const before = this.placed.get(sku)
      const after = this.matching(sku)
      if (before === after || (before === undefined && after === null)) continue
      if (before !== undefined) gone.add(before)
      if (after === null) this.placed.delete(sku)
      else {
        this.placed.set(sku, after)
        come.push(after)
      }
    }
    if (gone.size === 0 && come.length === 0) return rows
    const kept = gone.size === 0 ? rows : rows.filter((row) => !gone.has(row))
    return insertSorted(kept, come.toSorted(this.compare), this.compare)
  }

  private matching(sku: string): Level | null {
    const entry = this.catalogue.entry(sku)
    const level = entry === undefined ? null : this.picture.level(sku)
    if (entry === undefined || level === null) return null
    if (this.words.length > 0 && rank(entry, this.words) === 0) return null
    if (!level.listed && this.query.only !== 'unlisted' && !isThere(level)) return null
    switch (this.query.only) {
      case 'all':
        return level
      case 'held':
        return level.held > 0 ? level : null
      case 'short':
        // Nobody orders more of what is not sold any more.
        return level.listed && level.available <= 0 ? level : null
      case 'unlisted':
        return level.listed ? null : level
    }
  }
}

import type { Collection, DocumentOf } from '../../shared/protocol/feed.ts'
import { collections } from '../../shared/protocol/feed.ts'

/** One changed document and the position of its newest change. */
export interface Entry<C extends Collection> {
  readonly position: number
  readonly id: string
  readonly location: string | null
  readonly document: DocumentOf<C>
}

interface Shelf<C extends Collection> {
  entries: Entry<C>[]
  readonly newest: Map<string, Entry<C>>
  /** Everything after this position is here. */
  floor: number
  /** The position of the last change, also of one that has been dropped from here. */
  lastChange: number
}

type Shelves = { readonly [C in Collection]: Shelf<C> }

const emptyShelf = <C extends Collection>(floor: number, lastChange: number): Shelf<C> => ({
  entries: [],
  newest: new Map(),
  floor,
  lastChange,
})

/**
 * The newest changes of each collection with their documents, in memory: what terminals ask for right after a poke. Bounded: the oldest are
 * dropped, and who stands before them is answered from the database.
 */
export class Window {
  private readonly shelves: Shelves

  /** @param lastChanges the position of the last change of each collection before `position` */
  constructor(
    position: number,
    lastChanges: ReadonlyMap<Collection, number>,
    private readonly capacity: number,
  ) {
    const shelf = <C extends Collection>(collection: C): Shelf<C> =>
      emptyShelf<C>(position, lastChanges.get(collection) ?? 0)
    this.shelves = {
      items: shelf('items'),
      levels: shelf('levels'),
      holds: shelf('holds'),
      staff: shelf('staff'),
      places: shelf('places'),
      bookings: shelf('bookings'),
      bookables: shelf('bookables'),
      seats: shelf('seats'),
      cases: shelf('cases'),
    }
  }

  add<C extends Collection>(collection: C, entry: Entry<C>): void {
    const shelf: Shelf<C> = this.shelves[collection]
    shelf.entries.push(entry)
    shelf.newest.set(entry.id, entry)
    shelf.lastChange = Math.max(shelf.lastChange, entry.position)
    if (shelf.entries.length <= this.capacity) return
    const kept = shelf.entries.slice(-Math.ceil(this.capacity / 2))
    for (const dropped of shelf.entries.slice(0, -kept.length)) {
      if (shelf.newest.get(dropped.id) === dropped) shelf.newest.delete(dropped.id)
      shelf.floor = dropped.position
    }
    shelf.entries = kept
  }

  /**
   * The documents that changed after a position, each once with its newest state, in the order of their last changes.
   * @returns null if the window does not reach back that far
   */
  after<C extends Collection>(collection: C, location: string, position: number, limit: number): Entry<C>[] | null {
    const shelf: Shelf<C> = this.shelves[collection]
    if (position >= shelf.lastChange) return []
    if (position < shelf.floor) return null
    const found: Entry<C>[] = []
    for (let at = firstAfter(shelf.entries, position); at < shelf.entries.length && found.length < limit; at += 1) {
      const entry = shelf.entries[at]
      if (entry === undefined || shelf.newest.get(entry.id) !== entry) continue
      if (entry.location === null || entry.location === location) found.push(entry)
    }
    return found
  }

  /** Forgets everything up to a position: the database was restored, or too much came at once to be kept. */
  restart(position: number, lastChanges: ReadonlyMap<Collection, number>): void {
    for (const collection of collections) this.empty(collection, position, lastChanges.get(collection) ?? 0)
  }

  /** Forgets a collection up to its last change: who stands before that is answered from the database. */
  forget(collection: Collection, lastChange: number): void {
    this.empty(collection, lastChange, lastChange)
  }

  private empty(collection: Collection, floor: number, lastChange: number): void {
    const shelf = this.shelves[collection]
    shelf.entries.length = 0
    shelf.newest.clear()
    shelf.floor = floor
    shelf.lastChange = lastChange
  }
}

/** The place of the first entry after a position, by halving: entries are in the order of positions. */
const firstAfter = (entries: readonly { readonly position: number }[], position: number): number => {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((entries[middle]?.position ?? 0) <= position) low = middle + 1
    else high = middle
  }
  return low
}

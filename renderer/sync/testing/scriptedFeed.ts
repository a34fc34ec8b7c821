import type { Checkpoint, Collection, DocumentOf, Pulled } from '../../../shared/protocol/feed.ts'
import { keyOf } from '../../replica/schemas.ts'
import { HubError } from '../hub.ts'

interface Kept<C extends Collection> {
  readonly document: DocumentOf<C>
  readonly position: number
}

type Store = { readonly [C in Collection]: Map<string, Kept<C>> }

/** The feed of the hub for tests: documents, each at the position of its last change. */
export class ScriptedFeed {
  epoch = 'e1'
  position = 0
  private readonly store: Store = {
    items: new Map(),
    levels: new Map(),
    holds: new Map(),
    staff: new Map(),
    places: new Map(),
    bookings: new Map(),
    bookables: new Map(),
    seats: new Map(),
    cases: new Map(),
  }

  put<C extends Collection>(collection: C, document: DocumentOf<C>): void {
    const kept: Map<string, Kept<C>> = this.store[collection]
    kept.set(keyOf[collection](document), { document, position: this.position })
  }

  get<C extends Collection>(collection: C, key: string): DocumentOf<C> | undefined {
    const kept: Map<string, Kept<C>> = this.store[collection]
    return kept.get(key)?.document
  }

  /** Those that are gone included. */
  documents<C extends Collection>(collection: C): DocumentOf<C>[] {
    const kept: Map<string, Kept<C>> = this.store[collection]
    return [...kept.values()].map(({ document }) => document)
  }

  clear(collection: Collection): void {
    this.store[collection].clear()
  }

  pull<C extends Collection>(collection: C, checkpoint: Checkpoint | null, limit: number): Pulled<C> {
    if (checkpoint !== null && (checkpoint.epoch !== this.epoch || checkpoint.position > this.position))
      throw new HubError('resync')
    return checkpoint === null || checkpoint.after !== undefined
      ? this.page(collection, checkpoint, limit)
      : this.after(collection, checkpoint)
  }

  private page<C extends Collection>(collection: C, checkpoint: Checkpoint | null, limit: number): Pulled<C> {
    const { epoch } = this
    const kept: Map<string, Kept<C>> = this.store[collection]
    const after = checkpoint?.after ?? ''
    const position = checkpoint?.position ?? this.position
    const page = [...kept.entries()]
      .filter(([key, { document }]) => key > after && !document._deleted)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, limit)
    const last = page.at(-1)
    const documents = page.map(([, { document }]) => document)
    return last === undefined || page.length < limit
      ? { documents, checkpoint: { epoch, position } }
      : { documents, checkpoint: { epoch, position, after: last[0] } }
  }

  private after<C extends Collection>(collection: C, checkpoint: Checkpoint): Pulled<C> {
    const kept: Map<string, Kept<C>> = this.store[collection]
    const newer = [...kept.values()].filter(({ position }) => position > checkpoint.position)
    return {
      documents: newer.map(({ document }) => document),
      checkpoint: { epoch: this.epoch, position: this.position },
    }
  }
}

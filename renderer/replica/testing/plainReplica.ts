import { type Checkpoint, type Collection, collections, type DocumentOf } from '../../../shared/protocol/feed.ts'
import { type Following, follow } from '../follow.ts'
import type { Marks, PullFrom, Replica, ReplicaListener } from '../replica.ts'
import { keyOf } from '../schemas.ts'

/** A copy without a store behind it. */
class Shelf<C extends Collection> {
  readonly documents = new Map<string, DocumentOf<C>>()
  checkpoint: Checkpoint | null = null
  private following: Following | null = null
  private readonly name: C

  constructor(name: C) {
    this.name = name
  }

  start(pull: PullFrom, marks: Marks, listener: ReplicaListener): void {
    const { name, checkpoint } = this
    if (checkpoint !== null && checkpoint.after === undefined) listener.stands(name, checkpoint)
    this.following = follow<DocumentOf<C>>({
      from: checkpoint,
      pull: (from, limit, signal) => pull(name, from, limit, signal),
      write: async (documents, to) => listener.changed(name, this.write(documents, to)),
      listener: {
        passed: (to) => void this.passed(to, marks, listener).catch(listener.broken),
        resync: () => this.startOver(pull, marks, listener),
        broken: (error) => listener.broken(error),
      },
    })
  }

  poke(): void {
    this.following?.poke()
  }

  async stop(): Promise<void> {
    await this.following?.stop()
    this.following = null
  }

  private write(documents: readonly DocumentOf<C>[], to: Checkpoint): string[] {
    for (const document of documents) {
      const key = keyOf[this.name](document)
      if (document._deleted) this.documents.delete(key)
      else this.documents.set(key, document)
    }
    this.checkpoint = to
    return documents.map((document) => keyOf[this.name](document))
  }

  private async passed(to: Checkpoint, marks: Marks, listener: ReplicaListener): Promise<void> {
    if (marks.get(this.name) !== 'copied') {
      await marks.set(this.name, 'copied')
      listener.copied(this.name)
    }
    listener.passed(this.name, to)
  }

  private startOver(pull: PullFrom, marks: Marks, listener: ReplicaListener): void {
    const keys = [...this.documents.keys()]
    this.documents.clear()
    this.checkpoint = null
    listener.startedOver(this.name)
    listener.changed(this.name, keys)
    this.start(pull, marks, listener)
  }
}

/**
 * A disk for one more terminal of a test that has several: RxDB opens 13 collections for a whole process, and one terminal has 10. It keeps what
 * it has over a restart. The real replica has tests of its own.
 */
export const plainReplica = (): ((storage: unknown, name: string, marks: Marks) => Promise<Replica>) => {
  const shelves: { readonly [C in Collection]: Shelf<C> } = {
    items: new Shelf('items'),
    levels: new Shelf('levels'),
    holds: new Shelf('holds'),
    staff: new Shelf('staff'),
    places: new Shelf('places'),
    bookings: new Shelf('bookings'),
    bookables: new Shelf('bookables'),
    seats: new Shelf('seats'),
    cases: new Shelf('cases'),
  }
  const all = collections.map((collection) => shelves[collection])
  const close = async (): Promise<void> => {
    await Promise.all(all.map((shelf) => shelf.stop()))
  }
  return async (_storage, _name, marks) => ({
    documents: {
      items: shelves.items.documents,
      levels: shelves.levels.documents,
      holds: shelves.holds.documents,
      staff: shelves.staff.documents,
      places: shelves.places.documents,
      bookings: shelves.bookings.documents,
      bookables: shelves.bookables.documents,
      seats: shelves.seats.documents,
      cases: shelves.cases.documents,
    },
    load: async () => undefined,
    start: (pull, listener) => {
      for (const shelf of all) shelf.start(pull, marks, listener)
    },
    poke: () => {
      for (const shelf of all) shelf.poke()
    },
    close,
    remove: async () => {
      await close()
      for (const shelf of all) {
        shelf.documents.clear()
        shelf.checkpoint = null
      }
    },
  })
}

import { type Checkpoint, type Collection, collections, type DocumentOf } from '../../shared/protocol/feed.ts'
import type { PullAnswer } from './follow.ts'
import { Follower } from './follower.ts'
import { openDatabase } from './openDatabase.ts'
import { outdatedAt } from './outdated.ts'
import { schemas, shapeOf } from './schemas.ts'
import type { Storage } from './storage.ts'

/** The documents of every collection, in memory, by their keys. */
export type Documents = { readonly [C in Collection]: ReadonlyMap<string, DocumentOf<C>> }

/** Asks the hub for what came after a checkpoint; see `Pull`. */
export type PullFrom = <C extends Collection>(
  collection: C,
  checkpoint: Checkpoint | null,
  limit: number,
  signal: AbortSignal,
) => Promise<PullAnswer<DocumentOf<C>>>

/** How far a collection's copy is. `discarding`: it was being thrown away, and half of it may still be there. */
export type Mark = 'copying' | 'copied' | 'discarding'

/** What must be remembered about the copies outside of themselves. */
export interface Marks {
  get(collection: Collection): Mark
  set(collection: Collection, mark: Mark): Promise<void>
}

export interface ReplicaListener {
  /** Documents came, changed or went. */
  changed(collection: Collection, keys: readonly string[]): void
  /** At the start: where a collection stands, from earlier days. */
  stands(collection: Collection, checkpoint: Checkpoint): void
  /** Everything up to here is in the collection. */
  passed(collection: Collection, checkpoint: Checkpoint): void
  /** The collection was thrown away, because the hub could not follow on from where it stood. */
  startedOver(collection: Collection): void
  copied(collection: Collection): void
  broken(error: unknown): void
}

/** A copy of what the hub knows and this terminal needs. Only pulled, never written from here. */
export interface Replica {
  readonly documents: Documents
  /** Reads what is on disk into memory, and takes away what had long been over when the copy equalled the hub. @param asOf that moment, by the hub's clock */
  load(asOf: number): Promise<void>
  /** Begins to follow the hub; after `load`. */
  start(pull: PullFrom, listener: ReplicaListener): void
  poke(): void
  close(): Promise<void>
  remove(): Promise<void>
}

/** Opens the replica of one pairing. */
export const openReplica = async (storage: Storage, pairingName: string, marks: Marks): Promise<Replica> => {
  const name = `${pairingName}-${shapeOf(schemas)}`
  const database = await openDatabase(storage, name)
  const follower = <C extends Collection>(collection: C): Follower<C> => new Follower(database, collection, marks)
  const followers: { readonly [C in Collection]: Follower<C> } = {
    items: follower('items'),
    levels: follower('levels'),
    holds: follower('holds'),
    staff: follower('staff'),
    places: follower('places'),
    bookings: follower('bookings'),
    bookables: follower('bookables'),
    seats: follower('seats'),
    cases: follower('cases'),
  }
  const all = collections.map((collection) => followers[collection])
  const stopAll = () => Promise.all(all.map((one) => one.stop()))
  const documents: Documents = {
    items: followers.items.documents,
    levels: followers.levels.documents,
    holds: followers.holds.documents,
    staff: followers.staff.documents,
    places: followers.places.documents,
    bookings: followers.bookings.documents,
    bookables: followers.bookables.documents,
    seats: followers.seats.documents,
    cases: followers.cases.documents,
  }
  return {
    documents,
    load: async (asOf) => {
      await Promise.all(all.map((one) => one.load()))
      const { seats, bookables, bookings } = outdatedAt(documents, asOf)
      await followers.seats.forget(seats)
      await Promise.all([followers.bookables.forget(bookables), followers.bookings.forget(bookings)])
    },
    start: (pull, listener) => {
      for (const one of all) one.start(pull, listener)
    },
    poke: () => {
      for (const one of all) one.poke()
    },
    close: async () => {
      await stopAll()
      await database.close()
    },
    remove: async () => {
      await stopAll()
      await database.remove()
    },
  }
}

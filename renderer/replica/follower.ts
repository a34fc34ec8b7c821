import type { RxCollection, RxDatabase } from 'rxdb'
import type { Checkpoint, Collection, DocumentOf } from '../../shared/protocol/feed.ts'
import { Copy } from './copy.ts'
import { type Following, follow } from './follow.ts'
import type { Marks, PullFrom, ReplicaListener } from './replica.ts'
import { keyOf, schemas } from './schemas.ts'

/** One collection: on disk, in memory, and following the hub. */
export class Follower<C extends Collection> {
  readonly documents = new Map<string, DocumentOf<C>>()
  private collection: RxCollection<DocumentOf<C>> | null = null
  private copy: Copy<DocumentOf<C>> | null = null
  private following: Following | null = null
  /** Start, start over and stop happen one after the other. */
  private turn: Promise<void> = Promise.resolve()
  private stopped = false
  private readonly database: RxDatabase
  private readonly name: C
  private readonly marks: Marks

  constructor(database: RxDatabase, name: C, marks: Marks) {
    this.database = database
    this.name = name
    this.marks = marks
  }

  /** Reads what is on disk. A copy that was being thrown away begins anew; one that was never finished goes on. */
  async load(): Promise<void> {
    let collection = this.collection ?? (await this.open())
    if (this.marks.get(this.name) === 'discarding') {
      await collection.remove()
      collection = await this.open()
      await this.marks.set(this.name, 'copying')
    }
    this.collection = collection
    this.copy = new Copy<DocumentOf<C>>(collection, keyOf[this.name], this.documents)
    await this.copy.load()
  }

  /** Takes documents away that are of no use any more; between `load` and `start`. */
  async forget(keys: readonly string[]): Promise<void> {
    await this.copy?.forget(keys)
  }

  /** Follows the hub; after `load`. */
  start(pull: PullFrom, listener: ReplicaListener): void {
    const { copy, name } = this
    if (copy === null) throw new Error(`${name} was started before it was loaded`)
    const { checkpoint } = copy
    if (checkpoint !== null && checkpoint.after === undefined) listener.stands(name, checkpoint)
    const inTurn = (step: () => Promise<void>): void => void this.inTurn(step).catch(listener.broken)
    this.following = follow<DocumentOf<C>>({
      from: checkpoint,
      pull: (from, limit, signal) => pull(name, from, limit, signal),
      write: async (documents, to) => listener.changed(name, await copy.write(documents, to)),
      listener: {
        passed: (to) => inTurn(() => this.passed(to, listener)),
        resync: () => inTurn(() => this.startOver(pull, listener)),
        broken: (error) => listener.broken(error),
      },
    })
  }

  poke(): void {
    this.following?.poke()
  }

  stop(): Promise<void> {
    this.stopped = true
    return this.inTurn(() => this.leave())
  }

  private async passed(checkpoint: Checkpoint, listener: ReplicaListener): Promise<void> {
    if (this.stopped) return
    if (this.marks.get(this.name) !== 'copied') {
      await this.marks.set(this.name, 'copied')
      listener.copied(this.name)
    }
    listener.passed(this.name, checkpoint)
  }

  private async startOver(pull: PullFrom, listener: ReplicaListener): Promise<void> {
    if (this.stopped) return
    await this.marks.set(this.name, 'discarding')
    listener.startedOver(this.name)
    await this.leave()
    const keys = [...this.documents.keys()]
    this.documents.clear()
    listener.changed(this.name, keys)
    await this.load()
    this.start(pull, listener)
  }

  private async leave(): Promise<void> {
    await this.following?.stop()
    this.following = null
  }

  private async open(): Promise<RxCollection<DocumentOf<C>>> {
    const opened = await this.database.addCollections({ [this.name]: { schema: schemas[this.name] } })
    const collection = opened[this.name]
    if (collection === undefined) throw new Error(`${this.name} could not be opened`)
    return collection
  }

  private inTurn(step: () => Promise<void>): Promise<void> {
    const done = this.turn.then(step)
    this.turn = done.catch(() => undefined)
    return done
  }
}

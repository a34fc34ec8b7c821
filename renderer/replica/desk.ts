import {
  getDefaultRevision,
  getDefaultRxDocumentMeta,
  getWrittenDocumentsFromBulkWriteResponse,
  now,
  type RxCollection,
  type RxDatabase,
  type RxDocumentData,
  type RxJsonSchema,
} from 'rxdb'
import { loadAll } from './loadAll.ts'
import { openDatabase, openedOrClosed } from './openDatabase.ts'
import type { Storage } from './storage.ts'

/** One document of what this terminal itself knows: a command, a cart or a note. */
export interface DeskRow {
  readonly key: string
  readonly body: unknown
}

/** `null` takes the row away. */
export type DeskChanges = ReadonlyMap<string, unknown>

/** What the terminal keeps for itself and the hub does not own. */
export interface Desk {
  /** All that was there when it was opened. */
  readonly rows: readonly DeskRow[]
  /** Writes all changes or none, in one transaction; resolves once they would survive a crash. Later writes overtake none. */
  write(changes: DeskChanges): Promise<void>
  /** Tells once that a write failed: nothing more will be written. */
  onFailure(listener: (error: unknown) => void): void
  /** What was written before is on the disk when this resolves; what comes after it is refused with `DeskClosed`: the desk may be somebody else's by then. */
  close(): Promise<void>
  /** Closes it and forgets everything. */
  remove(): Promise<void>
}

/** Somebody wrote to a desk that has been closed, such as the late answer to a question that was asked before. */
export class DeskClosed extends Error {
  constructor() {
    super('The desk is closed')
  }
}

interface StoredRow {
  readonly key: string
  /** In an object of its own, so that its fields cannot meet RxDB's. */
  readonly body: { readonly value: unknown }
}

const schema: RxJsonSchema<StoredRow> = {
  version: 0,
  type: 'object',
  primaryKey: 'key',
  properties: { key: { type: 'string', maxLength: 100 }, body: { type: 'object' } },
  required: ['key'],
}

/** So many marks of rows that were taken away are worth a round of cleaning; an all-day terminal would gather them without end. */
const marksWorthCleaning = 500

/** Opens the desk of one pairing. */
export const openDesk = async (storage: Storage, name: string): Promise<Desk> => {
  const database = await openDatabase(storage, name)
  return openedOrClosed(database, async () => {
    const { desk: collection } = await database.addCollections({ desk: { schema } })
    if (collection === undefined) throw new Error('The desk could not be opened')
    // Rows that were taken away leave a mark behind that nobody needs here.
    await collection.storageInstance.cleanup(0)
    const stored = new Map<string, RxDocumentData<StoredRow>>()
    await loadAll<StoredRow>(collection, (documents) => {
      for (const document of documents) stored.set(document.key, document)
    })
    return new RxDesk(database, collection, stored)
  })
}

class RxDesk implements Desk {
  readonly rows: readonly DeskRow[]
  private waiting = new Map<string, unknown>()
  private next: Promise<void> | null = null
  private last: Promise<void> = Promise.resolve()
  /** Rows that were taken away since the last cleaning, by the time of the write. */
  private marks = new Map<string, number>()
  private failed: (error: unknown) => void = () => undefined
  private isClosed = false
  private readonly database: RxDatabase
  private readonly collection: RxCollection<StoredRow>
  private readonly stored: Map<string, RxDocumentData<StoredRow>>

  constructor(
    database: RxDatabase,
    collection: RxCollection<StoredRow>,
    stored: Map<string, RxDocumentData<StoredRow>>,
  ) {
    this.database = database
    this.collection = collection
    this.stored = stored
    const there = [...stored.values()].filter(({ _deleted }) => !_deleted)
    this.rows = there.map(({ key, body }) => ({ key, body: body.value }))
  }

  /** Writes that come while one is on its way are written together: a disk makes few writes a second durable. */
  write(changes: DeskChanges): Promise<void> {
    if (this.isClosed) return Promise.reject(new DeskClosed())
    for (const [key, body] of changes) this.waiting.set(key, body)
    if (this.next === null) {
      // After a write that failed, memory and disk may differ: nothing more is written, and the caller says so.
      this.next = this.last.then(() => this.tryFlush())
      this.last = this.next
    }
    return this.next
  }

  private async tryFlush(): Promise<void> {
    try {
      await this.flush()
    } catch (error) {
      this.failed(error)
      throw error
    }
  }

  private async flush(): Promise<void> {
    const changes = this.waiting
    this.waiting = new Map()
    this.next = null
    const rows = [...changes].flatMap(([key, body]) => this.rowOf(key, body))
    if (rows.length === 0) return
    const response = await this.collection.storageInstance.bulkWrite(rows, 'desk')
    const failed = response.error[0]
    if (failed !== undefined) throw new Error(`The desk could not write ${failed.documentId} (${failed.status})`)
    // Those taken away are kept too: RxDB puts a row back in a transaction of its own if it is not told what was there before.
    for (const document of getWrittenDocumentsFromBulkWriteResponse('key', rows, response)) {
      const { key, _deleted: isGone, _meta: meta } = document
      this.stored.set(key, document)
      if (isGone) this.marks.set(key, meta.lwt)
      else this.marks.delete(key)
    }
    if (this.marks.size >= marksWorthCleaning) await this.clean()
  }

  /** Takes the marks of rows that are gone from the disk, and forgets them. */
  private async clean(): Promise<void> {
    const before = now()
    await this.collection.storageInstance.cleanup(0)
    for (const [key, at] of this.marks) if (at < before) this.stored.delete(key)
    this.marks = new Map([...this.marks].filter(([, at]) => at >= before))
  }

  private rowOf(key: string, body: unknown) {
    const previous = this.stored.get(key)
    if (body === null && previous?._deleted !== false) return []
    const document: RxDocumentData<StoredRow> = {
      key,
      body: body === null ? { value: null } : { value: body },
      _deleted: body === null,
      _attachments: {},
      _rev: getDefaultRevision(),
      _meta: getDefaultRxDocumentMeta(),
    }
    return [previous === undefined ? { document } : { document, previous }]
  }

  onFailure(listener: (error: unknown) => void): void {
    this.failed = listener
  }

  async close(): Promise<void> {
    this.isClosed = true
    await this.last.catch(() => undefined)
    await this.database.close()
  }

  async remove(): Promise<void> {
    this.isClosed = true
    await this.last.catch(() => undefined)
    await this.database.remove()
  }
}

import {
  createRevision,
  now,
  type RxCollection,
  type RxDocumentData,
  type RxDocumentMeta,
  type RxStorageWriteError,
  type WithDeleted,
} from 'rxdb'
import { z } from 'zod'
import { type Checkpoint, checkpointSchema } from '../../shared/protocol/feed.ts'
import { loadAll } from './loadAll.ts'

/** So many marks of documents that are gone are worth a round of cleaning at the start. */
const marksWorthCleaning = 500

/** Lies in the last document of each page: the collection stands where the newest of them stands. */
const markSchema = z.object({
  checkpoint: checkpointSchema,
  /** Pages are counted, since clocks can be set back. */
  page: z.number(),
})

/**
 * One collection of the replica, on disk and in memory. Documents and the checkpoint up to which they came are written in one
 * transaction: after a crash the copy cannot say that it stands elsewhere than it does.
 */
export class Copy<Document extends object> {
  /** Where the copy stands; null before the first page. */
  checkpoint: Checkpoint | null = null
  private pages = 0
  /** What is there and not deleted, as it lies on the disk: RxDB is told what was there before. */
  private readonly stored = new Map<string, RxDocumentData<Document>>()
  private readonly collection: RxCollection<Document>
  private readonly keyOf: (document: Document) => string
  private readonly documents: Map<string, Document>

  /** @param documents the same in memory, for everybody else; kept up with what is written */
  constructor(
    collection: RxCollection<Document>,
    keyOf: (document: Document) => string,
    documents: Map<string, Document>,
  ) {
    this.collection = collection
    this.keyOf = keyOf
    this.documents = documents
  }

  /** Reads what is on disk. */
  async load(): Promise<void> {
    let gone = 0
    let newest = 0
    await loadAll<Document>(this.collection, (documents) => {
      for (const document of documents) {
        const { _meta: meta, _deleted: isGone } = document
        newest = Math.max(newest, meta.lwt)
        this.stand(meta)
        if (isGone) gone++
        this.keep(document)
      }
    })
    // Never the newest: it may be the one that says where we stand.
    if (gone >= marksWorthCleaning)
      await this.collection.storageInstance.cleanup(Math.max(0, Math.ceil(now() - newest) + 1))
  }

  /** Writes one page and moves on to its checkpoint. @returns the keys of what came, changed or went */
  async write(page: readonly WithDeleted<Document>[], checkpoint: Checkpoint): Promise<string[]> {
    // Of two states of one document in a page the later counts.
    const latest = new Map(page.map((document) => [this.keyOf(document), document]))
    const keys = [...latest.keys()]
    const { epoch, position, after } = checkpoint
    const mark = { checkpoint: { epoch, position, ...(after === undefined ? {} : { after }) }, page: ++this.pages }
    const lwt = now()
    const rows = [...latest].map(([key, document], index) => {
      const meta: RxDocumentMeta = index === keys.length - 1 ? { lwt, mark } : { lwt }
      return this.rowOf(document, this.stored.get(key), meta)
    })
    await this.bulkWrite(rows)
    for (const { document } of rows) this.keep(document)
    this.checkpoint = checkpoint
    return keys
  }

  /** Takes documents away that are of no use any more; stays where it stands. */
  async forget(keys: readonly string[]): Promise<void> {
    const gone = keys.flatMap((key) => this.documents.get(key) ?? [])
    if (this.checkpoint !== null && gone.length > 0)
      await this.write(
        gone.map((document) => ({ ...document, _deleted: true })),
        this.checkpoint,
      )
  }

  private keep(document: RxDocumentData<Document>): void {
    const key = this.keyOf(document)
    if (document._deleted) {
      this.stored.delete(key)
      this.documents.delete(key)
    } else {
      this.stored.set(key, document)
      this.documents.set(key, document)
    }
  }

  private async bulkWrite(rows: readonly Row<Document>[]): Promise<void> {
    // RxDB's own wrapper would write a time and nothing else into `_meta`.
    const storage = this.collection.storageInstance.originalStorageInstance
    const { error: errors } = await storage.bulkWrite([...rows], 'replica')
    if (errors.length === 0) return
    // What is deleted on disk is not in memory; it comes back, or is deleted once more.
    const again = errors.map((error) => {
      const { document } = error.writeRow
      const { _meta: meta } = document
      return this.rowOf(document, presentOf(error), meta)
    })
    const { error: rest } = await storage.bulkWrite(again, 'replica')
    const [failed] = rest
    if (failed !== undefined) throw unwritten(failed)
  }

  private rowOf(
    document: WithDeleted<Document>,
    previous: RxDocumentData<Document> | undefined,
    meta: RxDocumentMeta,
  ): Row<Document> {
    const written: RxDocumentData<Document> = {
      ...document,
      _attachments: {},
      _meta: meta,
      _rev: createRevision(this.collection.database.token, previous),
    }
    return previous === undefined ? { document: written } : { document: written, previous }
  }

  private stand({ mark }: RxDocumentMeta): void {
    if (mark === undefined) return
    const { page, checkpoint } = markSchema.parse(mark)
    if (page <= this.pages) return
    this.pages = page
    this.checkpoint = checkpoint
  }
}

interface Row<Document> {
  readonly document: RxDocumentData<Document>
  readonly previous?: RxDocumentData<Document>
}

/** What is on the disk in place of a row that could not be written. @throws Error if that is not why */
const presentOf = <Document>(error: RxStorageWriteError<Document>): RxDocumentData<Document> => {
  if (error.status !== 409) throw unwritten(error)
  return error.documentInDb
}

const unwritten = <Document>({ documentId, status }: RxStorageWriteError<Document>): Error =>
  new Error(`The replica could not write ${documentId} (${status})`)

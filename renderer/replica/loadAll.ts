import { getChangedDocumentsSince, type RxCollection, type RxDocumentData } from 'rxdb'

const pageSize = 5000

/** Reads a whole collection in pages, as plain data: RxDB's document objects would make it several times slower. */
export const loadAll = async <Document>(
  collection: RxCollection<Document>,
  take: (documents: readonly RxDocumentData<Document>[]) => void,
): Promise<void> => {
  let checkpoint: unknown
  for (;;) {
    const page = await getChangedDocumentsSince<Document, unknown>(collection.storageInstance, pageSize, checkpoint)
    take(page.documents)
    if (page.documents.length < pageSize) return
    checkpoint = page.checkpoint
  }
}

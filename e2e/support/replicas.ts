// What runs in the page carries all that it needs along.
// oxlint-disable unicorn/consistent-function-scoping
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { type HubClient, hubClient } from '../../renderer/sync/hubClient.ts'
import { type Checkpoint, type Collection, collections, documentSchemas } from '../../shared/protocol/feed.ts'

/** The documents of every collection, in the order of their keys, for comparing. */
export type Books = Readonly<Record<Collection, readonly unknown[]>>

const pairingSchema = z.object({ token: z.string() })
const storedSchema = z.record(z.string(), z.array(z.record(z.string(), z.unknown())))

/** What the terminal's replica holds, read from the browser's own database: what a reload would find, not what a screen says. */
export const replicaOf = async (page: Page): Promise<Books> => {
  const stored = storedSchema.parse(
    await page.evaluate(async () => {
      const settled = <Value>(request: IDBRequest<Value>) =>
        new Promise<Value>((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result))
          request.addEventListener('error', () => reject(request.error))
        })
      const found: Record<string, unknown[]> = {}
      for (const { name } of await indexedDB.databases()) {
        const collection = /--\d+--(\w+)$/.exec(name ?? '')?.[1]
        if (name === undefined || collection === undefined) continue
        const database = await settled(indexedDB.open(name))
        if (database.objectStoreNames.contains('docs'))
          found[collection] = await settled(database.transaction('docs').objectStore('docs').getAll())
        database.close()
      }
      return found
    }),
  )
  return booksOf((collection) => stored[collection] ?? [])
}

/** What the hub would give to a new copy of this terminal. */
export const hubBooksFor = async (page: Page, url: string): Promise<Books> => {
  const secret = await page.evaluate(() => Object.values(localStorage).find((value) => value.includes('"token"')))
  const { token } = pairingSchema.parse(JSON.parse(secret ?? '{}'))
  const client = hubClient({
    address: async () => url,
    token: () => token,
    staffToken: () => null,
    streamAnswered: () => undefined,
    fetch,
  })
  return hubBooksOf(client)
}

/** What the hub would give to a new copy of the terminal that asks. */
export const hubBooksOf = async (client: HubClient): Promise<Books> => {
  const all: Partial<Record<Collection, unknown[]>> = {}
  for (const collection of collections) {
    const documents: unknown[] = []
    let checkpoint: Checkpoint | null = null
    do {
      const pulled: { documents: readonly unknown[]; checkpoint: Checkpoint } = await client.feed.pull.query({
        collection,
        checkpoint,
        limit: 1000,
      })
      documents.push(...pulled.documents)
      checkpoint = pulled.checkpoint
    } while (checkpoint.after !== undefined)
    all[collection] = documents
  }
  return booksOf((collection) => all[collection] ?? [])
}

const isDeleted = (document: unknown): boolean =>
  z
    .object({ _deleted: z.union([z.boolean(), z.number(), z.string()]) })
    .parse(document)
    ._deleted.toString()
    .match(/^(true|1)$/) !== null

/** Only what the protocol names; the store's own marks and documents that are gone do not count. */
export const booksOf = (documentsOf: (collection: Collection) => readonly unknown[]): Books => {
  const booksFor = (collection: Collection) =>
    documentsOf(collection)
      .filter((document) => !isDeleted(document))
      .map((document) =>
        JSON.stringify(documentSchemas[collection].parse({ ...z.looseObject({}).parse(document), _deleted: false })),
      )
      .toSorted()
      .map((text): unknown => JSON.parse(text))
  return {
    items: booksFor('items'),
    levels: booksFor('levels'),
    holds: booksFor('holds'),
    staff: booksFor('staff'),
    places: booksFor('places'),
    bookings: booksFor('bookings'),
    bookables: booksFor('bookables'),
    seats: booksFor('seats'),
    cases: booksFor('cases'),
  }
}

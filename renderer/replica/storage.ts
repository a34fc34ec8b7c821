import type { RxStorage } from 'rxdb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import type { DexieSettings, DexieStorageInternals } from 'rxdb'
import { lookUpMany } from './lookUpMany.ts'

/** Where documents lie. A browser's IndexedDB, or memory in tests. */
export type Storage = RxStorage<unknown, unknown>

/**
 * The browser's own database. `strict`: a write is answered only when it is on the disk, since a command that was
 * confirmed to a person must survive the power cord.
 */
export const browserStorage = (): RxStorage<DexieStorageInternals, DexieSettings> =>
  getRxStorageDexie({ chromeTransactionDurability: 'strict', addons: [lookUpMany] })

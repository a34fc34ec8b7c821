import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import type { Storage } from '../storage.ts'

/** A disk for tests, in memory. RxDB keeps one for the whole process: databases are told apart by their names. */
export const memoryStorage = (): Storage => getRxStorageMemory()

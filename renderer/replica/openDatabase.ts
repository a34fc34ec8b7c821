import { createRxDatabase, type RxDatabase } from 'rxdb'
import { hashFunction } from './hash.ts'
import type { Storage } from './storage.ts'

/** Opens a database that this tab alone uses. */
export const openDatabase = (storage: Storage, name: string): Promise<RxDatabase> =>
  createRxDatabase({ name, storage, hashFunction, multiInstance: false, eventReduce: false })

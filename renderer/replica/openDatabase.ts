import { createRxDatabase, type RxDatabase } from 'rxdb'
import { hashFunction } from './hash.ts'
import type { Storage } from './storage.ts'

/** Opens a database that this tab alone uses. */
export const openDatabase = (storage: Storage, name: string): Promise<RxDatabase> =>
  createRxDatabase({ name, storage, hashFunction, multiInstance: false, eventReduce: false })

/** What was opened half is closed again: RxDB lets nobody open it anew otherwise. */
export const openedOrClosed = async <Opened>(
  what: { close(): Promise<unknown> },
  open: () => Promise<Opened>,
): Promise<Opened> => {
  try {
    return await open()
  } catch (error) {
    await what.close()
    throw error
  }
}

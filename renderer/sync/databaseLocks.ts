import type { Locks } from './oneTab.ts'

/** A third tab is told nothing by the browser; whoever has waited for this long waits for another tab. */
const patienceMs = 2_000

/**
 * A lock made of the browser's database, for addresses where the lock manager is withheld (plain http). The browser lets nobody raise a database's
 * version while another tab has it open: who raised it is alone, and is let go of when its tab closes or dies.
 */
export const databaseLocks = (factory: IDBFactory): Locks => ({
  request: async (name, { ifAvailable = false }, callback) => {
    if (!ifAvailable) return hold(await raise(factory, name), callback)
    let waits = false
    const database = await new Promise<IDBDatabase | null>((resolve, reject) => {
      const giveUp = (): void => {
        waits = true
        resolve(null)
      }
      setTimeout(giveUp, patienceMs)
      raise(factory, name, giveUp)
        // What comes too late is given back.
        .then((late) => (waits ? late.close() : resolve(late)))
        .catch(reject)
    })
    return database === null ? callback(null) : hold(database, callback)
  },
})

const hold = (database: IDBDatabase, callback: (lock: object) => Promise<void>): Promise<void> =>
  callback(database).finally(() => database.close())

/** Opens the database as the only one who has it open. */
const raise = async (factory: IDBFactory, name: string, onBlocked?: () => void): Promise<IDBDatabase> => {
  for (;;) {
    const present = await open(factory, name)
    present.database.close()
    const raised = await open(factory, name, present.database.version + 1, onBlocked).catch(unlessOvertaken)
    if (raised?.isRaised === true) return raised.database
    // Another tab raised it first.
    raised?.database.close()
  }
}

const unlessOvertaken = (error: unknown): null => {
  if (error instanceof DOMException && error.name === 'VersionError') return null
  throw error
}

interface Opened {
  readonly database: IDBDatabase
  readonly isRaised: boolean
}

const open = (factory: IDBFactory, name: string, version?: number, onBlocked?: () => void): Promise<Opened> =>
  new Promise((resolve, reject) => {
    const asked = factory.open(name, version)
    let isRaised = false
    asked.addEventListener('blocked', () => onBlocked?.())
    asked.addEventListener('upgradeneeded', () => {
      isRaised = true
    })
    asked.addEventListener('success', () => resolve({ database: asked.result, isRaised }))
    asked.addEventListener('error', () => reject(asked.error ?? new Error(`The lock ${name} could not be asked for`)))
  })

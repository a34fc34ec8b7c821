/**
 * Lets only one tab of a browser be the terminal: two that drained the same outbox would send its commands twice. Resolves once this tab is the one;
 * a tab that has to wait is told, and takes over when those before it have closed or died, in the order in which they came.
 * @param until this tab stays the one until this resolves
 */
export type OneTab = (until: Promise<void>, mustWait: () => void) => Promise<void>

/** The part of the browser's lock manager that is needed here. */
export interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable?: boolean },
    callback: (lock: object | null) => Promise<void>,
  ): Promise<unknown>
}

const lockName = 'holdfast-terminal'

/** By the browser's lock manager, where there is one. */
export const oneTabByLocks =
  (locks: Locks): OneTab =>
  async (until, mustWait) => {
    const acquired = await new Promise<boolean>((resolve, reject) => {
      locks
        .request(lockName, { ifAvailable: true }, async (lock) => {
          resolve(lock !== null)
          if (lock !== null) await until
        })
        .catch(reject)
    })
    if (acquired) return
    mustWait()
    await new Promise<void>((resolve, reject) => {
      locks
        .request(lockName, {}, async () => {
          resolve()
          await until
        })
        .catch(reject)
    })
  }

/** A tab behind others that wait is told nothing by the browser; whoever has waited for this long waits for another tab. */
const patienceMs = 2_000

/**
 * By the browser's database, for addresses where the lock manager is withheld (plain http). The browser lets nobody raise a database's version while
 * another tab has it open: who raised it is alone until its tab closes or dies. Who asks waits in the browser's own queue, and asks only once: a
 * request that was given up would go on in that queue and overtake others.
 */
export const oneTabByDatabase =
  (factory: IDBFactory): OneTab =>
  async (until, mustWait) => {
    let told = false
    const waits = (): void => {
      if (!told) mustWait()
      told = true
    }
    const patience = setTimeout(waits, patienceMs)
    const database = await raise(factory, waits).finally(() => clearTimeout(patience))
    void until.then(() => database.close())
  }

/** Opens the database as the only one who has it open. */
const raise = async (factory: IDBFactory, onBlocked: () => void): Promise<IDBDatabase> => {
  for (;;) {
    const present = await open(factory)
    present.database.close()
    const raised = await open(factory, present.database.version + 1, onBlocked).catch(unlessOvertaken)
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

const open = (factory: IDBFactory, version?: number, onBlocked?: () => void): Promise<Opened> =>
  new Promise((resolve, reject) => {
    const asked = factory.open(lockName, version)
    let isRaised = false
    asked.addEventListener('blocked', () => onBlocked?.())
    asked.addEventListener('upgradeneeded', () => {
      isRaised = true
    })
    asked.addEventListener('success', () => resolve({ database: asked.result, isRaised }))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('The database of the lock cannot be opened')))
  })

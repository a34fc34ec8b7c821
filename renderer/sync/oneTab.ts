/** The part of the browser's lock manager that is needed here. */
export interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable?: boolean },
    callback: (lock: object | null) => Promise<void>,
  ): Promise<unknown>
}

const lockName = 'holdfast-terminal'

/**
 * Lets only one tab of a browser be the terminal: two that drained the same outbox would send its commands twice. Resolves once
 * this tab is the one; a tab that has to wait is told, and takes over when the other one closes.
 * @param until the lock is given back when this resolves
 */
export const becomeTheOne = async (locks: Locks, until: Promise<void>, mustWait: () => void): Promise<void> => {
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

import type { Locks } from '../oneTab.ts'

/** The locks of a browser, as far as they are needed: one holder, and those who wait, in the order in which they came. */
export const browserLocks = (): Locks => {
  let last = Promise.resolve()
  let count = 0
  const after = async (before: Promise<void>, work: () => Promise<void>): Promise<void> => {
    await before
    await work()
    count--
  }
  return {
    request: async (_name, { ifAvailable = false }, callback) => {
      if (count > 0 && ifAvailable) return callback(null)
      count++
      last = after(last, () => callback({}))
      return last
    },
  }
}

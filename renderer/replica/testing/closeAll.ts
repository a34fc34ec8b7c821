import { OPEN_COLLECTIONS } from 'rxdb'
import { afterAll } from 'vitest'

/** Files share a process, in which RxDB opens only so many collections: what a file leaves open, as a machine does that loses its power, is closed after it. */
afterAll(async () => {
  const left = new Set([...OPEN_COLLECTIONS].map(({ database }) => database))
  await Promise.allSettled([...left].map((database) => database.close()))
  OPEN_COLLECTIONS.clear()
})

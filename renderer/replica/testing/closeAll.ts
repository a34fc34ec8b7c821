import { OPEN_COLLECTIONS } from 'rxdb'
import { afterAll } from 'vitest'

/** What every file of terminals with copies ends with: files share one process, RxDB counts what is open in it, and one whose power was cut closes nothing. */
afterAll(async () => {
  await Promise.all([...OPEN_COLLECTIONS].map(({ database }) => database.close()))
})

import type { Sql } from '../db/connect.ts'
import type { Ages } from '../housekeeping/ages.ts'
import { step, tasks } from '../housekeeping/housekeepingJob.ts'
import { rollUp } from '../overview/rollUp.ts'

export const testAges: Ages = { holdsDays: 7, verdictsDays: 35, feedDays: 30, keepMonths: 24, customerDays: null }

/** What the job would do over time: counts for the overview, then walks through everything once. */
export const putAllAway = async (sql: Sql, ages: Partial<Ages> = {}): Promise<void> => {
  while (!(await rollUp(sql)).isUpToDate) {
    // Until all is counted: what is not is not put away.
  }
  await beginAnew(sql)
  for (const task of tasks)
    while (!(await step(sql, { ...testAges, ...ages }, task)).isDone) {
      // Step by step.
    }
}

/** Makes the walks due again. */
export const beginAnew = (sql: Sql): Promise<unknown> =>
  sql`update housekeeping set place = 0, due_at = '-infinity' where task <> 'feed'`

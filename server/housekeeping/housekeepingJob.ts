import type { Logger } from 'pino'
import { eraseOld } from '../customers/erase.ts'
import { eraseWithin } from '../customers/eraseWithin.ts'
import type { Sql } from '../db/connect.ts'
import type { FeedReader } from '../feed/types.ts'
import { forgetTakes } from '../gate/flashSales.ts'
import { type NextWake, startWakingJob } from '../wakingJob.ts'
import type { Ages } from './ages.ts'
import { forgetMonths } from './forget.ts'
import { forgetMessages, forgetTries } from './forgetInPassing.ts'
import { putFeedAway } from './putFeedAway.ts'
import { putHoldsAway } from './putHoldsAway.ts'
import { putVerdictsAway } from './putVerdictsAway.ts'
import { type Step, stepOn } from './walk.ts'

/** Pages that are looked at in one transaction: some thousand rows. */
const pages = 32

export const tasks = ['holds', 'verdicts', 'feed'] as const
export type Task = (typeof tasks)[number]

/** One small transaction of a task. */
export const step = (sql: Sql, ages: Ages, task: Task): Promise<Step> => {
  switch (task) {
    case 'holds':
      return stepOn(sql, {
        ...{ table: task, pages },
        putAway: async (tx, stretch) => {
          if (ages.customerDays !== null) await eraseWithin(tx, stretch, ages.customerDays)
          return putHoldsAway(tx, stretch, ages.holdsDays)
        },
      })
    case 'verdicts':
      return stepOn(sql, {
        ...{ table: task, pages },
        putAway: (tx, stretch) => putVerdictsAway(tx, stretch, ages.verdictsDays),
      })
    case 'feed':
      return putFeedAway(sql, ages.feedDays)
  }
}

/** So many times as long as a step took it rests: whoever buys comes first. */
const restFactor = 4
const shortestRestMs = 20

export interface HousekeepingOptions {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'committed'>
  readonly ages: Ages
  readonly log: Logger
  readonly onPutAway?: (task: Task, rows: number) => void
  readonly tickMs?: number
}

/** The job that puts away what ended long ago, and forgets what is older still. Any number of hubs may run it (SPEC A2). */
export const startHousekeepingJob = ({
  sql,
  feed,
  ages,
  log,
  onPutAway,
  tickMs = 300_000,
}: HousekeepingOptions): { stop(): Promise<void> } => {
  const run = async (stopped: () => boolean): Promise<NextWake | null> => {
    const began = performance.now()
    let isDone = true
    for (const task of tasks) {
      if (stopped()) return null
      const did = await step(sql, ages, task)
      if (did.putAway > 0) onPutAway?.(task, did.putAway)
      isDone &&= did.isDone
    }
    if (ages.customerDays !== null) isDone = (await eraseOld({ sql, feed }, ages.customerDays)) === 0 && isDone
    const now = performance.now()
    if (!isDone) return { now, next: now + Math.max(shortestRestMs, restFactor * (now - began)) }
    await forgetTakes(sql)
    await forgetMessages(sql)
    await forgetTries(sql)
    if (ages.keepMonths !== null)
      for (const table of await forgetMonths(sql, ages.keepMonths)) log.info({ table }, 'a month is forgotten')
    return null
  }
  return startWakingJob({ name: 'housekeeping', log, run, tickMs })
}

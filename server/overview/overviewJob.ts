import type { Logger } from 'pino'
import type { Sql } from '../db/connect.ts'
import type { FeedReader } from '../feed/types.ts'
import { type NextWake, startWakingJob } from '../wakingJob.ts'
import { rollUp } from './rollUp.ts'

export interface OverviewJobOptions {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'hear'>
  readonly log: Logger
  readonly tickMs?: number
}

/** Changes that come within this time are counted together. */
const gatherMs = 150
/** So many times as long as it has worked it rests: in a rush PostgreSQL is for those who buy. */
const restFactor = 19

/** The job that counts holds for the overview, a twentieth of the time at most. */
export const startOverviewJob = ({ sql, feed, log, tickMs = 5_000 }: OverviewJobOptions): { stop(): Promise<void> } => {
  let restsUntil = 0
  const run = async (stopped: () => boolean): Promise<NextWake | null> => {
    if (stopped()) return null
    const now = performance.now()
    if (now < restsUntil) return { now, next: restsUntil }
    const { looked, isUpToDate } = await rollUp(sql)
    const took = performance.now() - now
    restsUntil = performance.now() + (looked === 0 ? 0 : Math.max(gatherMs, restFactor * took))
    return isUpToDate ? null : { now: performance.now(), next: restsUntil }
  }
  const job = startWakingJob({ name: 'overview', log, run, tickMs })
  const deafen = feed.hear(() => job.wakeIn(gatherMs))
  return {
    stop: () => {
      deafen()
      return job.stop()
    },
  }
}

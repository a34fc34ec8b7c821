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
/** So many times as long as it has worked it rests; in a rush, when PostgreSQL is for those who buy, much longer. */
const restFactor = 4
const restFactorInRush = 99
/** Changes a second from which on it is a rush. */
const rush = 2_000

/** Tells whether the feed moves fast, from where it was when it was last asked. */
const speedometer = () => {
  let before: { readonly head: number; readonly at: number } | null = null
  return (head: number, at: number): boolean => {
    const isRush = before !== null && at > before.at && ((head - before.head) / (at - before.at)) * 1_000 > rush
    before = { head, at }
    return isRush
  }
}

/** The job that counts holds for the overview: a fifth of the time at most, and a hundredth in a rush, after which it catches up. */
export const startOverviewJob = ({ sql, feed, log, tickMs = 5_000 }: OverviewJobOptions): { stop(): Promise<void> } => {
  const isRush = speedometer()
  let restsUntil = 0
  const run = async (stopped: () => boolean): Promise<NextWake | null> => {
    if (stopped()) return null
    const now = performance.now()
    if (now < restsUntil) return { now, next: restsUntil }
    const { looked, isUpToDate, head } = await rollUp(sql)
    const ended = performance.now()
    const factor = head !== null && isRush(head, ended) ? restFactorInRush : restFactor
    restsUntil = looked === 0 ? 0 : ended + Math.max(gatherMs, factor * (ended - now))
    return isUpToDate ? null : { now: ended, next: Math.max(restsUntil, ended + gatherMs) }
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

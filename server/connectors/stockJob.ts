import type { Logger } from 'pino'
import type { Sql } from '../db/connect.ts'
import type { FeedReader } from '../feed/types.ts'
import { newId } from '../newId.ts'
import { type NextWake, startWakingJob } from '../wakingJob.ts'
import type { SendOptions } from '../webhooks/exchange.ts'
import { noteChanges, tellDue } from './tellStock.ts'

export interface StockJobOptions extends Omit<SendOptions, 'stopping'> {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'hear'>
  readonly log: Logger
  readonly tickMs?: number
}

/** Changes that come within this time are told as one. */
const gatherMs = 250

/** The job that tells connected shops of stock. */
export const startStockJob = (options: StockJobOptions): { stop(): Promise<void> } => {
  const { sql, feed, log, tickMs = 5_000 } = options
  const stopping = new AbortController()
  const run = async (stopped: () => boolean): Promise<NextWake | null> => {
    await noteChanges(sql)
    await tellDue(sql, { ...options, newId, stopping: stopping.signal }, stopped)
    return nextTry(sql)
  }
  const job = startWakingJob({ name: 'stock', log, run, tickMs })
  const deafen = feed.hear(() => job.wakeIn(gatherMs))
  return {
    stop: () => {
      deafen()
      // A shop that hangs keeps no hub from stopping.
      stopping.abort()
      return job.stop()
    },
  }
}

const nextTry = async (sql: Sql): Promise<NextWake | null> => {
  const [row] = await sql<{ now: number; next: number }[]>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now,
      ceil(extract(epoch from greatest(p.next_try_at, c.paused_until)) * 1000)::float8 as next
    from stock_pushes p join connectors c on c.channel = p.channel
    where p.told < p.wanted and c.target is not null order by greatest(p.next_try_at, c.paused_until) limit 1`
  return row ?? null
}

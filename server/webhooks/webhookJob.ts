import type { Logger } from 'pino'
import type { Sql } from '../db/connect.ts'
import type { FeedReader } from '../feed/types.ts'
import { type NextWake, startWakingJob } from '../wakingJob.ts'
import { fanOut } from './fanOut.ts'
import type { SendOptions } from './exchange.ts'
import { createReceivers } from './receivers.ts'

export interface WebhookJobOptions extends Omit<SendOptions, 'stopping'> {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'hear'>
  readonly log: Logger
  readonly onDelivered?: (deliveries: number) => void
  readonly tickMs?: number
}

/** Commits that come within this time are looked at together: somebody's rush is nobody's query each. */
const gatherMs = 100

/** The job that tells webhooks of changes. */
export interface WebhookJob {
  stop(): Promise<void>
}

export const startWebhookJob = (options: WebhookJobOptions): WebhookJob => {
  const { sql, feed, log, onDelivered, tickMs = 5_000 } = options
  const onRest = (arrived: number): void => {
    if (arrived > 0) onDelivered?.(arrived)
    // What failed has its next try now.
    job.wakeIn(0)
  }
  const receivers = createReceivers({ ...options, onRest })
  const run = async (): Promise<NextWake | null> => {
    await fanOut(sql)
    await forget(sql)
    // Before anybody is served: what comes due from then on is slept for.
    const next = await nextTry(sql)
    await receivers.serve()
    return next
  }
  const job = startWakingJob({ name: 'webhook', log, run, tickMs })
  const deafen = feed.hear(() => job.wakeIn(gatherMs))
  return {
    stop: async () => {
      deafen()
      await job.stop()
      await receivers.stop()
    },
  }
}

/** The log keeps what ended for 30 days. */
const forget = (sql: Sql): Promise<unknown> =>
  sql`
    delete from webhook_deliveries where (webhook, position) in (
      select w.name, d.position from webhooks w cross join lateral (
        select position from webhook_deliveries
        where webhook = w.name and ended_at < now() - interval '30 days' order by ended_at limit 1000
      ) d limit 1000
    )`

/** What is due already is not looked at: its receiver is being served, is left alone, or waits for what comes before. */
const nextTry = async (sql: Sql): Promise<NextWake | null> => {
  const [row] = await sql<{ now: number; next: number | null }[]>`
    select floor(extract(epoch from now()) * 1000)::bigint as now, ceil(extract(epoch from least(
      (select min(d.next_try_at) from webhooks w cross join lateral (
        select next_try_at from webhook_deliveries
        where webhook = w.name and state = 'waiting' and next_try_at > now() order by next_try_at limit 1
      ) d),
      (select min(paused_until) from webhooks where paused_until > now())
    )) * 1000)::bigint as next`
  return row ?? null
}

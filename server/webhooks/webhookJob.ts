import type { Logger } from 'pino'
import type { Sql } from '../db/connect.ts'
import type { FeedReader } from '../feed/types.ts'
import { type NextWake, startWakingJob } from '../wakingJob.ts'
import { deliverDue } from './deliver.ts'
import { fanOut } from './fanOut.ts'
import type { SendOptions } from './exchange.ts'

export interface WebhookJobOptions extends SendOptions {
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
  const run = async (stopped: () => boolean): Promise<NextWake | null> => {
    await fanOut(sql)
    const delivered = await deliverDue(sql, options, stopped)
    if (delivered > 0) onDelivered?.(delivered)
    await forget(sql)
    return nextTry(sql)
  }
  const job = startWakingJob({ name: 'webhook', log, run, tickMs })
  const deafen = feed.hear(() => job.wakeIn(gatherMs))
  return {
    stop: () => {
      deafen()
      return job.stop()
    },
  }
}

/** The log keeps what ended for 30 days. */
const forget = (sql: Sql): Promise<unknown> =>
  sql`
    delete from webhook_deliveries where (webhook, position) in (
      select webhook, position from webhook_deliveries where ended_at < now() - interval '30 days' limit 1000
    )`

const nextTry = async (sql: Sql): Promise<NextWake | null> => {
  const [row] = await sql<{ now: number; next: number }[]>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      ceil(extract(epoch from greatest(d.next_try_at, w.paused_until)) * 1000)::bigint as next
    from webhook_deliveries d join webhooks w on w.name = d.webhook
    where d.state = 'waiting' and not exists (
      select from webhook_deliveries e
      where e.webhook = d.webhook and e.subject = d.subject and e.state = 'waiting' and e.position < d.position
    )
    order by greatest(d.next_try_at, w.paused_until) limit 1`
  return row ?? null
}

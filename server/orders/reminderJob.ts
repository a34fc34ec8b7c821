import type { Logger } from 'pino'
import { type NextWake, startWakingJob, type WakingJob } from '../wakingJob.ts'
import type { LapseDeps } from './lapseOrders.ts'
import { remindPayers } from './remindPayers.ts'

export interface ReminderOptions extends LapseDeps {
  readonly log: Logger
  readonly tickMs?: number
}

const atOnce = 500

/** The job that reminds payers of what is due soon. A reminder of an order that was placed just now waits for the tick at most. */
export const startReminderJob = ({ log, tickMs = 5_000, ...deps }: ReminderOptions): Pick<WakingJob, 'stop'> => {
  const run = async (stopped: () => boolean): Promise<NextWake> => {
    while (!stopped() && (await remindPayers(deps, atOnce)) === atOnce);
    const [row] = await deps.sql<{ now: number; next: number | null }[]>`
      select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
        (select ceil(extract(epoch from remind_at) * 1000)::bigint from orders where remind_at > clock_timestamp() order by remind_at limit 1) as next`
    if (row === undefined) throw new Error('the database told no time')
    return row
  }
  return startWakingJob({ name: 'reminder', log, run, tickMs })
}

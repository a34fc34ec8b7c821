import type { Logger } from 'pino'
import type { NewId } from '../../shared/holds/settle.ts'
import { type Arbiter, Fault, Overloaded } from '../arbiter/types.ts'
import type { Sql } from '../db/connect.ts'
import { type NextWake, startWakingJob, type WakingJob } from '../wakingJob.ts'
import { endSession } from './endSession.ts'

export interface SessionJobOptions {
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly log: Logger
  readonly newId: NewId
  /** Looks at least this often for sessions of hubs that have died. */
  readonly tickMs?: number
}

/** So many end in one go: the arbiter settles them as one batch, and others wait behind it only for a moment. */
const mostAtOnce = 200

/** After an arbiter that could not be asked. */
const retryMs = 250

const forgetEveryMs = 3_600_000

/** The job that ends sessions whose lease is over, and gives back what they held (SPEC L3, L4). */
export const startSessionJob = ({ sql, arbiter, log, newId, tickMs = 1_000 }: SessionJobOptions): WakingJob => {
  let forgetAt = performance.now() + forgetEveryMs

  const end = async (key: string): Promise<boolean> => {
    try {
      await endSession({ arbiter, newId }, key, { atOnce: false })
      return true
    } catch (error) {
      if (error instanceof Overloaded || error instanceof Fault) return false
      throw error
    }
  }

  const run = async (stopped: () => boolean): Promise<NextWake> => {
    for (let due = await readDue(sql); due.length > 0 && !stopped(); due = await readDue(sql)) {
      const ended = await Promise.all(due.map(end))
      if (ended.includes(false)) {
        const { now } = await readNext(sql)
        return { now, next: now + retryMs }
      }
    }
    if (performance.now() >= forgetAt) {
      forgetAt = performance.now() + forgetEveryMs
      await sql`delete from sessions where ended_at < now() - interval '7 days'`
    }
    return readNext(sql)
  }

  return startWakingJob({ name: 'session', log, run, tickMs })
}

/** Sessions whose lease is over. */
export const readDue = async (sql: Sql): Promise<string[]> => {
  const rows = await sql<{ key: string }[]>`
    select key from sessions where ended_at is null and ends_at <= (select clock_timestamp()) order by ends_at limit ${mostAtOnce}`
  return rows.map(({ key }) => key)
}

const readNext = async (sql: Sql): Promise<NextWake> => {
  const [row] = await sql<NextWake[]>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      ceil(extract(epoch from (select ends_at from sessions where ended_at is null order by ends_at limit 1)) * 1000)::bigint as next`
  if (row === undefined) throw new Error('the database told no time')
  return row
}

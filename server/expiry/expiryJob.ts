import type { Logger } from 'pino'
import type { Sql } from '../db/connect.ts'
import { isFault } from '../db/faults.ts'
import { lapseBookings } from '../bookings/lapse.ts'
import { sweep } from './sweep.ts'

export interface ExpiryOptions {
  readonly sql: Sql
  readonly log: Logger
  readonly onCommitted?: (position: number) => void
  readonly onSwept?: (expired: number, milliseconds: number) => void
  /** The most that one transaction expires: small enough that a placing batch never waits long behind it. */
  readonly batch?: number
  /** In case a wake-up is lost, or another hub placed the hold: also looks this often. */
  readonly tickMs?: number
}

/** The job that ends promises at their deadline. It only tidies: readers and the arbiter are exact without it (SPEC H3, H9). */
export interface ExpiryJob {
  /** Tells the job of a deadline, in milliseconds of the database's clock. */
  wakeAt(deadline: number): void
  stop(): Promise<void>
}

/** Node's timers hold 31 bits of milliseconds. */
const longestTimer = 2 ** 31 - 1

export const startExpiryJob = ({
  sql,
  log,
  onCommitted,
  onSwept,
  batch = 2_000,
  tickMs = 5_000,
}: ExpiryOptions): ExpiryJob => {
  let timer: NodeJS.Timeout | null = null
  /** By this process's monotonic clock. */
  let wakesAt = Number.POSITIVE_INFINITY
  /** What to add to the monotonic clock to get the database's, in milliseconds. */
  let ahead: number | null = null
  let running: Promise<void> | null = null
  let stopped = false

  const wakeIn = (milliseconds: number): void => {
    if (stopped) return
    const at = performance.now() + Math.max(0, milliseconds)
    if (at >= wakesAt) return
    if (timer !== null) clearTimeout(timer)
    wakesAt = at
    timer = setTimeout(
      () => {
        timer = null
        wakesAt = Number.POSITIVE_INFINITY
        running ??= run().finally(() => {
          running = null
        })
      },
      Math.min(longestTimer, Math.max(0, milliseconds)),
    )
  }

  const run = async (): Promise<void> => {
    try {
      let full = true
      while (full && !stopped) {
        const began = performance.now()
        const bookings = await lapseBookings(sql, batch)
        const holds = await sweep(sql, batch)
        const position = holds.position ?? bookings.position
        if (position !== null) onCommitted?.(position)
        const ended = bookings.lapsed + holds.expired
        if (ended > 0) onSwept?.(ended, performance.now() - began)
        full = bookings.lapsed === batch || holds.expired === batch
      }
      const next = await nextDeadline(sql)
      ahead = next.now - performance.now()
      // Not at once: what is due still may be in another hub's sweep.
      wakeIn(Math.min(tickMs, Math.max(10, (next.deadline ?? Number.POSITIVE_INFINITY) - next.now)))
    } catch (error) {
      if (isFault(error)) log.warn({ err: error }, 'the expiry job could not sweep and will try again')
      else log.error({ err: error }, 'the expiry job met a bug; it goes on')
      wakeIn(Math.min(1_000, tickMs))
    }
  }

  wakeIn(0)
  return {
    wakeAt: (deadline) => {
      if (ahead !== null) wakeIn(deadline - (performance.now() + ahead))
    },
    stop: async () => {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}

const nextDeadline = async (sql: Sql): Promise<{ now: number; deadline: number | null }> => {
  const [row] = await sql<{ now: number; deadline: number | null }[]>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      ceil(extract(epoch from least(
        (select expires_at from holds where state = 'held' order by expires_at limit 1),
        (select no_show_at from bookings where state = 'confirmed' order by no_show_at limit 1)
      )) * 1000)::bigint as deadline`
  if (row === undefined) throw new Error('the database told no time')
  return row
}

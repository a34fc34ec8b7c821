import type { Logger } from 'pino'
import { lapseBookings } from '../bookings/lapse.ts'
import { expireGuests } from '../bookings/expireGuests.ts'
import type { NewId } from '../../shared/holds/settle.ts'
import type { Arbiter } from '../arbiter/types.ts'
import { lapseOrders } from '../orders/lapseOrders.ts'
import type { Sql } from '../db/connect.ts'
import { type NextWake, startWakingJob, type WakingJob } from '../wakingJob.ts'
import { dropCopies } from './dropCopies.ts'
import { sweepDue } from './sweepDue.ts'

export interface ExpiryOptions {
  /** With two connections: so many sweep side by side when much is due at once. */
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly newId: NewId
  readonly log: Logger
  readonly onCommitted?: (position: number) => void
  readonly onSwept?: (expired: number, milliseconds: number) => void
  /** The most that one transaction expires: small enough that a placing batch never waits long behind it. */
  readonly batch?: number
  /** In case a wake-up is lost, or another hub placed the hold: also looks this often. */
  readonly tickMs?: number
}

/** The job that ends promises at their deadline. It only tidies: readers and the arbiter are exact without it (SPEC H3, H9). */
export type ExpiryJob = Pick<WakingJob, 'wakeAt' | 'stop'>

/** Guests who wait no more, and what terminals need no copy of any more, are looked for this often at the most. */
const tidyingRestMs = 1_000

/** PostgreSQL has two cores at least nearly everywhere; a third worker would only wait for the feed's head with the others. */
const workers = 2

export const startExpiryJob = ({
  sql,
  arbiter,
  newId,
  log,
  onCommitted,
  onSwept,
  batch = 2_000,
  tickMs = 5_000,
}: ExpiryOptions): ExpiryJob => {
  let tidiedAt = Number.NEGATIVE_INFINITY

  /** What nothing is taken by need not be looked for at each deadline: there may be hundreds a second. */
  const tidy = async (): Promise<void> => {
    if (performance.now() < tidiedAt + tidyingRestMs) return
    for (let full = true; full; ) {
      const { expired, position } = await expireGuests(sql, batch)
      if (position !== null) onCommitted?.(position)
      full = expired === batch
    }
    const position = await dropCopies(sql, batch)
    if (position !== null) onCommitted?.(position)
    tidiedAt = performance.now()
  }

  const run = async (stopped: () => boolean): Promise<NextWake> => {
    let full = true
    while (full && !stopped()) {
      const began = performance.now()
      const bookings = await lapseBookings(sql, batch)
      const orders = await lapseOrders({ sql, arbiter, newId }, batch)
      if (bookings.position !== null) onCommitted?.(bookings.position)
      const ended = bookings.lapsed + orders.lapsed
      if (ended > 0) onSwept?.(ended, performance.now() - began)
      const isMore = await sweepDue(sql, {
        ...{ batch, workers, stopped },
        onSwept: ({ expired, position }, milliseconds) => {
          onSwept?.(expired, milliseconds)
          if (position !== null) onCommitted?.(position)
        },
      })
      full = isMore || [bookings.lapsed, orders.lapsed].includes(batch)
    }
    if (!stopped()) await tidy()
    return nextDeadline(sql)
  }
  return startWakingJob({ name: 'expiry', log, run, tickMs })
}

/** Guests who wait no more, and what terminals need no copy of any more, can wait for the tick: nothing is taken by them. */
const nextDeadline = async (sql: Sql): Promise<NextWake> => {
  const [row] = await sql<{ now: number; next: number | null }[]>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      ceil(extract(epoch from least(
        (select expires_at from holds where state = 'held' order by expires_at limit 1),
        (select no_show_at from bookings where state = 'confirmed' order by no_show_at limit 1)
      )) * 1000)::bigint as next`
  if (row === undefined) throw new Error('the database told no time')
  return row
}

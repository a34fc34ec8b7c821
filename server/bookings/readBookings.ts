import { type Booking, bookingStateAt } from '../../shared/bookings/bookings.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Sql } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { selectBookings } from './bookingRows.ts'

/** As a reader must see it: one whose moment has passed is over, whether or not the job has come by (SPEC B2). */
const asOf = (booking: Booking, now: EpochMs): Booking => {
  const state = bookingStateAt(booking, now)
  if (state === booking.state) return booking
  return { ...booking, state, endedAt: state === 'expired' ? booking.confirmBy : booking.noShowAt }
}

/** The moment by the clock that decides. */
export const readClock = async (sql: Sql): Promise<EpochMs> => {
  const [row] = await sql<{ now: number }[]>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`
  if (row === undefined) throw new Error('the database told no time')
  return row.now
}

export const readBooking = async (sql: Sql, id: string): Promise<Booking | null> => {
  const [[booking], now] = await Promise.all([selectBookings(sql, sql`where b.id = ${id}`), readClock(sql)])
  return booking === undefined ? null : asOf(booking, now)
}

export interface BookingsQuery {
  readonly location?: string | undefined
  readonly resource?: string | undefined
  /** Those that overlap this time. */
  readonly from?: EpochMs | undefined
  readonly to?: EpochMs | undefined
  /** The id of the last booking that was read. */
  readonly before?: string | undefined
  readonly limit: number
}

/** Bookings in the order of their ids, newest first. */
export const listBookings = async (
  sql: Sql,
  { location, resource, from, to, before, limit }: BookingsQuery,
): Promise<{ data: Booking[]; nextCursor: string | null }> => {
  const [rows, now] = await Promise.all([
    selectBookings(
      sql,
      sql`
        where ${location === undefined ? sql`true` : sql`b.location = ${location}`}
          and ${resource === undefined ? sql`true` : sql`b.resources @> array[${resource}]`}
          and ${from === undefined ? sql`true` : sql`b.ends_at > to_timestamp(${from}::float8 / 1000)`}
          and ${to === undefined ? sql`true` : sql`b.starts_at < to_timestamp(${to}::float8 / 1000)`}
          and ${before === undefined ? sql`true` : sql`b.id < ${before}::uuid`}
        order by b.id desc limit ${limit + 1}`,
    ),
    readClock(sql),
  ])
  return pageOf(
    rows.map((booking) => asOf(booking, now)),
    limit,
    ({ id }) => [id],
  )
}

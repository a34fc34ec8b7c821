import { graceSeconds, leaseSeconds } from '../../shared/sessions/sessions.ts'
import { digestTextOf, newSecret } from '../auth/secrets.ts'
import type { Queries, Sql } from '../db/connect.ts'

/** What the hub knows of a session by: a digest of its id. */
export const keyOf = (id: string): string => digestTextOf(id, 'base64url')

export type Life = 'live' | 'ended' | 'unknown'

/** Begins a session for a channel. @returns its id, which is its own key and stored nowhere */
export const openSession = async (sql: Queries, channel: string): Promise<string> => {
  const id = newSecret()
  await sql`
    insert into sessions (key, channel, ends_at)
    values (${keyOf(id)}, ${channel}, clock_timestamp() + make_interval(secs => ${leaseSeconds}))`
  return id
}

/** Gives live sessions a whole lease from now. Rows are locked in the arbiter's order. @returns those that are live */
export const renew = async (sql: Sql, keys: readonly string[]): Promise<Set<string>> => {
  const rows = await sql<{ key: string }[]>`
    with live as (
      select key from sessions where key = any(${[...keys]}::text[]) and ended_at is null and ends_at > clock_timestamp()
      order by key for update
    )
    update sessions s set ends_at = greatest(s.ends_at, clock_timestamp() + make_interval(secs => ${leaseSeconds}))
    from live where s.key = live.key returning s.key`
  return new Set(rows.map(({ key }) => key))
}

/** Leaves a live session no more than the grace. @returns the end of its lease, in milliseconds of the database's clock; null if it is over */
export const leaveGrace = async (sql: Sql, key: string): Promise<number | null> => {
  const [row] = await sql<{ endsAt: number }[]>`
    update sessions set ends_at = least(ends_at, clock_timestamp() + make_interval(secs => ${graceSeconds}))
    where key = ${key} and ended_at is null and ends_at > clock_timestamp()
    returning ceil(extract(epoch from ends_at) * 1000)::bigint as "endsAt"`
  return row?.endsAt ?? null
}

/** The channel of a live session; null if there is no such session, or no more. */
export const channelOf = async (sql: Sql, key: string): Promise<string | null> => {
  const [row] = await sql<{ channel: string }[]>`
    select channel from sessions where key = ${key} and ended_at is null and ends_at > clock_timestamp()`
  return row?.channel ?? null
}

export const lifeOf = async (sql: Sql, key: string): Promise<Life> => {
  const [row] = await sql<{ live: boolean }[]>`
    select ended_at is null and ends_at > clock_timestamp() as live from sessions where key = ${key}`
  if (row === undefined) return 'unknown'
  return row.live ? 'live' : 'ended'
}

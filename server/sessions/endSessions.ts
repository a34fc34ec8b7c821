import type { Event } from '../../shared/holds/settle.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Queries } from '../db/connect.ts'
import type { Sent } from '../kinds/types.ts'

/** Keeps which sessions a batch has ended. */
export const endSessions = (tx: Queries, events: readonly Event[], now: EpochMs): Sent => {
  const keys = events.flatMap((event) => (event.type === 'session_ended' ? [event.session] : []))
  if (keys.length === 0) return []
  return [
    tx`
    update sessions set ended_at = to_timestamp(${now}::float8 / 1000), ends_at = least(ends_at, to_timestamp(${now}::float8 / 1000))
    where key = any(${keys}::text[])`.execute(),
  ]
}

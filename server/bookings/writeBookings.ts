import type { Booking } from '../../shared/bookings/bookings.ts'
import type { Event } from '../../shared/holds/settle.ts'
import type { Queries } from '../db/connect.ts'
import type { Sent } from '../kinds/types.ts'

/** Writes the bookings that a batch made or changed, as they are at its end. */
export const writeBookings = (tx: Queries, events: readonly Event[]): Sent => {
  const changed = new Map<string, Booking>()
  for (const event of events)
    if (event.type === 'booked' || event.type === 'booking_changed') changed.set(event.booking.id, event.booking)
  if (changed.size === 0) return []
  const rows = [...changed.values()].map((booking) => ({
    ...{
      id: booking.id,
      hold: booking.hold,
      state: booking.state,
      channel: booking.channel,
      location: booking.location,
    },
    ...{
      service: booking.service,
      s: booking.start,
      e: booking.end,
      party: booking.party,
      resources: booking.resources,
    },
    ...{
      customer: booking.customer ?? undefined,
      note: booking.note,
      terminal: booking.terminal,
      staff: booking.staff,
    },
    ...{ b: booking.bookedAt, c: booking.confirmBy, n: booking.noShowAt, f: booking.freeUntil },
    ...{ a: booking.seatedAt, x: booking.endedAt, reason: booking.reason, waiting: booking.waiting },
  }))
  return [
    tx`
    insert into bookings (id, hold, state, channel, location, service, starts_at, ends_at, party, resources, customer, note, terminal, staff,
      booked_at, confirm_by, no_show_at, free_until, seated_at, ended_at, reason, waiting)
    select id, hold, state, channel, location, service, to_timestamp(s / 1000), to_timestamp(e / 1000), party, resources, customer, note, terminal, staff,
      to_timestamp(b / 1000), to_timestamp(c / 1000), to_timestamp(n / 1000), to_timestamp(f / 1000), to_timestamp(a / 1000), to_timestamp(x / 1000), reason, waiting
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (
      id uuid, hold uuid, state text, channel text, location text, service text, s float8, e float8, party integer, resources text[], customer jsonb,
      note text, terminal uuid, staff text, b float8, c float8, n float8, f float8, a float8, x float8, reason text, waiting uuid
    )
    on conflict (id) do update set hold = excluded.hold, state = excluded.state, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
      resources = excluded.resources, confirm_by = excluded.confirm_by, no_show_at = excluded.no_show_at, free_until = excluded.free_until,
      seated_at = excluded.seated_at, ended_at = excluded.ended_at, reason = excluded.reason`.execute(),
  ]
}

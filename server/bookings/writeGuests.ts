import type { WaitingGuest } from '../../shared/bookings/waitingGuests.ts'
import type { Event } from '../../shared/holds/settle.ts'
import type { Queries } from '../db/connect.ts'
import type { Sent } from '../kinds/types.ts'

/** Writes the waiting guests that a batch brought or changed, as they are at its end. */
export const writeGuests = (tx: Queries, events: readonly Event[]): Sent => {
  const changed = new Map<string, WaitingGuest>()
  for (const event of events) if (event.type === 'waiting_changed') changed.set(event.guest.id, event.guest)
  if (changed.size === 0) return []
  const rows = [...changed.values()].map((guest) => ({
    ...{ id: guest.id, state: guest.state, channel: guest.channel, location: guest.location, service: guest.service },
    ...{ party: guest.party, f: guest.from, t: guest.to, door: guest.atTheDoor, c: guest.cameAt },
    ...{ customer: guest.customer ?? undefined, note: guest.note, quoted: guest.quotedMinutes },
    ...{ terminal: guest.terminal, staff: guest.staff, offer: guest.offer, o: guest.offerUntil },
    ...{ x: guest.endedAt, reason: guest.reason },
  }))
  return [
    tx`
    insert into waiting_guests (id, state, channel, location, service, party, wanted, at_the_door, came_at, customer, note, quoted_minutes, terminal,
      staff, offer, offer_until, ended_at, reason)
    select id, state, channel, location, service, party, tstzrange(to_timestamp(f / 1000), to_timestamp(t / 1000)), door, to_timestamp(c / 1000),
      customer, note, quoted, terminal, staff, offer, to_timestamp(o / 1000), to_timestamp(x / 1000), reason
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (
      id uuid, state text, channel text, location text, service text, party integer, f float8, t float8, door boolean, c float8, customer jsonb,
      note text, quoted integer, terminal uuid, staff text, offer uuid, o float8, x float8, reason text
    )
    on conflict (id) do update set state = excluded.state, offer = excluded.offer, offer_until = excluded.offer_until, ended_at = excluded.ended_at,
      reason = excluded.reason`.execute(),
  ]
}

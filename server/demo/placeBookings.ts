import type { BookingCommand } from '../../shared/bookings/commands.ts'
import type { WaitingCommand } from '../../shared/bookings/waitingCommands.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Hub } from '../api/hub.ts'
import { bookings, type DemoBooking, type DemoGuest, waiting } from './bookables.ts'

const minute = 60_000
const quarter = 15 * minute
const halfDay = 12 * 60 * minute

/**
 * Fills the day around now with bookings, and with guests who wait for a time, unless some were made in the last hours. What does not fit (the house is closed at this hour) is refused,
 * as it would be for a guest; who sits already sits.
 */
export const placeBookings = async ({ sql, arbiter, newId }: Pick<Hub, 'sql' | 'arbiter' | 'newId'>): Promise<void> => {
  const [clock] = await sql<{ now: EpochMs; placed: boolean }[]>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      exists (select from bookings where booked_at > now() - interval '12 hours') as placed`
  if (clock === undefined || clock.placed) return
  // Of two hubs that start together one makes each booking; the other is answered with it.
  const half = Math.floor(clock.now / halfDay)
  const give = (key: string, channel: string, command: BookingCommand | WaitingCommand) =>
    arbiter.submit({
      ...{ caller: 'demo', key: `${half} ${key}`, bodyHash: '', command },
      giver: { channel, ttlSeconds: 1_800, terminal: null, staff: null, role: 'admin', ownOnly: false },
    })
  for (const [index, booking] of bookings.entries())
    await give(String(index), booking.state === 'pending' ? 'web' : 'phone', commandOf(booking, clock.now, newId))
  for (const [index, guest] of waiting.entries())
    await give(`waiting ${index}`, 'phone', waitingOf(guest, clock.now, newId))
}

const waitingOf = (
  { guest, phone, party, fromMinutes, toMinutes }: DemoGuest,
  now: EpochMs,
  newId: () => string,
): WaitingCommand => ({
  ...{ type: 'waiting.join', guest: newId(), location: 'q1', service: 'dining', party, atTheDoor: false },
  ...{ from: now + fromMinutes * minute, to: now + toMinutes * minute, customer: { name: guest, phone } },
})

const commandOf = (
  { location, service, minutes, party, resources, guest, phone, state }: DemoBooking,
  now: EpochMs,
  newId: () => string,
): BookingCommand => {
  const customer = { name: guest, phone }
  const common = { booking: newId(), hold: newId(), location, service, party, customer }
  // Who sits came when they came; bookings begin at quarter hours, but for one that is a little late whenever the demo starts.
  if (state === 'seated')
    return { ...common, type: 'booking.seat', start: now + minutes * minute, resources: [...resources] }
  const start = minutes < 0 ? now + minutes * minute : Math.ceil((now + minutes * minute) / quarter) * quarter
  return { ...common, type: 'booking.book', start, choices: [[...resources]], confirmed: state === 'confirmed' }
}

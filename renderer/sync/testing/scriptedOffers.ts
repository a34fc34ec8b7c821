import { bookingStateAt, isStanding } from '../../../shared/bookings/bookings.ts'
import type { BookingWorld } from '../../../shared/bookings/bookingWorld.ts'
import type { Resource } from '../../../shared/bookings/resources.ts'
import { inLineOf, type Offer, offersFor } from '../../../shared/bookings/waiting.ts'
import { waitingStateAt } from '../../../shared/bookings/waitingGuests.ts'
import { minuteMs } from '../../../shared/bookings/zoneTime.ts'

/** The offers that a hub would make now to those who wait. */
export const offersOf = (
  { bookings, services, waiting }: BookingWorld,
  resources: readonly Resource[],
  now: number,
): readonly Offer[] => {
  const line = [...waiting.values()].flatMap((guest) => {
    const service = services.get(guest.service)
    return service !== undefined && waitingStateAt(guest, now) === 'waiting' ? [inLineOf(guest, service)] : []
  })
  if (line.length === 0) return []
  const busy = new Map<string, number[]>()
  for (const booking of bookings.values()) {
    if (!isStanding(bookingStateAt(booking, now))) continue
    for (const code of booking.resources) {
      const buffer = resources.find((one) => one.code === code)?.bufferMinutes ?? 0
      const last = booking.state === 'seated' ? Math.max(booking.end, now + 10 * minuteMs) : booking.end
      busy.set(code, [...(busy.get(code) ?? []), booking.start, last + buffer * minuteMs])
    }
  }
  const place = { resources, hours: new Map(), busy, zone: 'Asia/Ho_Chi_Minh', now, from: now }
  return offersFor({ ...place, to: Math.max(...line.map(({ wanted }) => wanted.to)) }, line)
}

import type { Booking } from '../../../shared/bookings/bookings.ts'
import type { WaitingGuest } from '../../../shared/bookings/waitingGuests.ts'
import type { Service } from '../../../shared/bookings/resources.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import type { BoardResource } from '../../app/terminal.ts'
import type { Documents } from '../../replica/replica.ts'
import { casesOf } from '../cases.ts'

/** What the replica says of bookings, of one location. */
export interface BookingBase {
  zone(): string
  /** Those in use, and those that are not while something is booked on them. */
  resources(): readonly BoardResource[]
  services(): readonly Service[]
  bookings(): Iterable<Booking>
  /** Live holds that take somebody's time, those of pending bookings among them. */
  slotHolds(): Iterable<Hold>
  /** Who waits, has an offer or missed one. */
  guests(): Iterable<WaitingGuest>
}

/** A location where nothing can be booked. */
export const noBookingBase: BookingBase = {
  zone: () => 'UTC',
  resources: () => [],
  services: () => [],
  bookings: () => [],
  slotHolds: () => [],
  guests: () => [],
}

const byCode = (a: { readonly code: string }, b: { readonly code: string }): number => (a.code < b.code ? -1 : 1)

const bookedAt = (documents: Documents, location: string): ReadonlySet<string> =>
  new Set(
    [...documents.bookings.values()].flatMap((booking) => (booking.location === location ? booking.resources : [])),
  )

/** The replica's copy, asked for what a location has. */
export const bookingBaseOf = (documents: Documents, location: string): BookingBase => ({
  zone: () => documents.places.get(`location:${location}`)?.timeZone ?? 'UTC',
  resources: () => {
    const here = [...documents.bookables.values()]
      .flatMap(({ resource }) => resource ?? [])
      .filter((resource) => resource.location === location)
    const booked = here.every(({ active }) => active) ? new Set() : bookedAt(documents, location)
    return here.filter(({ active, code }) => active || booked.has(code)).toSorted(byCode)
  },
  services: () =>
    [...documents.bookables.values()]
      .flatMap(({ service }) => service ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name, 'vi') || byCode(a, b)),
  *bookings() {
    for (const booking of documents.bookings.values()) if (booking.location === location) yield booking
  },
  *slotHolds() {
    for (const hold of documents.holds.values())
      if (hold.location === location && hold.state === 'held' && hold.lines.some(({ kind }) => kind === 'slot'))
        yield hold
  },
  *guests() {
    for (const guest of casesOf(documents.cases, 'waiting')) if (guest.location === location) yield guest
  },
})

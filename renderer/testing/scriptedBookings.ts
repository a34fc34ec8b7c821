import { v7 as newId } from 'uuid'
import type { Booking } from '../../shared/bookings/bookings.ts'
import { type Giver, settle } from '../../shared/holds/settle.ts'
import { emptyPools } from '../../shared/kinds/registry.ts'
import type { Bookings, Discrepancy } from '../app/terminal.ts'
import { bookedWorldOf, holdOfBooking } from '../sync/bookings/bookedWorld.ts'
import type { BookingBase } from '../sync/bookings/bookingBase.ts'
import { BookingDesk } from '../sync/bookings/bookingDesk.ts'
import { browserTimers } from '../sync/timers.ts'
import { bookingsAt, diningRooms, services as roomServices } from './scriptedRooms.ts'

const zone = 'Asia/Ho_Chi_Minh'

const giver: Giver = {
  ...{ channel: 'counter', ttlSeconds: 900, terminal: 't1', staff: 'lan', role: 'manager', ownOnly: false },
}

/**
 * Bookings in memory by the product's own rules.
 * @param rooms false: a shop where nothing can be booked
 * @param offline true: what is done stays unconfirmed
 */
export const createScriptedBookings = (now: () => number, rooms: boolean, offline: boolean): Bookings => {
  const resources = rooms ? diningRooms : []
  const services = rooms ? roomServices : []
  const day = rooms ? bookingsAt(now()) : []
  const bookings = new Map<string, Booking>(day.map((booking) => [booking.id, booking]))
  const unsent = new Set(day.filter(({ sent }) => !sent).map(({ id }) => id))
  const doubleBooked: Discrepancy[] = []
  const base: BookingBase = {
    zone: () => zone,
    resources: () => resources,
    services: () => services,
    bookings: () => bookings.values(),
    slotHolds: () => [],
  }
  const world = () => {
    const { slot, bookings: known, services: kinds, waiting } = bookedWorldOf(base, now())
    return {
      ...{
        pools: { ...emptyPools(), slot },
        holds: new Map([...known.values()].map((booking) => [booking.hold, holdOfBooking(booking)])),
      },
      ...{ discrepancies: new Map(), bookings: known, services: kinds, waiting },
    }
  }
  const desk: BookingDesk = new BookingDesk({
    ...{ clock: { now }, timers: browserTimers, location: 'q1', newId },
    sight: () => ({
      ...{ zone, resources, services, bookings: bookings.values(), slotHolds: [] },
      ...{ ofBookings: new Set<string>(), unsent, doubleBooked: [...doubleBooked] },
    }),
    wouldSay: (command) => settle(world(), command, giver, now(), newId).verdict,
    give: async (command) => {
      const { events } = settle(world(), command, giver, now(), newId)
      for (const event of events) {
        if (event.type === 'booked' || event.type === 'booking_changed') bookings.set(event.booking.id, event.booking)
        if (event.type === 'discrepancy')
          doubleBooked.push({
            ...{
              id: event.id,
              at: now(),
              location: 'q1',
              sku: event.sku,
              name: event.sku,
              quantity: 1,
              kind: event.kind,
            },
            ...{ order: null, orderNumber: null, terminal: 't1', staff: 'lan', _deleted: false },
          })
      }
      if (offline) unsent.add(command.booking)
      desk.changed()
      return newId()
    },
    takeBack: async () => undefined,
    unheard: () => null,
    goodsOf: () => [],
    isUnsent: () => false,
  })
  return desk
}

import { v7 as newId } from 'uuid'
import type { Booking } from '../../shared/bookings/bookings.ts'
import type { WaitingGuest } from '../../shared/bookings/waitingGuests.ts'
import { type Event, type Giver, settle } from '../../shared/holds/settle.ts'
import { noOrders } from '../../shared/orders/orderWorld.ts'
import { noTransfers } from '../../shared/transfers/transferWorld.ts'
import { emptyPools } from '../../shared/kinds/registry.ts'
import { type ArbiterCommand, holdsOf } from '../../shared/protocol/commands.ts'
import type { Bookings, Discrepancy } from '../app/terminal.ts'
import { bookedWorldOf, holdOfBooking } from '../sync/bookings/bookedWorld.ts'
import type { BookingBase } from '../sync/bookings/bookingBase.ts'
import { BookingDesk } from '../sync/bookings/bookingDesk.ts'
import { browserTimers } from '../sync/timers.ts'
import { guestsAt, offersAt } from './scriptedGuests.ts'
import { bookingsAt, diningRooms, services as roomServices } from './scriptedRooms.ts'

const zone = 'Asia/Ho_Chi_Minh'

const giver: Giver = {
  ...{ channel: 'counter', ttlSeconds: 900, terminal: 't1', staff: 'lan', role: 'manager', ownOnly: false },
}
/** What the hub does in nobody's name. */
const hub: Giver = { ...giver, terminal: null, staff: null, role: null, isHub: true }

export interface BookingScript {
  /** False: a shop where nothing can be booked. */
  readonly rooms: boolean
  /** What is done stays unconfirmed. */
  readonly offline: boolean
  /** How many guests wait. */
  readonly waiting: number
}

export interface ScriptedBookings extends Bookings {
  /** Somebody else does something, or the hub does. */
  other(command: ArbiterCommand): void
}

/** Bookings in memory by the product's own rules. */
export const createScriptedBookings = (
  now: () => number,
  { rooms, offline, waiting }: BookingScript,
): ScriptedBookings => {
  const resources = rooms ? diningRooms : []
  const services = rooms ? roomServices : []
  const day = rooms ? bookingsAt(now()) : []
  const bookings = new Map<string, Booking>(day.map((booking) => [booking.id, booking]))
  const guests = new Map<string, WaitingGuest>(guestsAt(now(), waiting).map((guest) => [guest.id, guest]))
  const unsent = new Set(day.filter(({ sent }) => !sent).map(({ id }) => id))
  const doubleBooked: Discrepancy[] = []
  const base: BookingBase = {
    zone: () => zone,
    resources: () => resources,
    services: () => services,
    bookings: () => bookings.values(),
    slotHolds: () => [],
    guests: () => guests.values(),
  }
  const world = () => {
    const { slot, bookings: known, services: kinds, waiting: line } = bookedWorldOf(base, now())
    return {
      ...{
        pools: { ...emptyPools(), slot },
        holds: new Map([...known.values()].map((booking) => [booking.hold, holdOfBooking(booking)])),
      },
      ...{ discrepancies: new Map(), bookings: known, services: kinds, waiting: line, ...noOrders(), ...noTransfers() },
    }
  }
  const keep = (event: Event): void => {
    if (event.type === 'booked' || event.type === 'booking_changed') bookings.set(event.booking.id, event.booking)
    if (event.type === 'waiting_changed') guests.set(event.guest.id, event.guest)
    if (event.type === 'discrepancy') {
      const { id, sku, kind } = event
      const about = {
        at: now(),
        location: 'q1',
        name: sku,
        quantity: 1,
        order: null,
        orderNumber: null,
        transferNumber: null,
      }
      doubleBooked.push({ id, sku, kind, ...about, terminal: 't1', staff: 'lan' })
    }
  }
  const work = (command: ArbiterCommand, by: Giver): void => {
    for (const event of settle(world(), command, by, now(), newId).events) keep(event)
  }
  for (const offer of rooms ? offersAt(now(), waiting) : []) work(offer, hub)
  const desk: BookingDesk = new BookingDesk({
    ...{ clock: { now }, timers: browserTimers, location: 'q1', newId },
    sight: () => ({
      ...{ zone, resources, services, bookings: bookings.values(), slotHolds: [], guests: guests.values() },
      ...{ ofBookings: new Set<string>(), unsent, unsentGuests: unsent, doubleBooked: [...doubleBooked] },
    }),
    wouldSay: (command) => settle(world(), command, giver, now(), newId).verdict,
    give: async (command) => {
      work(command, giver)
      if (offline) for (const id of holdsOf(command)) unsent.add(id)
      desk.changed()
      return newId()
    },
    takeBack: async () => undefined,
    unheard: () => null,
    unsentOfGuest: () => [],
    goodsOf: () => [],
    isUnsent: () => false,
  })
  return Object.assign(desk, {
    other: (command: ArbiterCommand) => {
      work(command, hub)
      desk.changed()
    },
  })
}

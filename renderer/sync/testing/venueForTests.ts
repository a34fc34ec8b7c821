import type { BookingCommandOf } from '../../../shared/bookings/commands.ts'
import { type BookableService, location } from './scriptedHouse.ts'
import { openShop, someHold } from './shopForTests.ts'

export const minute = 60_000

/** A meal of an hour and a half: to be confirmed within ten minutes, and the guest within twenty. */
export const meal: BookableService = {
  ...{ code: 'an', name: 'Bữa ăn', durationMinutes: 90, needs: [{ kind: 'table' }] },
  ...{ confirmWithinSeconds: 600, cancelFreeUntilMinutes: 60, noShowAfterMinutes: 20 },
}

/** A small restaurant: three tables, of which T1 suits two and the others four. */
export const openVenue = () => {
  const shop = openShop()
  shop.hub.addService(meal)
  shop.hub.addResource('T1', { maxParty: 2 })
  shop.hub.addResource('T2')
  shop.hub.addResource('T3')
  return shop
}

/** The website books, and its guest has agreed. */
export const webBooks = (
  number: number,
  start: number,
  choices: readonly (readonly string[])[],
  name = 'Khách web',
): BookingCommandOf<'booking.book'> => ({
  ...{ type: 'booking.book', booking: someHold(1_000 + number), hold: someHold(2_000 + number), location },
  ...{ service: meal.code, start, party: 2, choices: choices.map((codes) => [...codes]) },
  ...{ customer: { name }, confirmed: true },
})

import type { Command } from '../../../shared/protocol/commands.ts'
import type { Clock } from '../../app/terminal.ts'
import type { Documents } from '../../replica/replica.ts'
import type { Pending } from '../base.ts'
import { isUnsent } from '../commandRecord.ts'
import type { Also } from '../acts.ts'
import type { Outbox } from '../outbox.ts'
import type { Picture } from '../picture.ts'
import type { Timers } from '../timers.ts'
import { goodsOf, unheardOn, unsentOfGuest } from './bookingAgain.ts'
import { BookingDesk } from './bookingDesk.ts'
import { BookingSight } from './bookingSight.ts'

export interface OpenBookingsOptions {
  readonly documents: Documents
  readonly picture: Picture
  readonly outbox: Outbox
  readonly clock: Clock
  readonly timers: Timers
  readonly location: string
  readonly newId: () => string
  readonly pending: () => readonly Pending[]
  readonly give: (command: Command, also?: Also) => Promise<string>
  readonly wouldSay: BookingDeskSays
}

type BookingDeskSays = ConstructorParameters<typeof BookingDesk>[0]['wouldSay']

/** Puts the desk of bookings together from the picture and the outbox. */
export const openBookings = (options: OpenBookingsOptions): BookingDesk => {
  const { documents, picture, outbox, clock, timers, location, newId, pending, give, wouldSay } = options
  const sight = new BookingSight({ documents, picture, location, pending })
  return new BookingDesk({
    ...{ clock, timers, location, newId, give, wouldSay },
    sight: () => sight.look(),
    takeBack: (ids) => outbox.add([], { drop: ids }),
    unheard: (booking) => unheardOn(booking, [...outbox.open()]),
    unsentOfGuest: (guest) => unsentOfGuest(guest, outbox.open()),
    goodsOf: (booking) => goodsOf(booking, [...outbox.open()], (hold) => picture.hold(hold)),
    isUnsent: (id) => [outbox.get(id)].some((record) => record !== undefined && isUnsent(record)),
  })
}

import { seatKey } from '../../shared/kinds/seat/schema.ts'
import type { FeedChange } from '../feed/append.ts'

/** What a seat's change is called on the feed; its subject is `EVENT/SEAT`. */
export const seatChanged = 'seat.changed'

export const seatChange = (seat: { readonly event: string; readonly seat: string }, location: string): FeedChange => ({
  ...{ type: seatChanged, subject: seatKey(seat), location, data: null },
})

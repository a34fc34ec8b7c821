import type { BoardBooking, BoardGuest } from '../../app/terminal.ts'

export type GuestAct = 'seatOffered' | 'take' | 'decline' | 'seat' | 'book' | 'leave' | 'again'

/** Who comes for an offer so much before its start may sit down at once. */
const soonMs = 30 * 60_000

/** What can be done with somebody who waits, the likeliest first. */
export const guestActs = (
  { state, atTheDoor }: Pick<BoardGuest, 'state' | 'atTheDoor'>,
  offer: Pick<BoardBooking, 'start'> | undefined,
  now: number,
): readonly GuestAct[] => {
  switch (state) {
    case 'offered': {
      if (offer === undefined) return ['seat', 'leave']
      if (atTheDoor) return ['seatOffered', 'decline', 'seat']
      return offer.start <= now + soonMs ? ['take', 'seatOffered', 'decline'] : ['take', 'decline']
    }
    case 'waiting':
      return atTheDoor ? ['seat', 'book', 'leave'] : ['book', 'seat', 'leave']
    case 'missed':
      return ['again', 'seat', 'leave']
  }
}

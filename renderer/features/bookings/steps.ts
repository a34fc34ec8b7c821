import type { BoardBooking, BookingStep } from '../../app/terminal.ts'

/** What can be done with a booking: one of its steps, a move, or more time. */
export type BookingAct = BookingStep | 'move' | 'longer'

/** What can be done with a booking now, the likeliest first. */
export const actsOf = ({ state, late }: Pick<BoardBooking, 'state' | 'late'>): readonly BookingAct[] => {
  switch (state) {
    case 'pending':
      return late ? ['check_in', 'no_show', 'move', 'cancel'] : ['confirm', 'check_in', 'move', 'cancel']
    case 'confirmed':
      return late ? ['check_in', 'no_show', 'move', 'cancel'] : ['check_in', 'move', 'cancel']
    case 'seated':
      return ['complete', 'longer', 'move']
    case 'expired':
    case 'no_show':
      // They came after all: that is a fact, whatever was thought of them.
      return ['check_in']
    case 'completed':
    case 'cancelled':
    case 'late_cancelled':
      return []
  }
}

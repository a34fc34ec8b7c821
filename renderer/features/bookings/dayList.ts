import { isStanding } from '../../../shared/bookings/bookings.ts'
import { foldForSearch } from '../../../shared/text.ts'
import type { BoardBooking } from '../../app/terminal.ts'
import type { Day } from './days.ts'

export const listFilters = ['all', 'coming', 'here', 'ended'] as const
export type ListFilter = (typeof listFilters)[number]

const fits = ({ state }: BoardBooking, only: ListFilter): boolean => {
  switch (only) {
    case 'all':
      return true
    case 'coming':
      return state === 'pending' || state === 'confirmed'
    case 'here':
      return state === 'seated'
    case 'ended':
      return !isStanding(state)
  }
}

/** What is searched of a booking: its guest's name, telephone and note; figures without what stands between them. */
const searched = ({ customer, note }: BoardBooking): string =>
  foldForSearch(`${customer?.name ?? ''} ${(customer?.phone ?? '').replace(/\D/g, '')} ${note ?? ''}`)

/** The bookings of a day that fit, in the order in which they come; what is over stands at its time too. */
export const listOf = (
  bookings: readonly BoardBooking[],
  day: Pick<Day, 'from' | 'to'>,
  only: ListFilter,
  text: string,
): readonly BoardBooking[] => {
  const words = foldForSearch(text).split(/\s+/).filter(Boolean)
  return bookings.filter(
    (booking) =>
      booking.start >= day.from &&
      booking.start < day.to &&
      fits(booking, only) &&
      words.every((word) => searched(booking).includes(word)),
  )
}

/** How many are expected and come late, as the head of the list says it. */
export const countOf = (bookings: readonly BoardBooking[]): { bookings: number; guests: number; late: number } => {
  const standing = bookings.filter(({ state }) => isStanding(state) || state === 'completed')
  return {
    bookings: standing.length,
    guests: standing.reduce((sum, { party }) => sum + party, 0),
    late: bookings.filter(({ late }) => late).length,
  }
}

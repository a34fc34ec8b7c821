import { isStanding } from '../../../../shared/bookings/bookings.ts'
import { openingsOf, type TimeRange } from '../../../../shared/bookings/hours.ts'
import type { BoardBooking, BoardResource, BookingBoard, ResourceKind } from '../../../app/terminal.ts'
import type { Day } from '../days.ts'

export const quarterMs = 900_000
const hourMs = 3_600_000
const usual = { from: 8, to: 22 }

/** One row of the timeline: a resource, its bookings of the day, and when it cannot be had. */
export interface TimelineRow {
  readonly resource: BoardResource
  readonly bookings: readonly BoardBooking[]
  readonly closed: readonly TimeRange[]
}

/** What stands on the timeline: who comes, is here or was here. What fell through left its time to others. */
const isDrawn = ({ state }: BoardBooking): boolean => isStanding(state) || state === 'completed'

const openOf = ({ zone }: BookingBoard, { hours }: BoardResource, { from, to }: Day): readonly TimeRange[] =>
  hours === null ? [] : openingsOf(hours, zone, from, to)

const overlaps = (booking: BoardBooking, { from, to }: TimeRange): boolean =>
  isDrawn(booking) && booking.start < to && booking.end > from

/** What has a row on a day: what is in use, and what is not but has a booking then. */
export const drawnOn = (board: BookingBoard, kind: ResourceKind, day: Day): readonly BoardResource[] =>
  board.resources.filter(
    (one) =>
      one.kind === kind &&
      (one.active || board.bookings.some((each) => overlaps(each, day) && each.resources.includes(one.code))),
  )

/** The hours of a day that are shown: those in which anything is open or booked, else those of most shops; whole hours. */
export const windowOf = (board: BookingBoard, resources: readonly BoardResource[], day: Day): TimeRange => {
  const codes = new Set(resources.map(({ code }) => code))
  const booked = board.bookings.filter(
    (booking) => overlaps(booking, day) && booking.resources.some((code) => codes.has(code)),
  )
  const ranges = [
    ...resources.flatMap((resource) => openOf(board, resource, day)),
    ...booked.map(({ start, end }) => ({ from: start, to: end })),
  ]
  const first = Math.min(...ranges.map(({ from }) => from), day.from + usual.to * hourMs)
  const last = Math.max(...ranges.map(({ to }) => to), day.from)
  const [from, to] =
    ranges.length === 0 ? [day.from + usual.from * hourMs, day.from + usual.to * hourMs] : [first, last]
  const begin = Math.max(day.from, day.from + Math.floor((from - day.from) / hourMs) * hourMs)
  const end = Math.min(day.to, day.from + Math.ceil((to - day.from) / hourMs) * hourMs)
  return { from: begin, to: Math.max(end, begin + hourMs) }
}

/** What lies between the opening hours within a window. */
const closedIn = (open: readonly TimeRange[], shown: TimeRange): readonly TimeRange[] => {
  const closed: TimeRange[] = []
  let from = shown.from
  for (const range of open) {
    if (range.from > from) closed.push({ from, to: Math.min(range.from, shown.to) })
    from = Math.max(from, range.to)
  }
  if (from < shown.to) closed.push({ from, to: shown.to })
  return closed
}

/** The rows of a day, as they are drawn. */
export const rowsOf = (
  board: BookingBoard,
  resources: readonly BoardResource[],
  day: Day,
  shown: TimeRange,
): readonly TimelineRow[] =>
  resources.map((resource) => ({
    resource,
    bookings: board.bookings.filter((booking) => overlaps(booking, shown) && booking.resources.includes(resource.code)),
    closed: resource.hours === null ? [] : closedIn(openOf(board, resource, day), shown),
  }))

/** A bar on its way: where it would be. */
export interface Ghost {
  readonly booking: BoardBooking
  /** The row that it was taken from. */
  readonly from: string
  /** The row that it would be in. */
  readonly to: string
  readonly start: number
  readonly end: number
}

export const ghostOf = (booking: BoardBooking, row: string): Ghost => ({
  booking,
  from: row,
  to: row,
  start: booking.start,
  end: booking.end,
})

const onQuarter = (moment: number): number => Math.round(moment / quarterMs) * quarterMs

/** Moved by so many quarter hours and rows from where the booking is; a guest who is here has begun and cannot begin later. */
export const moveGhost = (ghost: Ghost, quarters: number, row: string): Ghost => {
  const { booking } = ghost
  const start =
    quarters === 0 || booking.state === 'seated' ? booking.start : onQuarter(booking.start + quarters * quarterMs)
  return { ...ghost, to: row, start, end: start + (ghost.end - ghost.start) }
}

/** Made longer or shorter by so many quarter hours; a quarter hour is the least. */
export const stretchGhost = (ghost: Ghost, quarters: number): Ghost => {
  const { booking } = ghost
  const end = quarters === 0 ? booking.end : onQuarter(booking.end + quarters * quarterMs)
  return { ...ghost, end: Math.max(end, ghost.start + quarterMs) }
}

export const isMoved = ({ booking, from, to, start, end }: Ghost): boolean =>
  from !== to || start !== booking.start || end !== booking.end

/** What the booking would have: the row it was taken from gives way to the one it is put into. */
export const resourcesOf = ({ booking, from, to }: Ghost): readonly string[] =>
  booking.resources.map((code) => (code === from ? to : code))

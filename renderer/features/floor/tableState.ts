import { isStanding } from '../../../shared/bookings/bookings.ts'
import type { BoardBooking, BoardResource, BookingBoard, HeldSlot } from '../../app/terminal.ts'

/** How a table stands now. `held` is not promised yet, `due` is expected within the hour, `late` should be here already. */
export type TableState = 'free' | 'held' | 'due' | 'late' | 'seated' | 'over'

export interface TableView {
  readonly resource: BoardResource
  readonly state: TableState
  /** The booking that makes it so. */
  readonly booking: BoardBooking | null
  /** What makes it so where it is no booking. */
  readonly held: HeldSlot | null
  /** Who comes after that today, the first to come first. */
  readonly next: readonly BoardBooking[]
  readonly isDoubleBooked: boolean
}

/** A guest is expected from so long before the start on. */
const dueWithinMs = 3_600_000

/** The order in which bookings say how a table stands: who sits there first. */
const seatedFirst = (a: BoardBooking, b: BoardBooking): number =>
  Number(b.state === 'seated') - Number(a.state === 'seated') || a.start - b.start

const stateOf = (booking: BoardBooking, now: number): Exclude<TableState, 'free'> | null => {
  if (booking.state === 'seated') return booking.overTime ? 'over' : 'seated'
  if (booking.late) return 'late'
  if (booking.start - now > dueWithinMs) return null
  return booking.state === 'pending' ? 'held' : 'due'
}

const endOfDay = 24 * 3_600_000

/** How one table stands at `now`. */
export const viewTable = (board: BookingBoard, resource: BoardResource, now: number): TableView => {
  const standing = board.bookings
    .filter(
      ({ state, resources, start }) => isStanding(state) && resources.includes(resource.code) && start < now + endOfDay,
    )
    .toSorted(seatedFirst)
  const isDoubleBooked = board.doubleBooked.some(({ sku }) => sku === resource.code)
  const [first] = standing
  const state = first === undefined ? null : stateOf(first, now)
  if (first !== undefined && state !== null)
    return { resource, state, booking: first, held: null, next: standing.slice(1), isDoubleBooked }
  const held =
    board.held.find(
      (slot) =>
        slot.resource === resource.code && slot.expiresAt > now && slot.end > now && slot.start - now <= dueWithinMs,
    ) ?? null
  return { resource, state: held === null ? 'free' : 'held', booking: null, held, next: standing, isDoubleBooked }
}

const isSeated = ({ state }: TableView): boolean => state === 'seated' || state === 'over'

/** What stands on the plan: tables and rooms, not staff; one that is out of use for as long as somebody sits there. */
export const viewTables = (board: BookingBoard, now: number): readonly TableView[] =>
  board.resources
    .filter(({ kind }) => kind !== 'staff')
    .map((one) => viewTable(board, one, now))
    .filter((view) => view.resource.active || isSeated(view))

/** From when to when something lasts, for a fuse; null if nothing ends it. */
export const fuseOf = ({ booking, held, state }: TableView): { from: number; to: number } | null => {
  if (held !== null) return { from: Math.min(held.start, held.expiresAt - 900_000), to: held.expiresAt }
  if (booking === null) return null
  switch (state) {
    case 'held':
      return booking.confirmBy === null ? null : { from: booking.bookedAt, to: booking.confirmBy }
    case 'late':
      return booking.noShowAt === null ? null : { from: booking.start, to: booking.noShowAt }
    case 'seated':
    case 'over':
      return { from: booking.seatedAt ?? booking.start, to: booking.end }
    case 'due':
    case 'free':
      return null
  }
}

/** How long a guest who comes now can stay at a table, at most as long as wanted: until shortly before the next one comes. */
export const stayUntilNext = ({ next, resource }: TableView, now: number, wantedMs: number): number => {
  const [following] = next
  if (following === undefined) return wantedMs
  return Math.min(wantedMs, following.start - resource.bufferMinutes * 60_000 - now)
}

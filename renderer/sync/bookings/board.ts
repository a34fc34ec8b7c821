import { type Booking, bookingStateAt, isOffer, isStanding } from '../../../shared/bookings/bookings.ts'
import type { Service } from '../../../shared/bookings/resources.ts'
import { type WaitingGuest, waitingGuestAt } from '../../../shared/bookings/waitingGuests.ts'
import { type Hold, isLive } from '../../../shared/holds/states.ts'
import { slotLinesOf } from '../../../shared/kinds/registry.ts'
import { spanOf } from '../../../shared/kinds/slot/schema.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type {
  BoardBooking,
  BoardGuest,
  BoardResource,
  BookingBoard,
  Discrepancy,
  HeldSlot,
} from '../../app/terminal.ts'
import type { At } from '../timedCell.ts'

/** What the board is made from. */
export interface BoardSight {
  readonly zone: string
  readonly resources: readonly BoardResource[]
  readonly services: readonly Service[]
  /** With what was done here laid over them. */
  readonly bookings: Iterable<Booking>
  readonly slotHolds: Iterable<Hold>
  /** Holds that belong to bookings. */
  readonly ofBookings: ReadonlySet<string>
  /** Bookings with which something was done here that the hub has not said yes to. */
  readonly unsent: ReadonlySet<string>
  readonly doubleBooked: readonly Discrepancy[]
  /** With what was done here laid over them; those who wait no more may be among them. */
  readonly guests: Iterable<WaitingGuest>
  /** Waiting guests with whom something was done here that the hub has not said yes to. */
  readonly unsentGuests: ReadonlySet<string>
}

export const emptyBoard: BookingBoard = {
  ...{ zone: 'UTC', resources: [], services: [], bookings: [], held: [], doubleBooked: [], waiting: [] },
}

const shownAs = new WeakMap<Booking, BoardBooking>()

/** Shows a booking as of `now`; the same object for as long as it looks the same. */
export const showBooking = (booking: Booking, now: EpochMs, sent: boolean): BoardBooking => {
  const state = bookingStateAt(booking, now)
  const isToCome = state === 'pending' || state === 'confirmed'
  // Nobody comes late for an offer that they have not taken.
  const late = isToCome && booking.start <= now && !isOffer(booking)
  const overTime = state === 'seated' && booking.end <= now
  const known = shownAs.get(booking)
  if (known?.state === state && known.sent === sent && known.late === late && known.overTime === overTime) return known
  const shown: BoardBooking = { ...booking, state, sent, late, overTime }
  shownAs.set(booking, shown)
  return shown
}

/** Shows a waiting guest as of `now`; nothing if they are not on the list (any more). */
const showGuest = (guest: WaitingGuest, now: EpochMs, sent: boolean): BoardGuest[] => {
  const { state, ...rest } = waitingGuestAt(guest, now)
  return state === 'waiting' || state === 'offered' || state === 'missed' ? [{ ...rest, state, sent }] : []
}

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** The list itself if the other says the same, so that nobody draws it again. */
const keep = <Value>(before: readonly Value[], after: readonly Value[]): readonly Value[] =>
  before.length === after.length && after.every((one, place) => one === before[place]) ? before : after

/** The same for things with an id: those that say the same stay the same objects. */
const keepEach = <One extends { readonly id: string }>(
  before: readonly One[],
  after: readonly One[],
): readonly One[] => {
  const known = new Map(before.map((one) => [one.id, one]))
  return keep(
    before,
    after.map((one) => {
      const old = known.get(one.id)
      return old !== undefined && isSame(old, one) ? old : one
    }),
  )
}

const heldSlots = ({ slotHolds, ofBookings }: BoardSight, now: EpochMs): HeldSlot[] =>
  [...slotHolds]
    .filter((hold) => isLive(hold, now) && !ofBookings.has(hold.id))
    .flatMap(({ id, channel, expiresAt, lines }) =>
      slotLinesOf(lines).map((line) => ({
        ...{ hold: id, channel, expiresAt, resource: line.resource },
        ...spanOf(line),
      })),
    )

/** Works out the board; parts that say what they said before stay the same objects. */
export const boardAt = (sight: BoardSight, before: BookingBoard, now: EpochMs): At<BookingBoard> => {
  const shown = [...sight.bookings]
    .map((booking) => showBooking(booking, now, !sight.unsent.has(booking.id)))
    .toSorted((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1))
  const held = heldSlots(sight, now)
  const waiting = [...sight.guests]
    .flatMap((guest) => showGuest(guest, now, !sight.unsentGuests.has(guest.id)))
    .toSorted((a, b) => a.cameAt - b.cameAt || (a.id < b.id ? -1 : 1))
  const board: BookingBoard = {
    zone: sight.zone,
    resources: keep(before.resources, sight.resources),
    services: keep(before.services, sight.services),
    bookings: keepEach(before.bookings, shown),
    waiting: keepEach(before.waiting, waiting),
    held: isSame(before.held, held) ? before.held : held,
    doubleBooked: isSame(before.doubleBooked, sight.doubleBooked) ? before.doubleBooked : sight.doubleBooked,
  }
  const isUnchanged =
    board.zone === before.zone &&
    board.resources === before.resources &&
    board.services === before.services &&
    board.bookings === before.bookings &&
    board.waiting === before.waiting &&
    board.held === before.held &&
    board.doubleBooked === before.doubleBooked
  return { value: isUnchanged ? before : board, until: untilOf(board, now) }
}

/** The first moment at which something turns late, over time or free, or somebody misses an offer. */
const untilOf = ({ bookings, held, waiting }: BookingBoard, now: EpochMs): EpochMs => {
  let until = Infinity
  const look = (moment: EpochMs | null): void => {
    if (moment !== null && moment > now && moment < until) until = moment
  }
  for (const { state, start, end, confirmBy, noShowAt } of bookings)
    if (isStanding(state)) for (const moment of [start, end, confirmBy, noShowAt]) look(moment)
  for (const { expiresAt } of held) look(expiresAt)
  for (const { offerUntil, to } of waiting) for (const moment of [offerUntil, to]) look(moment)
  return until
}

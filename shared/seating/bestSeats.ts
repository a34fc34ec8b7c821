import { blocksOf, leftAlone } from './alone.ts'
import type { HallRow, HallSeat } from './planSeats.ts'

/** What a party wishes for. */
export interface Party {
  readonly size: number
  readonly category?: string | undefined
  /** They need room for a wheelchair; without it no seat is suggested that is kept for one, or for a companion. */
  readonly accessible?: boolean | undefined
}

export interface Hall {
  readonly rows: readonly HallRow[]
  readonly leavesNoSingle: boolean
}

/** Free seats side by side, and how good they are: the least is the best. */
interface Place {
  readonly seats: readonly HallSeat[]
  readonly leavesAlone: boolean
  readonly cost: number
}

/** A row further back costs as much as so many units to the side: people want the middle before the front. */
const depthWeight = 0.6

/** Whether a seat is one that this party wishes for. */
export const suits = (
  { category, accessible, companionOf }: Pick<HallSeat, 'category' | 'accessible' | 'companionOf'>,
  party: Omit<Party, 'size'>,
): boolean =>
  (party.category === undefined || party.category === category) &&
  (party.accessible === true || (!accessible && companionOf === null))

/**
 * The best free seats for a party (SPEC E6): side by side where there are such, else in as few parts as can be, near to each other. Of places that
 * are as good, the first of the plan.
 * @returns the seats in the order of the plan's rows; null if there are not enough
 */
export const bestSeats = (
  { rows, leavesNoSingle }: Hall,
  party: Party,
  isFree: (seat: HallSeat) => boolean,
): readonly HallSeat[] | null => {
  const isFor = (seat: HallSeat): boolean => isFree(seat) && suits(seat, party)
  const seats = rows.flatMap((row) =>
    row.seats.filter((seat) => party.category === undefined || seat.category === party.category),
  )
  if (seats.filter(isFor).length < party.size) return null
  const costOf = costAround(seats)
  const context = { blocks: rows.flatMap((row) => blocksOf(row.seats)), isFree, isFor, costOf, leavesNoSingle }
  return placeTogether(context, party) ?? placeInParts(context, party.size)
}

interface Context {
  readonly blocks: readonly (readonly HallSeat[])[]
  readonly isFree: (seat: HallSeat) => boolean
  readonly isFor: (seat: HallSeat) => boolean
  readonly costOf: (seats: readonly HallSeat[]) => number
  readonly leavesNoSingle: boolean
}

/** How far seats are from where everybody would like to sit: the middle of the hall's width, near its front. */
const costAround = (seats: readonly HallSeat[]): Context['costOf'] => {
  let [left, right, top] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const { x, y } of seats) [left, right, top] = [Math.min(left, x), Math.max(right, x), Math.min(top, y)]
  const middle = (left + right) / 2
  return (some) => {
    const mean = some.reduce((sum, { x }) => sum + x, 0) / some.length
    const depth = some.reduce((sum, { y }) => sum + y - top, 0) / some.length
    return Math.abs(mean - middle) + depthWeight * depth
  }
}

const placeTogether = (context: Context, { size, accessible }: Party): readonly HallSeat[] | null => {
  const isWished = (seats: readonly HallSeat[]): boolean => accessible !== true || seats.some((seat) => seat.accessible)
  return (
    best(
      placesOf(context, size, new Set()).filter(({ seats }) => isWished(seats)),
      context.leavesNoSingle,
    )?.seats ?? null
  )
}

/** Every run of so many free seats side by side. */
const placesOf = (context: Context, size: number, taken: ReadonlySet<string>): Place[] => {
  const { blocks, isFree, isFor, costOf, leavesNoSingle } = context
  const isLeft = (seat: HallSeat): boolean => isFree(seat) && !taken.has(seat.seat)
  return blocks.flatMap((block) => {
    const places: Place[] = []
    let run = 0
    for (const [index, seat] of block.entries()) {
      run = isFor(seat) && !taken.has(seat.seat) ? run + 1 : 0
      if (run < size) continue
      const seats = block.slice(index + 1 - size, index + 1)
      const own = new Set(seats.map((one) => one.seat))
      places.push({
        seats,
        cost: costOf(seats),
        leavesAlone: leavesNoSingle && leftAlone(around(block, index, size), isLeft, own).length > 0,
      })
    }
    return places
  })
}

/** Whom taking these seats can leave alone sits beside them, which the next ones further on decide. */
const around = (block: readonly HallSeat[], last: number, size: number): readonly HallSeat[] =>
  block.slice(Math.max(0, last - size - 1), last + 3)

const best = (places: readonly Place[], avoidsAlone: boolean): Place | null =>
  places.reduce<Place | null>((one, other) => {
    if (one === null) return other
    if (avoidsAlone && one.leavesAlone !== other.leavesAlone) return one.leavesAlone ? other : one
    return other.cost < one.cost ? other : one
  }, null)

/** The largest parts first, each the best that is left. */
const placeInParts = (context: Context, size: number): readonly HallSeat[] | null => {
  const taken = new Set<string>()
  const chosen: HallSeat[] = []
  let most = size
  while (chosen.length < size && most > 0) {
    const part = Math.min(most, size - chosen.length)
    const near = chosen.length === 0 ? context : { ...context, costOf: nearTo(chosen) }
    const place = best(placesOf(near, part, taken), context.leavesNoSingle)
    if (place === null) {
      most = part - 1
      continue
    }
    for (const seat of place.seats) taken.add(seat.seat)
    chosen.push(...place.seats)
  }
  return chosen.length === size ? chosen : null
}

/** How far seats are from those that the party has already. */
const nearTo = (chosen: readonly HallSeat[]): Context['costOf'] => {
  const x = chosen.reduce((sum, seat) => sum + seat.x, 0) / chosen.length
  const y = chosen.reduce((sum, seat) => sum + seat.y, 0) / chosen.length
  return (some) => some.reduce((sum, seat) => sum + Math.hypot(seat.x - x, seat.y - y), 0) / some.length
}

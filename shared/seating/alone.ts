import type { HallSeat } from './planSeats.ts'

/** Seats of a row that stand next to each other, in order. */
export type Block = readonly HallSeat[]

/** A gap of more than so many usual steps between two seats is an aisle. */
const aisleFactor = 1.6

/** Cuts the seats of a row where an aisle or another category begins to part them. A row whose seats all stand apart is all of one block. */
export const blocksOf = (row: readonly HallSeat[]): Block[] => {
  const steps = row.slice(1).map((seat, index) => distance(row[index] ?? seat, seat))
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
  const blocks: HallSeat[][] = []
  for (const [index, seat] of row.entries()) {
    const step = index === 0 ? Number.POSITIVE_INFINITY : (steps[index - 1] ?? 0)
    const last = blocks.at(-1)
    if (last === undefined || step > usual * aisleFactor) blocks.push([seat])
    else last.push(seat)
  }
  return blocks
}

const distance = (one: HallSeat, other: HallSeat): number => Math.hypot(one.x - other.x, one.y - other.y)

/**
 * The free seats of a block that would have no free neighbour left if these seats were taken, and that have one now. Taking two of three in a row leaves one alone;
 * taking one of one leaves none.
 */
export const leftAlone = (
  block: Block,
  isFree: (seat: HallSeat) => boolean,
  taken: ReadonlySet<string>,
): HallSeat[] => {
  const free = block.map(isFree)
  const left = block.map((seat, index) => free[index] === true && !taken.has(seat.seat))
  return block.filter((_, index) => isAlone(left, index) && !isAlone(free, index))
}

const isAlone = (among: readonly boolean[], index: number): boolean =>
  among[index] === true && among[index - 1] !== true && among[index + 1] !== true

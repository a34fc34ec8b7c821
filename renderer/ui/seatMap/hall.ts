import { type Grid, gridOf } from './grid.ts'
import { type RowName, rowNamesOf } from './rowNames.ts'
import type { Box, MapArea, MapSeat } from './seat.ts'

/** All that stays as it is while seats change. */
export interface HallMap {
  readonly seats: readonly MapSeat[]
  readonly indexOf: ReadonlyMap<string, number>
  readonly areas: readonly MapArea[]
  readonly rowNames: readonly RowName[]
  readonly grid: Grid
  /** The usual distance of two seats side by side: a seat is drawn a little smaller. */
  readonly step: number
  readonly bounds: Box
}

const usualStep = (seats: readonly MapSeat[]): number => {
  const steps: number[] = []
  for (const [index, seat] of seats.entries()) {
    const next = seats[index + 1]
    if (next === undefined || next.row !== seat.row) continue
    const step = Math.hypot(next.x - seat.x, next.y - seat.y)
    if (step > 0) steps.push(step)
  }
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 30
}

/** @param seats in the order of the plan, those of a row one beside the other */
export const hallOf = (seats: readonly MapSeat[], areas: readonly MapArea[]): HallMap => {
  const step = usualStep(seats)
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  const reach = (x: number, y: number): void => {
    ;[left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)]
  }
  for (const { x, y } of seats) reach(x, y)
  for (const { x, y, width, height } of areas) {
    reach(x, y)
    reach(x + width, y + height)
  }
  const grid = gridOf(seats, step * 4)
  const rowNames = rowNamesOf(seats, step, grid)
  for (const { x, y } of rowNames) reach(x, y)
  const bounds = { left: left - step, top: top - step, right: right + step, bottom: bottom + step }
  const indexOf = new Map(seats.map(({ seat }, index) => [seat, index]))
  return { seats, indexOf, areas, rowNames, grid, step, bounds }
}

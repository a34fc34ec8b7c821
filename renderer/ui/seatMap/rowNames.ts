import type { Grid } from './grid.ts'
import type { MapSeat, Point } from './seat.ts'

/** What a row is called, beside one of its ends. */
export interface RowName extends Point {
  readonly text: string
}

/** Further apart than so many steps, seats of the same name are of two rows. */
const widestAisle = 5

const rowsIn = (seats: readonly MapSeat[], step: number): MapSeat[][] => {
  const rows: MapSeat[][] = []
  for (const seat of seats) {
    const row = rows.at(-1)
    const last = row?.at(-1)
    const goesOn =
      last !== undefined && last.row === seat.row && Math.hypot(seat.x - last.x, seat.y - last.y) <= step * widestAisle
    if (goesOn) row?.push(seat)
    else rows.push([seat])
  }
  return rows
}

/** The names of all rows, one step beyond either end, where no other seat stands. @param seats those of a row one beside the other */
export const rowNamesOf = (seats: readonly MapSeat[], step: number, grid: Grid): RowName[] =>
  rowsIn(seats, step).flatMap((row) =>
    [row, row.toReversed()].flatMap(([end, inner]): RowName[] => {
      if (end === undefined || end.row === '') return []
      // The other end of a row of one seat would be its neighbour's place.
      const back = inner ?? { x: end.x + step, y: end.y }
      const length = Math.hypot(end.x - back.x, end.y - back.y) || 1
      const at = { x: end.x + ((end.x - back.x) / length) * step, y: end.y + ((end.y - back.y) / length) * step }
      return grid.nearest(at, step * 0.7) === -1 ? [{ text: end.row, ...at }] : []
    }),
  )

import type { Box, Point } from './seat.ts'

/** Finds points near a place without looking at all of them: they lie in square cells. */
export interface Grid {
  readonly cell: number
  /** Calls back for each point in the cells that a box touches: some may lie just outside of it. */
  within(box: Box, found: (index: number) => void): void
  /** The nearest point no further away than `reach`; -1 if there is none. */
  nearest(at: Point, reach: number): number
}

/** @param cell the side of a cell; about as large as what is usually looked for */
export const gridOf = (points: readonly Point[], cell: number): Grid => {
  const cells = new Map<string, number[]>()
  const column = (value: number): number => Math.floor(value / cell)
  for (const [index, { x, y }] of points.entries()) {
    const name = `${column(x)},${column(y)}`
    const found = cells.get(name)
    if (found === undefined) cells.set(name, [index])
    else found.push(index)
  }
  const within: Grid['within'] = ({ left, top, right, bottom }, found) => {
    // A box that is larger than all there is touches every cell: to count them out would take longer.
    const [columns, rows] = [column(right) - column(left) + 1, column(bottom) - column(top) + 1]
    if (columns * rows > cells.size) {
      for (const [index, { x, y }] of points.entries())
        if (x >= left - cell && x <= right + cell && y >= top - cell && y <= bottom + cell) found(index)
      return
    }
    for (let one = column(left); one <= column(right); one += 1)
      for (let other = column(top); other <= column(bottom); other += 1)
        for (const index of cells.get(`${one},${other}`) ?? []) found(index)
  }
  const nearest: Grid['nearest'] = ({ x, y }, reach) => {
    let [best, least] = [-1, reach]
    within({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }, (index) => {
      const point = points[index]
      const distance = point === undefined ? Number.POSITIVE_INFINITY : Math.hypot(point.x - x, point.y - y)
      if (distance <= least) [best, least] = [index, distance]
    })
    return best
  }
  return { cell, within, nearest }
}

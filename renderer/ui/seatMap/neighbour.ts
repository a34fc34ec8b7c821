import type { HallMap } from './hall.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Something to the side costs so many times as much as straight on. */
const sideWeight = 2.5

const ahead: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
}

/** The seat that an arrow key leads to: the nearest one straight on, also over an aisle. @returns the same seat where there is none */
export const neighbourOf = ({ seats, grid, step, bounds }: HallMap, from: number, direction: Direction): number => {
  const here = seats[from]
  if (here === undefined) return seats.length > 0 ? 0 : -1
  const [dx, dy] = ahead[direction]
  const farthest = Math.max(bounds.right - bounds.left, bounds.bottom - bounds.top)
  for (let reach = step * 4; ; reach *= 4) {
    let [best, least] = [from, Number.POSITIVE_INFINITY]
    grid.within(
      { left: here.x - reach, right: here.x + reach, top: here.y - reach, bottom: here.y + reach },
      (index) => {
        const seat = seats[index]
        if (seat === undefined || index === from) return
        const [x, y] = [seat.x - here.x, seat.y - here.y]
        const [forward, side] = [x * dx + y * dy, Math.abs(x * dy) + Math.abs(y * dx)]
        // What lies more to the side than ahead is another direction's.
        if (forward < step * 0.2 || side > forward * 1.5) return
        const cost = forward + side * sideWeight
        if (cost < least) [best, least] = [index, cost]
      },
    )
    if (best !== from && least <= reach) return best
    if (reach > farthest) return best
  }
}

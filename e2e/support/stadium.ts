import type { Plan } from '../../shared/seating/plan.ts'

/** Steps of a seat and of a row, in the plan's own unit. */
const [seatStep, rowStep] = [25, 40]

export interface StadiumSize {
  readonly blocks: number
  readonly rows: number
  /** Of one row. */
  readonly seats: number
}

/** 20,000 seats. */
export const largeStadium: StadiumSize = { blocks: 40, rows: 20, seats: 25 }

/** A stadium as a seating plan: blocks around a pitch, their rows going up behind each other; seats are `12-3-7`: block, row, seat. */
export const stadiumPlan = ({ blocks, rows, seats }: StadiumSize): Plan => {
  const acrossBlocks = Math.ceil(blocks / 2)
  const width = acrossBlocks * (seats + 4) * seatStep
  const depth = rows * rowStep
  return {
    name: 'Stadium',
    size: { width, height: 2 * depth + 2_000 },
    categories: [
      { name: 'near', color: '#d9480f' },
      { name: 'far', color: '#1971c2' },
    ],
    zones: Array.from({ length: blocks }, (_block, block) => {
      const isFarSide = block >= acrossBlocks
      return {
        name: `Block ${block + 1}`,
        position: { x: (block % acrossBlocks) * (seats + 4) * seatStep, y: isFarSide ? depth + 2_000 : 0 },
        rows: Array.from({ length: rows }, (_row, row) => ({
          row_number: String(row + 1),
          // The first row is the one at the pitch.
          position: { x: 0, y: (isFarSide ? row : rows - 1 - row) * rowStep },
          seats: Array.from({ length: seats }, (_seat, seat) => ({
            seat_guid: `${block + 1}-${row + 1}-${seat + 1}`,
            seat_number: String(seat + 1),
            position: { x: seat * seatStep, y: 0 },
            category: row < rows / 2 ? 'near' : 'far',
          })),
        })),
      }
    }),
  }
}

import type { Plan } from './plan.ts'

/** A seat as it stands in its hall. */
export interface HallSeat {
  /** The plan's `seat_guid`. */
  readonly seat: string
  readonly category: string
  /** What is written on the row and on the seat. */
  readonly row: string
  readonly number: string
  /** In the plan's own unit, from its upper left corner. */
  readonly x: number
  readonly y: number
  readonly accessible: boolean
  readonly companionOf: string | null
}

/** The seats of one row, as the plan has them one beside the other. */
export interface HallRow {
  readonly zone: number
  readonly seats: readonly HallSeat[]
}

const origin = { x: 0, y: 0 }

/** The rows of a plan in its order, with all positions counted from the corner of the plan. */
export const rowsOf = ({ zones }: Plan): HallRow[] =>
  zones.flatMap((zone, index) =>
    zone.rows.map((row): HallRow => {
      const at = row.position ?? origin
      const [left, top] = [zone.position.x + at.x, zone.position.y + at.y]
      return {
        zone: index,
        seats: row.seats.map((seat) => ({
          seat: seat.seat_guid,
          category: seat.category,
          row: row.row_number,
          number: seat.seat_number,
          x: left + seat.position.x,
          y: top + seat.position.y,
          accessible: seat.accessible ?? false,
          companionOf: seat.companion_of ?? null,
        })),
      }
    }),
  )

/** All seats of a plan, row by row. */
export const seatsOf = (plan: Plan): HallSeat[] => rowsOf(plan).flatMap(({ seats }) => seats)

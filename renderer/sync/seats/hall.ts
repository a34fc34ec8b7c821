import type { HallArea } from '../../../shared/seating/areas.ts'
import { type PackedHall, unpackRows } from '../../../shared/seating/packedHall.ts'
import type { HallRow, HallSeat } from '../../../shared/seating/planSeats.ts'
import { labelOf, partsOf } from '../../../shared/seating/seatNames.ts'

/** A hall as it is drawn and asked. */
export interface Hall {
  readonly id: string
  readonly name: string
  readonly categories: PackedHall['categories']
  readonly areas: readonly HallArea[]
  readonly rows: readonly HallRow[]
  readonly seats: ReadonlyMap<string, HallSeat>
  /** By category. */
  readonly colors: ReadonlyMap<string, string>
  /** What people call a seat: `C7`, or `12-7` where rows have numbers, after its part where the hall has several. */
  labelOf(seat: string): string
}

export const hallFrom = (packed: PackedHall): Hall => {
  const rows = unpackRows(packed)
  const labels = new Map<string, string>()
  const parts = partsOf(packed.zones)
  for (const { zone, seats } of rows) for (const one of seats) labels.set(one.seat, labelOf(parts[zone] ?? '', one))
  const { id, name, categories, areas } = packed
  return {
    ...{ id, name, categories, areas, rows },
    colors: new Map(
      categories.flatMap(({ name: category, color }) => (color === null ? [] : [[category, color] as const])),
    ),
    seats: new Map(rows.flatMap((row) => row.seats.map((seat) => [seat.seat, seat] as const))),
    labelOf: (seat) => labels.get(seat) ?? seat,
  }
}

import { z } from 'zod'
import { areasOf } from './areas.ts'
import type { Plan } from './plan.ts'
import { type HallRow, rowsOf } from './planSeats.ts'

/** A seat: its `seat_guid`, what is written on it, where it is, and its category by its place among those of the hall. */
const packedSeatSchema = z.tuple([z.string(), z.string(), z.number(), z.number(), z.number()])

/** What a map needs of a plan, in a quarter of its size: 20,000 seats go to terminals in one document. */
export const packedHallSchema = z.object({
  /** Names the plan: another plan is another hall, so it never changes. */
  id: z.string(),
  name: z.string(),
  categories: z.array(z.object({ name: z.string(), color: z.string().nullable() })),
  areas: z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), text: z.string() })),
  /** What is written over its parts, by the `zone` of a row. */
  zones: z.array(z.string()),
  rows: z.array(z.object({ name: z.string(), zone: z.number(), seats: z.array(packedSeatSchema) })),
  accessible: z.array(z.string()),
  /** By seat: the accessible seat that it goes with. */
  companions: z.record(z.string(), z.string()),
})
export type PackedHall = Readonly<z.infer<typeof packedHallSchema>>

export const packHall = (id: string, plan: Plan): PackedHall => {
  const rows = rowsOf(plan)
  const seats = rows.flatMap((row) => row.seats)
  const categoryAt = new Map(plan.categories.map(({ name }, index) => [name, index]))
  return {
    id,
    name: plan.name,
    categories: plan.categories.map(({ name, color = null }) => ({ name, color })),
    areas: areasOf(plan),
    zones: plan.zones.map(({ name = '' }) => name),
    rows: rows.map((row) => ({
      name: row.seats[0]?.row ?? '',
      zone: row.zone,
      seats: row.seats.map(({ seat, number, x, y, category }) => [seat, number, x, y, categoryAt.get(category) ?? 0]),
    })),
    accessible: seats.filter(({ accessible }) => accessible).map(({ seat }) => seat),
    companions: Object.fromEntries(
      seats.flatMap(({ seat, companionOf }) => (companionOf === null ? [] : [[seat, companionOf]])),
    ),
  }
}

/** The rows of a hall as everybody else needs them. */
export const unpackRows = ({ rows, categories, accessible, companions }: PackedHall): HallRow[] => {
  const isAccessible = new Set(accessible)
  const companionOf = new Map(Object.entries(companions))
  return rows.map(({ name, zone, seats }) => ({
    zone,
    seats: seats.map(([seat, number, x, y, category]) => ({
      ...{ seat, row: name, number, x, y, category: categories[category]?.name ?? '' },
      ...{ accessible: isAccessible.has(seat), companionOf: companionOf.get(seat) ?? null },
    })),
  }))
}

import { z } from 'zod'
import { seatIdSchema } from '../kinds/seat/schema.ts'
import { printable } from '../text.ts'

/** The most seats of one plan: a stadium; more than that is sold in parts. */
export const mostSeats = 50_000

const text = z.string().max(200).regex(printable, 'printable text')
const named = text.min(1, 'is empty')
const coordinate = z.number({ error: 'is not a number' }).min(-1e7).max(1e7)
const positionSchema = z.looseObject(
  { x: coordinate, y: coordinate },
  { error: 'has no position: give {"x": …, "y": …}' },
)

const seatSchema = z.looseObject({
  seat_guid: seatIdSchema,
  seat_number: named,
  position: positionSchema,
  category: named,
  /** Ours: room for a wheelchair. */
  accessible: z.boolean().optional(),
  /** Ours: the `seat_guid` of the accessible seat that this one goes with. */
  companion_of: seatIdSchema.optional(),
})

const rowSchema = z.looseObject({
  row_number: text,
  position: positionSchema.optional(),
  seats: z.array(seatSchema),
})

const zoneSchema = z.looseObject({ name: text.optional(), position: positionSchema, rows: z.array(rowSchema) })

const shapeSchema = z.looseObject({
  name: text,
  size: z.looseObject({ width: z.number().positive(), height: z.number().positive() }).optional(),
  categories: z.array(z.looseObject({ name: named, color: text.optional() })),
  zones: z.array(zoneSchema),
})

export type Plan = z.infer<typeof shapeSchema>
export type PlanSeat = z.infer<typeof seatSchema>

/** What no schema sees: names that stand twice, or that nothing bears. */
export const planFaults = [
  'category_twice',
  'seat_twice',
  'no_category',
  'no_seat',
  'too_many',
  'no_accessible',
] as const
export type PlanFault = (typeof planFaults)[number]

/** A fault of a plan, at a place in it. */
interface Fault {
  readonly path: (string | number)[]
  readonly fault: PlanFault
  /** The name that is at fault, or the number that is too large. */
  readonly value: string
}

const words: Readonly<Record<PlanFault, (value: string) => string>> = {
  category_twice: (value) => `stands twice: ${value}`,
  seat_twice: (value) => `is another seat’s too: ${value}`,
  no_category: (value) => `is none of the categories of this plan: ${value}`,
  no_seat: () => 'no seat is in this plan',
  too_many: (value) => `has more than ${value} seats`,
  no_accessible: (value) => `is no accessible seat: ${value}`,
}

/** Each seat of a plan with its place in it. */
function* placesOf({ zones }: Plan): Generator<{ readonly seat: PlanSeat; readonly path: (string | number)[] }> {
  for (const [zone, { rows }] of zones.entries())
    for (const [row, { seats }] of rows.entries())
      for (const [index, seat] of seats.entries()) yield { seat, path: ['zones', zone, 'rows', row, 'seats', index] }
}

const faultsOf = (plan: Plan): Fault[] => {
  const faults: Fault[] = []
  const categories = new Set<string>()
  for (const [index, { name }] of plan.categories.entries()) {
    if (categories.has(name)) faults.push({ path: ['categories', index, 'name'], fault: 'category_twice', value: name })
    categories.add(name)
  }
  const seats = new Map<string, PlanSeat>()
  for (const { seat, path } of placesOf(plan)) {
    if (seats.has(seat.seat_guid))
      faults.push({ path: [...path, 'seat_guid'], fault: 'seat_twice', value: seat.seat_guid })
    seats.set(seat.seat_guid, seat)
    if (!categories.has(seat.category))
      faults.push({ path: [...path, 'category'], fault: 'no_category', value: seat.category })
  }
  if (seats.size === 0) faults.push({ path: ['zones'], fault: 'no_seat', value: '' })
  if (seats.size > mostSeats) faults.push({ path: ['zones'], fault: 'too_many', value: String(mostSeats) })
  for (const { seat, path } of placesOf(plan))
    if (seat.companion_of !== undefined && seats.get(seat.companion_of)?.accessible !== true)
      faults.push({ path: [...path, 'companion_of'], fault: 'no_accessible', value: seat.companion_of })
  return faults
}

/** A pretix seating plan. Every fault is told with its place; `params` names it for whoever has other words for it. */
export const planSchema = shapeSchema.superRefine((plan, context) => {
  for (const { path, fault, value } of faultsOf(plan))
    context.addIssue({ code: 'custom', path, message: words[fault](value), params: { fault, value } })
})

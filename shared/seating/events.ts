import { z } from 'zod'
import { codeSchema } from '../codes.ts'
import { seatIdSchema } from '../kinds/seat/schema.ts'
import { moneySchema } from '../money.ts'
import { saidMomentSchema } from '../saidMoment.ts'
import { printable } from '../text.ts'
import { mostSeats, planSchema } from './plan.ts'

export { type SeatState, seatStates } from './seatStates.ts'

/** More than a visitor of the public page may ever hold at a time. */
export const mostPublicSeats = 30

/** What is said of an event besides its plan. */
export const eventFields = {
  name: z.string().trim().min(1).max(200).regex(printable, 'printable text'),
  startsAt: saidMomentSchema,
  /** Whether suggestions leave no single seat alone. Default: they do. */
  leavesNoSingle: z.boolean().optional(),
  /** The most seats that one visitor of the public page may hold at a time (SPEC E7). Default 0: the event is not shown there. */
  publicSeats: z.int().min(0).max(mostPublicSeats).optional(),
}

/** An event as it is written: as a whole, what is left out has its default. */
export const eventInputSchema = z
  .strictObject({
    ...eventFields,
    location: codeSchema,
    plan: planSchema,
    /** By category; a category without one is not priced. */
    prices: z.record(z.string().min(1).max(200), moneySchema).optional(),
    /** Seats that are not for sale. */
    blocked: z.array(seatIdSchema).max(mostSeats).optional(),
  })
  .superRefine(({ plan, prices = {}, blocked = [] }, context) => {
    const categories = new Set(plan.categories.map(({ name }) => name))
    for (const category of Object.keys(prices))
      if (!categories.has(category))
        context.addIssue({ code: 'custom', path: ['prices', category], message: 'is none of the plan’s categories' })
    const seats = new Set(
      plan.zones.flatMap(({ rows }) => rows.flatMap((row) => row.seats.map((one) => one.seat_guid))),
    )
    for (const [index, seat] of blocked.entries())
      if (!seats.has(seat))
        context.addIssue({ code: 'custom', path: ['blocked', index], message: `is no seat of this plan: ${seat}` })
  })
/** An event as terminals know it; its plan is the hall that it names. */
export const seatedEventSchema = z.object({
  code: codeSchema,
  name: z.string(),
  location: z.string(),
  startsAt: z.number(),
  hall: z.string(),
  /** By category, in minor units; a category without one is not priced. */
  prices: z.record(z.string(), z.number()),
  currency: z.string(),
  /** Whether suggestions leave no single seat alone. */
  leavesNoSingle: z.boolean(),
  /** The most seats that one visitor of the public page may hold; 0: it is not shown there. */
  publicSeats: z.number(),
  /** How many the hall has. */
  seats: z.number(),
})
export type SeatedEvent = Readonly<z.infer<typeof seatedEventSchema>>

export type EventInput = z.infer<typeof eventInputSchema>

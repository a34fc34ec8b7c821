import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import { amountSchema } from '../../shared/money.ts'
import { eventFields, eventInputSchema } from '../../shared/seating/events.ts'
import { planSchema } from '../../shared/seating/plan.ts'
import { readCurrency } from '../catalogue/items.ts'
import type { Tx } from '../db/connect.ts'
import { type Changed, changed } from '../feed/announce.ts'
import { readEvent } from './events.ts'
import { lockEvent, putEvent } from './putEvent.ts'

const { name, startsAt, leavesNoSingle, publicSeats } = eventFields

/** An event as a manager writes it at a terminal, for the terminal's own location. What is blocked stays blocked. */
export const savedEventSchema = z.strictObject({
  code: codeSchema,
  isNew: z.boolean(),
  ...{ name, startsAt, leavesNoSingle, publicSeats },
  /** A pretix plan, or the code of an event that is in the same hall. */
  plan: z.union([planSchema, codeSchema]),
  /** By category, in minor units. */
  prices: z.record(z.string().min(1).max(200), amountSchema),
})
export type SavedEvent = z.infer<typeof savedEventSchema>

export type Saved =
  | { readonly type: 'saved' }
  /** A new one that is there already, or another location's. */
  | { readonly type: 'taken' }
  /** The event whose hall it was to have is not there. */
  | { readonly type: 'no_hall' }
  /** Prices for categories that the plan does not have. */
  | { readonly type: 'no_category'; readonly categories: readonly string[] }
  | { readonly type: 'in_the_way'; readonly seats: readonly string[] }

/** Makes or changes an event of a location. */
export const saveEvent = async (tx: Tx, input: SavedEvent, location: string): Promise<Changed<Saved>> => {
  // What is blocked is read here and written below: nobody may block a seat in between.
  await lockEvent(tx, input.code)
  const known = await readEvent(tx, input.code)
  if (known !== null && (input.isNew || known.location !== location)) return changed({ type: 'taken' })
  const plan = typeof input.plan === 'string' ? (await readEvent(tx, input.plan))?.plan : input.plan
  if (plan === undefined) return changed({ type: 'no_hall' })
  const currency = await readCurrency(tx)
  const { code, isNew: _isNew, prices, ...event } = input
  const parsedPlan = planSchema.parse(plan)
  const categories = new Set(parsedPlan.categories.map((category) => category.name))
  const unknown = Object.keys(prices).filter((category) => !categories.has(category))
  if (unknown.length > 0) return changed({ type: 'no_category', categories: unknown })
  const seats = new Set(
    parsedPlan.zones.flatMap(({ rows }) => rows.flatMap((row) => row.seats.map((seat) => seat.seat_guid))),
  )
  const written = eventInputSchema.parse({
    ...event,
    ...{ location, plan: parsedPlan, blocked: (known?.blocked ?? []).filter((seat) => seats.has(seat)) },
    prices: Object.fromEntries(Object.entries(prices).map(([category, amount]) => [category, { amount, currency }])),
  })
  const { value: put, changes } = await putEvent(tx, code, written)
  switch (put.type) {
    case 'put':
      return changed({ type: 'saved' }, ...changes)
    case 'in_the_way':
      return changed(put)
    case 'no_location':
      throw new Error(`a terminal stands at a location that is not there: ${location}`)
  }
}

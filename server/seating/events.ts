import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import { type Money, moneySchema } from '../../shared/money.ts'
import type { Queries, Sql } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'

/** An event without its plan. */
export const eventSchema = z.object({
  code: codeSchema,
  name: z.string(),
  location: codeSchema,
  startsAt: z.iso.datetime({ offset: true }),
  prices: z.record(z.string(), moneySchema),
  leavesNoSingle: z.boolean().meta({ description: 'suggestions leave no single seat alone' }),
  publicSeats: z
    .number()
    .meta({ description: 'the most that a visitor of the public page may hold; 0: not shown there' }),
  seats: z.number().meta({ description: 'how many the plan has' }),
})
export type SeatedEvent = z.infer<typeof eventSchema>

/** An event `e` that is not long over: terminals know of no other. */
export const isCurrent = (sql: Queries) => sql`e.starts_at > now() - interval '1 day'`

interface EventRow extends Omit<SeatedEvent, 'startsAt' | 'prices'> {
  readonly startsAt: Date
  readonly amounts: unknown
  readonly currency: string
}

const amountsSchema = z.record(z.string(), z.number())

const toEvent = ({ amounts, currency, startsAt, ...row }: EventRow): SeatedEvent => ({
  ...row,
  startsAt: startsAt.toISOString(),
  prices: Object.fromEntries(
    Object.entries(amountsSchema.parse(amounts)).map(([category, amount]): [string, Money] => [
      category,
      { amount, currency },
    ]),
  ),
})

const columns = (sql: Queries) => sql`
  e.code, e.name, e.location, e.starts_at as "startsAt", e.prices as amounts, h.currency, e.leaves_no_single as "leavesNoSingle",
  e.public_seats as "publicSeats", e.seat_count as seats`

/** One event with its plan as it was given, and the seats that are not for sale. */
export const readEvent = async (
  sql: Queries,
  code: string,
): Promise<(SeatedEvent & { readonly plan: unknown; readonly blocked: string[] }) | null> => {
  const [row] = await sql<(EventRow & { readonly plan: unknown; readonly blocked: string[] })[]>`
    select ${columns(sql)}, e.plan, array(select seat from seats where event = e.code and blocked order by seat) as blocked
    from events e, hub h where e.code = ${code}`
  if (row === undefined) return null
  const { plan, blocked, ...event } = row
  return { ...toEvent(event), plan, blocked }
}

export const hasEvent = async (sql: Queries, code: string): Promise<boolean> => {
  const [row] = await sql`select from events where code = ${code}`
  return row !== undefined
}

export interface EventsQuery {
  readonly location?: string | undefined
  /** Those that begin at this moment or later. */
  readonly from?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Events by code. */
export const listEvents = async (
  sql: Sql,
  { location, from, after, limit }: EventsQuery,
): Promise<{ data: SeatedEvent[]; nextCursor: string | null }> => {
  const rows = await sql<EventRow[]>`
    select ${columns(sql)} from events e, hub h
    where ${location === undefined ? sql`true` : sql`e.location = ${location}`}
      and ${from === undefined ? sql`true` : sql`e.starts_at >= ${new Date(from)}`}
      and ${after === undefined ? sql`true` : sql`e.code > ${after}`}
    order by e.code limit ${limit + 1}`
  return pageOf(rows.map(toEvent), limit, ({ code }) => [code])
}

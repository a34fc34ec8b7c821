import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import { type Money, moneySchema } from '../../shared/money.ts'
import type { EventInput } from '../../shared/seating/events.ts'
import { seatsOf } from '../../shared/seating/planSeats.ts'
import type { Queries, Sql, Tx } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'

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

/** What became of writing an event. */
export type Put =
  | { readonly type: 'put'; readonly event: SeatedEvent }
  | { readonly type: 'no_location' }
  /** Seats that somebody has, and that would be gone. */
  | { readonly type: 'in_the_way'; readonly seats: readonly string[] }

/** At most so many seats are named that stand in the way. */
const mostNamed = 100

/** Writes an event as a whole. Nothing is changed while somebody has a seat that would be gone (SPEC E5). */
export const putEvent = async (tx: Tx, code: string, input: EventInput): Promise<Changed<Put>> => {
  const { name, location, plan, prices = {}, leavesNoSingle = true, publicSeats = 0 } = input
  // Two who write the same new event would find no row to wait at.
  await tx`select pg_advisory_xact_lock(hashtext('holdfast event'), hashtext(${code}))`
  const [place] = await tx`select from locations where code = ${location}`
  if (place === undefined) return changed({ type: 'no_location' })
  const seats = seatsOf(plan).map(({ seat }) => seat)
  const inTheWay = await lockTaken(tx, { code, location, seats })
  if (inTheWay.length > 0) return changed({ type: 'in_the_way', seats: inTheWay })
  const startsAt = new Date(input.startsAt)
  const amounts = Object.fromEntries(Object.entries(prices).map(([category, { amount }]) => [category, amount]))
  await tx`
    insert into events (code, name, location, starts_at, plan, prices, leaves_no_single, public_seats, seat_count)
    values (${code}, ${name}, ${location}, ${startsAt}, ${JSON.stringify(plan)}::text::json, ${JSON.stringify(amounts)}::text::json,
      ${leavesNoSingle}, ${publicSeats}, ${seats.length})
    on conflict (code) do update set name = excluded.name, location = excluded.location, starts_at = excluded.starts_at, plan = excluded.plan,
      prices = excluded.prices, leaves_no_single = excluded.leaves_no_single, public_seats = excluded.public_seats, seat_count = excluded.seat_count, revision = events.revision + 1`
  await writeSeats(tx, code, seats, input.blocked ?? [])
  const told = { code, name, location, startsAt: startsAt.toISOString(), prices, leavesNoSingle, publicSeats }
  const event = { ...told, seats: seats.length }
  return changed({ type: 'put', event }, replicaChange('replica.event', code))
}

interface Wanted {
  readonly code: string
  readonly location: string
  readonly seats: readonly string[]
}

/** Locks all seats of an event as it is, in the arbiter's order. @returns those that somebody has and that would be gone */
const lockTaken = async (tx: Tx, { code, location, seats }: Wanted): Promise<string[]> => {
  await tx`select count(*) from (select from seats where event = ${code} order by event, seat for update) as s`
  const rows = await tx<{ seat: string }[]>`
    select c.seat from seat_claims c join events e on e.code = c.event
    where c.event = ${code} and c.active and (c.ends_at is null or c.ends_at > clock_timestamp())
      and (e.location <> ${location} or not c.seat = any(${[...seats]}::text[]))
    order by c.seat limit ${mostNamed}`
  return rows.map(({ seat }) => seat)
}

const writeSeats = async (tx: Tx, code: string, seats: readonly string[], blocked: readonly string[]) => {
  await tx`
    delete from seats s where s.event = ${code} and not exists (select from unnest(${[...seats]}::text[]) as w (seat) where w.seat = s.seat)`
  await tx`
    insert into seats (event, seat, blocked)
    select ${code}, w.seat, b.seat is not null
    from unnest(${[...seats]}::text[]) as w (seat)
    left join (select distinct seat from unnest(${[...blocked]}::text[]) as n (seat)) as b on b.seat = w.seat
    on conflict (event, seat) do update set blocked = excluded.blocked where seats.blocked <> excluded.blocked`
}

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
  sql: Sql,
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

import type { Party } from '../../shared/seating/bestSeats.ts'
import type { Queries } from '../db/connect.ts'
import type { InLine } from './inLine.ts'

/** What a visitor queues for: seats of an event, any of which suits their wish (SPEC Q7). */
export interface NewSeatBuyer extends Party {
  readonly id: string
  readonly channel: string
  readonly event: string
  readonly location: string
  /** As the hub knows it (`keyOf`). */
  readonly session: string
}

/** @returns false if this session waits for seats of this event already */
export const insertSeatBuyer = async (sql: Queries, buyer: NewSeatBuyer): Promise<boolean> => {
  const { id, channel, location, event, category = null, accessible = false, size, session } = buyer
  const rows = await sql`
    insert into queued_buyers (id, channel, location, event, category, accessible, quantity, session)
    values (${id}, ${channel}, ${location}, ${event}, ${category}, ${accessible}, ${size}, ${session})
    on conflict (session, event) where event is not null and hold is null and left_at is null do nothing returning 1`
  return rows.length > 0
}

/** Under which id a session queued for an event the last time; null: it never did, or it was forgotten. */
export const lastOfSession = async (sql: Queries, session: string, event: string): Promise<string | null> => {
  const [row] = await sql<{ id: string }[]>`
    select id from queued_buyers where session = ${session} and event = ${event} order by place desc limit 1`
  return row?.id ?? null
}

/** Somebody who waits for seats. */
export interface SeatInLine extends InLine, Party {}

interface WishRow {
  readonly size: number
  readonly category: string | null
  readonly accessible: boolean
}

const toParty = ({ size, category, accessible }: WishRow): Party => ({
  ...{ size, accessible },
  ...(category === null ? {} : { category }),
})

/** Only so many of a line are looked at: behind them nobody's turn comes soon. */
const mostLookedAt = 500

/** The lines of all events for whose seats somebody waits, each in its order. Of an event that is public no more nothing is offered. */
export const readSeatLines = async (sql: Queries): Promise<Map<string, SeatInLine[]>> => {
  const rows = await sql<(InLine & WishRow & { readonly event: string })[]>`
    select q.id, q.channel, e.code as event, e.location, q.quantity as size, q.category, q.accessible, q.session, q.customer, q.refusals
    from (select distinct event from queued_buyers where event is not null and hold is null and left_at is null) as p
    join events e on e.code = p.event and e.public_seats > 0
    cross join lateral (
      select * from queued_buyers b
      where b.event = p.event and b.hold is null and b.left_at is null
      order by b.place limit ${mostLookedAt}
    ) as q
    order by e.code, q.place`
  const lines = new Map<string, SeatInLine[]>()
  for (const { event, category, ...row } of rows) {
    const line = lines.get(event) ?? []
    lines.set(event, line)
    line.push({ ...row, ...toParty({ ...row, category }) })
  }
  return lines
}

/**
 * Writes down offers that a hub made and did not live to note: who waits holds no seats of the event (SPEC Q7), so what their session holds is one.
 * @returns how many
 */
export const noteLostOffers = async (sql: Queries): Promise<number> => {
  const rows = await sql`
    update queued_buyers q set hold = h.id from holds h
    where q.event is not null and q.hold is null and q.left_at is null and h.session = q.session and h.state = 'held'
      and exists (select from seat_claims c where c.hold = h.id and c.event = q.event and c.active)
    returning 1`
  return rows.length
}

/** The wishes of those who wait for seats of an event before whoever comes by this channel: of each sort the one that is the easiest to grant. */
export const readWishes = async (sql: Queries, event: string, channel: string): Promise<Party[]> => {
  const rows = await sql<WishRow[]>`
    select category, accessible, min(quantity)::integer as size from queued_buyers q
    where event = ${event} and hold is null and left_at is null
      and exists (select from sessions s where s.key = q.session and s.ended_at is null and s.ends_at > clock_timestamp())
      and exists (select from channels c where c.code = ${channel} and c.kind in ('web', 'marketplace'))
    group by category, accessible`
  return rows.map(toParty)
}

/** How many wait for seats of an event. */
export const countWaiting = async (sql: Queries, event: string): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from queued_buyers where event = ${event} and hold is null and left_at is null`
  return row?.count ?? 0
}

/** Whether a session waits for seats of an event. */
export const isWaiting = async (sql: Queries, session: string, event: string): Promise<boolean> => {
  const [row] = await sql`
    select from queued_buyers where session = ${session} and event = ${event} and hold is null and left_at is null`
  return row !== undefined
}

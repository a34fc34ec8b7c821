import { type Order, orderStateAt, type OrderState } from '../../shared/orders/orders.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Sql } from '../db/connect.ts'
import { readClock } from '../bookings/readBookings.ts'
import { foldForSearch } from '../../shared/text.ts'
import { likeLiteral } from '../catalogue/items.ts'
import { pageOf } from '../db/pages.ts'
import { selectOrders } from './orderRows.ts'

/** As a reader must see it: one whose money did not come in time is over, whether or not the job has come by (SPEC O2). */
const asOf = (order: Order, now: EpochMs): Order => {
  const state = orderStateAt(order, now)
  return state === order.state ? order : { ...order, state, endedAt: order.expiresAt, reason: 'not paid in time' }
}

/** One order, and the moment as of which it is told. */
export const readOrder = async (sql: Sql, id: string): Promise<{ order: Order; now: EpochMs } | null> => {
  const [[order], now] = await Promise.all([selectOrders(sql, sql`where o.id = ${id}`), readClock(sql)])
  return order === undefined ? null : { order: asOf(order, now), now }
}

/** The order that a payer means: by its number, the newest of those that are alike. Null if there is none. */
export const findByNumber = async (sql: Sql, number: string): Promise<Order | null> => {
  const [order] = await selectOrders(
    sql,
    sql`where o.number = ${number} and o.hold is not null order by o.id desc limit 1`,
  )
  return order ?? null
}

/** The order to which a refund belongs. */
export const findOrderOfRefund = async (sql: Sql, refund: string): Promise<string | null> => {
  const [row] = await sql<{ order: string }[]>`select order_id as order from refunds where id = ${refund}`
  return row?.order ?? null
}

/** Gives the next order its number. Never the same one twice, also by two hubs. */
export const takeNumber = async (sql: Sql): Promise<string> => {
  const [row] = await sql<{ n: number }[]>`select nextval('order_numbers') as n`
  if (row === undefined) throw new Error('the database gave no number')
  return `HF${String(row.n).padStart(6, '0')}`
}

export interface OrdersQuery {
  /** Words that are somewhere in it: number, customer, what was ordered. */
  readonly text?: string | undefined
  /** Whose customers may be found by what is known of them; null: everybody's. */
  readonly customersOf?: string | null | undefined
  readonly state?: OrderState | undefined
  readonly channel?: string | undefined
  readonly location?: string | undefined
  /** The id of the last order that was read. */
  readonly before?: string | undefined
  readonly limit: number
}

/** Orders in the order of their ids, newest first. */
export const listOrders = async (
  sql: Sql,
  { text = '', customersOf = null, state, channel, location, before, limit }: OrdersQuery,
): Promise<{ data: Order[]; nextCursor: string | null; now: EpochMs }> => {
  const wanted = await findWords(sql, text)
  const [rows, now] = await Promise.all([
    selectOrders(
      sql,
      sql`
        where ${inState(sql, state)} and ${hasWords(sql, wanted)}
          and ${text === '' || customersOf === null ? sql`true` : sql`(o.channel = ${customersOf} or o.number = ${text.trim()})`}
          and ${channel === undefined ? sql`true` : sql`o.channel = ${channel}`}
          and ${location === undefined ? sql`true` : sql`o.location = ${location}`}
          and ${before === undefined ? sql`true` : sql`o.id < ${before}::uuid`}
        order by o.id desc limit ${limit + 1}`,
    ),
    readClock(sql),
  ])
  const page = pageOf(
    rows.map((order) => asOf(order, now)),
    limit,
    ({ id }) => [id],
  )
  return { ...page, now }
}

/** How many of the newest are looked at to tell whether what is looked for is frequent, and of how many a page is soon full by walking through them. */
const [lookedAt, frequent] = [2_000, 20]
/** More than these are not read one by one. */
const mostFound = 20_000

/** A condition on orders: each word of the text is in it somewhere. The trigram index serves it. */
const isLike = (sql: Sql, words: readonly string[]) =>
  words.map((word) => sql`search like ${`%${likeLiteral(word)}%`}`).reduce((all, one) => sql`${all} and ${one}`)

/** The same, in a form that no index serves and that PostgreSQL takes for frequent: to be walked through, the newest first. */
const isInside = (sql: Sql, words: readonly string[]) =>
  words.map((word) => sql`strpos(o.search, ${word}) > 0`).reduce((all, one) => sql`${all} and ${one}`)

/** What is looked for: its words, and the orders that have them all, unless those are too many. */
interface Wanted {
  readonly words: readonly string[]
  readonly number: string
  readonly ids: readonly string[] | null
}

/**
 * Finds by the trigram index which orders have each word of a text, if those are few; a counter sale is found by its number. Beside other conditions, and
 * with patterns that it does not know yet, PostgreSQL would walk through all that ever was: a second for a million orders, where there is none.
 */
export const findWords = async (sql: Sql, text: string): Promise<Wanted> => {
  const words = foldForSearch(text).split(/\s+/).filter(Boolean)
  const number = text.trim()
  // There is no trigram in two letters.
  if (!words.some((word) => word.length > 2)) return { words, number, ids: null }
  const [newest] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select search from orders order by id desc limit ${lookedAt}) as newest where ${isLike(sql, words)}`
  if ((newest?.count ?? 0) >= frequent) return { words, number, ids: null }
  const found = await sql<{ id: string }[]>`
    select id from orders where number = ${number}
    union all select id from orders where ${isLike(sql, words)}
    limit ${mostFound + 1}`
  return { words, number, ids: found.length > mostFound ? null : found.map(({ id }) => id) }
}

/** A condition on `orders o`: it is one of those that were wanted. */
export const hasWords = (sql: Sql, { words, number, ids }: Wanted) => {
  if (words.length === 0) return sql`true`
  return ids === null ? sql`(${isInside(sql, words)} or o.number = ${number})` : sql`o.id = any(${[...ids]}::uuid[])`
}

/** A condition on `orders o`, as a reader must see it at this moment. States stand in the text, so that PostgreSQL plans with how many of each there are. */
export const inState = (sql: Sql, state: OrderState | undefined) => {
  switch (state) {
    case undefined:
      return sql`true`
    case 'awaiting_payment':
      return sql`o.state = 'awaiting_payment' and o.expires_at > now()`
    case 'deposit_paid':
      return sql`o.state = 'deposit_paid' and o.expires_at > now()`
    case 'expired':
      return sql`(o.state = 'expired' or o.state in ('awaiting_payment', 'deposit_paid') and o.expires_at <= now())`
    case 'paid':
      return sql`o.state = 'paid'`
    case 'shipped':
      return sql`o.state = 'shipped'`
    case 'delivered':
      return sql`o.state = 'delivered'`
    case 'cancelled':
      return sql`o.state = 'cancelled'`
    case 'failed':
      return sql`o.state = 'failed'`
    case 'delivery_failed':
      return sql`o.state = 'delivery_failed'`
    case 'returning':
      return sql`o.state = 'returning'`
    case 'returned':
      return sql`o.state = 'returned'`
  }
}

/** What people call these orders, by id. */
export const numbersOf = async (sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await sql<
    { id: string; number: string }[]
  >`select id, number from orders where id = any(${[...ids]}::uuid[])`
  return new Map(rows.map(({ id, number }) => [id, number]))
}

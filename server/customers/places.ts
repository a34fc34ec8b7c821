import { searchTextOf } from '../../shared/orders/searchText.ts'
import type { Queries, Tx } from '../db/connect.ts'
import type { FeedChange } from '../feed/append.ts'
import type { Fragment } from '../kinds/types.ts'
import { selectOrders } from '../orders/orderRows.ts'

/** Where it is written for whom something was. */
export type PlaceName = 'holds' | 'holdsPutAway' | 'bookings' | 'orders' | 'waiting' | 'queued'

/** A table whose rows have a customer. */
export interface Place {
  readonly table: string
  /** That a row is over: nobody works with it any more. What goes on needs to say whom it is for (SPEC A10). */
  isOver(sql: Queries): Fragment
  /** When it ended, where that is what it is found by. */
  endedAt?(sql: Queries): Fragment
  /** Erases in these rows, in the caller's transaction. @returns how many there were, and what terminals have to hear of */
  erase(tx: Tx, ids: readonly string[]): Promise<Erased>
}

export interface Erased {
  readonly count: number
  readonly changes: readonly FeedChange[]
}

const endedAt = (sql: Queries): Fragment => sql`ended_at`

const told = (type: string, rows: readonly { id: string; location: string }[]): Erased => ({
  count: rows.length,
  changes: rows.map(({ id, location }) => ({ type, subject: id, location, data: null })),
})

/** Those of these rows that are still over: locked in the order of their ids, whoever else locks some. */
const locked = (tx: Tx, { table, isOver }: Pick<Place, 'table' | 'isOver'>, ids: readonly string[]): Fragment => tx`(
  select id from ${tx(table)} where id = any(${[...ids]}::uuid[]) and customer is not null and ${isOver(tx)} order by id for update
) as w`

export const places: { readonly [Name in PlaceName]: Place } = {
  holds: {
    table: 'holds',
    // Past its deadline it is, whether or not somebody has tidied up (SPEC H3).
    isOver: (sql) => sql`(state <> 'held' or expires_at <= now())`,
    erase: async (tx, ids) => {
      const rows = await tx`update holds h set customer = null from ${locked(tx, places.holds, ids)} where h.id = w.id`
      return { count: rows.count, changes: [] }
    },
  },
  holdsPutAway: {
    table: 'holds_ended',
    isOver: (sql) => sql`true`,
    endedAt,
    erase: async (tx, ids) => {
      const rows = await tx`
        update holds_ended h set customer = null from ${locked(tx, places.holdsPutAway, ids)} where h.id = w.id`
      return { count: rows.count, changes: [] }
    },
  },
  bookings: {
    table: 'bookings',
    isOver: (sql) => sql`state not in ('pending', 'confirmed', 'seated')`,
    endedAt,
    erase: async (tx, ids) =>
      told(
        'replica.booking',
        await tx<{ id: string; location: string }[]>`
          update bookings b set customer = null, note = null from ${locked(tx, places.bookings, ids)} where b.id = w.id returning b.id, b.location`,
      ),
  },
  orders: {
    table: 'orders',
    // Null while somebody works with it, be it to give money back.
    isOver: (sql) => sql`kept_until is not null`,
    endedAt: (sql) => sql`coalesce(ended_at, placed_at)`,
    erase: async (tx, ids) => {
      const rows = await tx<{ id: string; location: string }[]>`
        update orders o set customer = null from ${locked(tx, places.orders, ids)} where o.id = w.id returning o.id, o.location`
      const orders = await selectOrders(tx, tx`where o.id = any(${rows.map(({ id }) => id)}::uuid[])`)
      await tx`
        update orders o set search = r.search
        from unnest(${orders.map(({ id }) => id)}::uuid[], ${orders.map(searchTextOf)}::text[]) as r (id, search) where o.id = r.id`
      return told('replica.order', rows)
    },
  },
  waiting: {
    table: 'waiting_guests',
    isOver: (sql) => sql`state in ('served', 'left', 'expired')`,
    endedAt,
    erase: async (tx, ids) =>
      told(
        'replica.waiting',
        await tx<{ id: string; location: string }[]>`
          update waiting_guests g set customer = null, note = null from ${locked(tx, places.waiting, ids)}
          where g.id = w.id returning g.id, g.location`,
      ),
  },
  // Who queues is forgotten a day after they came (SPEC Q5).
  queued: {
    table: 'queued_buyers',
    isOver: (sql) => sql`(hold is not null or left_at is not null)`,
    erase: async (tx, ids) => {
      const rows = await tx`
        update queued_buyers q set customer = null from ${locked(tx, places.queued, ids)} where q.id = w.id`
      return { count: rows.count, changes: [] }
    },
  },
}

export const placeNames: readonly PlaceName[] = [
  ...(['orders', 'bookings', 'waiting', 'queued', 'holds'] as const),
  // Last: what is put away meanwhile is found there.
  'holdsPutAway',
]

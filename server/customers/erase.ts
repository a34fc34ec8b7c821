import { customerKeys, type Named } from '../../shared/kinds/voucher/customer.ts'
import type { Sql } from '../db/connect.ts'
import { announce, changed } from '../feed/announce.ts'
import type { FeedReader } from '../feed/types.ts'
import type { Fragment } from '../kinds/types.ts'
import { forgetUses } from './forgetUses.ts'
import { type Place, type PlaceName, placeNames, places } from './places.ts'

export interface Deps {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'committed'>
}

/** Who has somebody erased; null: a program, over REST. */
export interface Eraser {
  readonly staff: string
  readonly terminal: string
}

export type Counts = Record<PlaceName, number>

export interface ErasedCustomer {
  readonly erased: Counts
  /** What goes on and keeps its customer until it has ended. */
  readonly kept: Counts
}

/** Rows of one table in one transaction. */
const atOnce = 500

const none = (): Counts => ({ holds: 0, holdsPutAway: 0, bookings: 0, orders: 0, waiting: 0, queued: 0 })

const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** How often these are written where it is over, or where it goes on. */
const countOf = async (sql: Sql, theirs: Fragment, over: boolean): Promise<Counts> => {
  const counts = none()
  for (const name of placeNames) {
    const isOver = places[name].isOver(sql)
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from ${sql(places[name].table)}
      where customer is not null and ${over ? isOver : sql`not ${isOver}`} and ${theirs}`
    counts[name] = row?.count ?? 0
  }
  return counts
}

const rowsOf = (sql: Sql, keys: readonly string[]): Fragment =>
  sql`${maybe(sql, keys)} and customer_keys(customer) && ${[...keys]}::text[]`

/** What erasing a customer would erase, and what would keep them. Null if neither a phone nor an e-mail was said. */
export const lookForCustomer = async (sql: Sql, who: Named): Promise<ErasedCustomer | null> => {
  const keys = customerKeys(who)
  if (keys.length === 0) return null
  const theirs = rowsOf(sql, keys)
  return { erased: await countOf(sql, theirs, true), kept: await countOf(sql, theirs, false) }
}

/**
 * Erases a customer wherever something is over (SPEC A9, A10): pass by pass, each table in a small transaction, until nothing of them is found. They are looked for without
 * locks. That it was done is kept, and by whom; not whom it was.
 * @returns null if neither a phone nor an e-mail was said
 */
export const eraseCustomer = async (deps: Deps, who: Named, by: Eraser | null): Promise<ErasedCustomer | null> => {
  const keys = customerKeys(who)
  if (keys.length === 0) return null
  const { sql } = deps
  const theirs = rowsOf(sql, keys)
  const [begun] = await sql<{ id: number }[]>`
    insert into erasures (staff, terminal) values (${by?.staff ?? null}, ${by?.terminal ?? null}) returning id`
  const erased = none()
  for (;;) {
    let found = 0
    for (const name of placeNames) {
      const count = await eraseSome(deps, places[name], theirs)
      erased[name] += count
      found += count
    }
    if (found === 0) break
  }
  const kept = await countOf(sql, theirs, false)
  await sql`update erasures set erased = ${sumOf(erased)}, kept = ${sumOf(kept)} where id = ${begun?.id ?? 0}`
  return { erased, kept }
}

/**
 * What is sure to be so of a customer with one of these keys, and is told in a tenth of the time: where no index says who it is, all of some days are read through. Of a
 * number its last digits are the same, however it is dialled and written.
 */
const maybe = (sql: Sql, keys: readonly string[]): Fragment => {
  const each = keys.map((key) => {
    const said = key.slice(key.indexOf(':') + 1)
    if (key.startsWith('email:')) return sql`position(${said} in lower(customer ->> 'email')) > 0`
    return said.length < 9
      ? sql`true`
      : sql`customer ->> 'phone' ~ ${`${said.slice(-7).split('').join('[^0-9]*')}[^0-9]*$`}`
  })
  return sql`(${each.reduce((one, other) => sql`${one} or ${other}`)})`
}

const eraseSome = async (deps: Deps, place: Place, which: Fragment): Promise<number> => {
  const { sql } = deps
  const rows = await sql<{ id: string }[]>`
    select id from ${sql(place.table)} where customer is not null and ${place.isOver(sql)} and ${which} limit ${atOnce}`
  if (rows.length === 0) return 0
  const ids = rows.map(({ id }) => id)
  if (place === places.orders || place === places.holds || place === places.holdsPutAway)
    await forgetUses(sql, place.table, ids)
  return announce(deps, async (tx) => {
    const { count, changes } = await place.erase(tx, ids)
    return changed(count, ...changes)
  })
}

/** Erases the customers of what ended so many days ago (SPEC A11), some of each table. @returns how many; none: there are no more */
export const eraseOld = async (deps: Deps, days: number): Promise<number> => {
  const { sql } = deps
  let count = 0
  for (const name of placeNames) {
    const place = places[name]
    const ended = place.endedAt?.(sql)
    if (ended !== undefined)
      count += await eraseSome(deps, place, sql`${ended} < now() - make_interval(days => ${days})`)
  }
  return count
}

import type { Queries, Tx } from '../db/connect.ts'
import type { FeedChange } from '../feed/append.ts'
import { lockLevel, markLevel } from '../stock/channelLimits.ts'
import { pageOf } from '../db/pages.ts'

/** Goods that a manager has put on flash sale at a location (SPEC F1). */
export interface FlashSale {
  readonly sku: string
  readonly location: string
  /** Null: until somebody ends it. */
  readonly endsAt: Date | null
  /** How many each buyer may have (SPEC F8); null: as many as there are. */
  readonly perBuyer: number | null
}

type Key = Pick<FlashSale, 'sku' | 'location'>

/** How goods at a location are on flash sale. `always`: their item says so, everywhere. */
export interface SaleState {
  readonly always: boolean
  readonly isOn: boolean
  readonly endsAt: Date | null
  readonly perBuyer: number | null
}

/**
 * Puts goods on flash sale, in place of what was said before; what buyers have had is counted on while the sale goes on.
 * @returns what changed; null if there is no such item or location
 */
export const beginSale = async (
  tx: Tx,
  { sku, location, endsAt, perBuyer }: FlashSale,
): Promise<FeedChange[] | null> => {
  const found = await tx`select from locations p, items i where p.code = ${location} and i.sku = ${sku}`
  if (found.length === 0) return null
  await lockLevel(tx, location, sku)
  await tx`
    delete from flash_takes where location = ${location} and sku = ${sku}
      and not exists (select from flash_sales where location = ${location} and sku = ${sku} and (ends_at is null or ends_at > now()))`
  await tx`
    insert into flash_sales (location, sku, ends_at, per_buyer) values (${location}, ${sku}, ${endsAt}, ${perBuyer})
    on conflict (location, sku) do update set ends_at = excluded.ends_at, per_buyer = excluded.per_buyer`
  return markLevel(tx, { location, sku })
}

/** @returns what changed; null if there was none */
export const endSale = async (tx: Tx, { sku, location }: Key): Promise<FeedChange[] | null> => {
  await lockLevel(tx, location, sku)
  const ended = await tx`delete from flash_sales where location = ${location} and sku = ${sku}`
  if (ended.count === 0) return null
  await tx`delete from flash_takes where location = ${location} and sku = ${sku}`
  return markLevel(tx, { location, sku })
}

/** Forgets who took what in sales that are over (SPEC A8): nothing is counted by it any more. @returns how many rows */
export const forgetTakes = async (sql: Queries): Promise<number> => {
  const forgotten = await sql`
    delete from flash_takes t where not exists (
      select from flash_sales s
      where s.location = t.location and s.sku = t.sku and (s.ends_at is null or s.ends_at > now()))`.execute()
  return forgotten.count
}

/** How goods are on sale now; null if there is no such item. */
export const readSale = async (sql: Queries, { sku, location }: Key): Promise<SaleState | null> => {
  const [row] = await sql<SaleState[]>`
    select i.flash_sale as always, s.sku is not null as "isOn", s.ends_at as "endsAt", s.per_buyer as "perBuyer"
    from items i
    left join flash_sales s on s.sku = i.sku and s.location = ${location} and (s.ends_at is null or s.ends_at > now())
    where i.sku = ${sku}`
  return row === undefined ? null : { ...row, isOn: row.always || row.isOn }
}

export interface SalesQuery {
  readonly after?: readonly [sku: string, location: string] | undefined
  readonly limit: number
}

/** What managers have put on flash sale and is not over. */
export const listSales = async (
  sql: Queries,
  { after, limit }: SalesQuery,
): Promise<{ data: FlashSale[]; nextCursor: string | null }> => {
  const rows = await sql<FlashSale[]>`
    select sku, location, ends_at as "endsAt", per_buyer as "perBuyer" from flash_sales
    where (ends_at is null or ends_at > now()) and ${after === undefined ? sql`true` : sql`(sku, location) > (${after[0]}, ${after[1]})`}
    order by sku, location limit ${limit + 1}`
  return pageOf(rows, limit, ({ sku, location }) => [sku, location])
}

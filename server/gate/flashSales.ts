import type { Queries } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'

/** Goods that a manager has put on flash sale at a location (SPEC F1). */
export interface FlashSale {
  readonly sku: string
  readonly location: string
  /** Null: until somebody ends it. */
  readonly endsAt: Date | null
}

type Key = Pick<FlashSale, 'sku' | 'location'>

/** How goods at a location are on flash sale. `always`: their item says so, everywhere. */
export interface SaleState {
  readonly always: boolean
  readonly isOn: boolean
  readonly endsAt: Date | null
}

/** Puts goods on flash sale, in place of what was said before. @returns false if there is no such item or location */
export const beginSale = async (sql: Queries, { sku, location, endsAt }: FlashSale): Promise<boolean> => {
  const put = await sql`
    insert into flash_sales (location, sku, ends_at)
    select p.code, i.sku, ${endsAt} from locations p, items i where p.code = ${location} and i.sku = ${sku}
    on conflict (location, sku) do update set ends_at = excluded.ends_at`
  return put.count > 0
}

/** @returns false if there was none */
export const endSale = async (sql: Queries, { sku, location }: Key): Promise<boolean> => {
  const ended = await sql`delete from flash_sales where location = ${location} and sku = ${sku}`
  return ended.count > 0
}

/** How goods are on sale now; null if there is no such item. */
export const readSale = async (sql: Queries, { sku, location }: Key): Promise<SaleState | null> => {
  const [row] = await sql<{ always: boolean; isOn: boolean; endsAt: Date | null }[]>`
    select i.flash_sale as always, s.sku is not null as "isOn", s.ends_at as "endsAt"
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
    select sku, location, ends_at as "endsAt" from flash_sales
    where (ends_at is null or ends_at > now()) and ${after === undefined ? sql`true` : sql`(sku, location) > (${after[0]}, ${after[1]})`}
    order by sku, location limit ${limit + 1}`
  return pageOf(rows, limit, ({ sku, location }) => [sku, location])
}

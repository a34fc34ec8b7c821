import { z } from 'zod'
import { stockKey } from '../../shared/kinds/stock/rules.ts'
import { codeSchema } from '../../shared/codes.ts'
import { maxQuantity } from '../../shared/quantity.ts'
import { type Money, moneySchema } from '../../shared/money.ts'
import { foldForSearch, printable } from '../../shared/text.ts'
import { AlreadyThere } from '../db/alreadyThere.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { forgetLimits } from '../stock/channelLimits.ts'
import { pageOf } from '../db/pages.ts'
import type { FeedChange } from '../feed/append.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'
import { nameSchema } from './locations.ts'

export const barcodeSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\s\p{Cc}\p{Cs}]+$/u, 'printable, without spaces')

export const itemInputSchema = z.strictObject({
  name: nameSchema,
  barcodes: z.array(barcodeSchema).max(50).optional(),
  price: moneySchema,
  safetyStock: z.int().min(0).max(maxQuantity).optional(),
  flashSale: z.boolean().optional(),
  listed: z.boolean().optional().meta({
    description:
      'false: not sold any more. Nothing new of it can be held, ordered or pre-ordered (`not_listed`); what was promised before stands. Left out: as it is; a new item is listed',
  }),
})
export type ItemInput = z.infer<typeof itemInputSchema>

export const itemSchema = z.object({
  sku: codeSchema,
  name: z.string(),
  barcodes: z.array(z.string()),
  price: moneySchema,
  safetyStock: z.number(),
  flashSale: z.boolean(),
  listed: z.boolean(),
})
export type Item = z.infer<typeof itemSchema>

/** The one currency of a shop: a sale adds up prices of many items. */
export const readCurrency = async (sql: Sql | Tx): Promise<string> => {
  const [hub] = await sql<{ currency: string }[]>`select currency from hub`
  if (hub === undefined) throw new Error('the hub has no row of its own: the database was not migrated')
  return hub.currency
}

/**
 * Writes an item as a whole: what is left out has its default afterwards, but for whether it is sold: a program that does not know of that must not offer again
 * what a person took out. @throws AlreadyThere if it was to be new
 */
export const putItem = async (tx: Tx, sku: string, input: ItemInput, isNew = false): Promise<Changed<Item>> => {
  const { name, price, safetyStock = 0, flashSale = false } = input
  const barcodes = [...new Set(input.barcodes ?? [])]
  const [before] = await tx<{ safetyStock: number; listed: boolean }[]>`
    select safety_stock as "safetyStock", listed from items where sku = ${sku} for update`
  const listed = input.listed ?? before?.listed ?? true
  const [row] = await tx`
    insert into items (sku, name, folded, barcodes, price, currency, safety_stock, flash_sale, listed)
    values (${sku}, ${name}, ${foldForSearch(name)}, ${barcodes}::text[], ${price.amount}::bigint, ${price.currency}, ${safetyStock}, ${flashSale}, ${listed})
    on conflict (sku) do update set name = excluded.name, folded = excluded.folded, barcodes = excluded.barcodes,
      price = excluded.price, currency = excluded.currency, safety_stock = excluded.safety_stock, flash_sale = excluded.flash_sale,
      listed = excluded.listed
    where ${!isNew} returning 1`
  if (row === undefined) throw new AlreadyThere(sku)
  if (before !== undefined && before.listed !== listed) await forgetLimits(tx)
  const isSame = before === undefined || (before.safetyStock === safetyStock && before.listed === listed)
  const moved = isSame ? [] : await levelsOf(tx, [sku])
  const item = { sku, name, barcodes, price, safetyStock, flashSale, listed }
  return changed(item, replicaChange('replica.item', sku), ...moved)
}

/** Takes an item out of what is sold, or offers it again (SPEC N1). @returns what changed; null if there is no such item */
export const listItem = async (tx: Tx, sku: string, listed: boolean): Promise<readonly FeedChange[] | null> => {
  const [before] = await tx<{ listed: boolean }[]>`select listed from items where sku = ${sku} for update`
  if (before === undefined) return null
  if (before.listed === listed) return []
  await tx`update items set listed = ${listed} where sku = ${sku}`
  await forgetLimits(tx)
  return [replicaChange('replica.item', sku), ...(await levelsOf(tx, [sku]))]
}

/** What can be had follows from the safety stock and from whether it is sold, so all levels of the items change with them. */
export const levelsOf = async (tx: Tx, skus: readonly string[]): Promise<FeedChange[]> => {
  const rows = await tx<{ location: string; sku: string }[]>`
    select location, sku from stock_levels where sku = any(${[...skus]}::text[]) order by location, sku`
  return rows.map(({ location, sku }) => ({
    type: 'stock.changed',
    subject: stockKey(location, sku),
    location,
    data: null,
  }))
}

interface ItemRow extends Omit<Item, 'price'> {
  readonly amount: number
  readonly currency: string
}

const toItem = ({ amount, currency, ...item }: ItemRow): Item => {
  const price: Money = { amount, currency }
  return { ...item, price }
}

const columns = (sql: Sql | Tx) =>
  sql`sku, name, barcodes, price as amount, currency, safety_stock as "safetyStock", flash_sale as "flashSale", listed`

export const readItem = async (sql: Sql | Tx, sku: string): Promise<Item | null> => {
  const [row] = await sql<ItemRow[]>`select ${columns(sql)} from items where sku = ${sku}`
  return row === undefined ? null : toItem(row)
}

export interface ItemsQuery {
  /** Words of the name without accents, the beginning of a SKU, or a whole barcode. */
  readonly query?: string | undefined
  /** Only those that are sold, or only those that are not any more. */
  readonly listed?: boolean | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** A text as a pattern of LIKE, with what has a meaning there made literal. */
export const likeLiteral = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** What matches a search: every word in the name, without accents, or the SKU's beginning, or a barcode. */
export const matching = (sql: Sql, query: string | undefined) => {
  if (query === undefined || query.trim() === '') return sql`true`
  const words = foldForSearch(query).split(/\s+/).filter(Boolean)
  return sql`(
    folded like all (${words.map((word) => `%${likeLiteral(word)}%`)}::text[])
    or sku ilike ${`${likeLiteral(query.trim())}%`} or barcodes @> array[${query.trim()}])`
}

export const listItems = async (
  sql: Sql,
  { query, listed, after, limit }: ItemsQuery,
): Promise<{ data: Item[]; nextCursor: string | null }> => {
  const rows = await sql<ItemRow[]>`
    select ${columns(sql)} from items
    where ${matching(sql, query)} and ${listed === undefined ? sql`true` : sql`listed = ${listed}`} and ${after === undefined ? sql`true` : sql`sku > ${after}`}
    order by sku limit ${limit + 1}`
  return pageOf(rows.map(toItem), limit, (item) => [item.sku])
}

export const searchTextSchema = z.string().max(200).regex(printable, 'printable text')

import { z } from 'zod'
import { stockKey } from '../../shared/kinds/stock/rules.ts'
import { codeSchema } from '../../shared/codes.ts'
import { maxQuantity } from '../../shared/quantity.ts'
import { type Money, moneySchema } from '../../shared/money.ts'
import { foldForSearch, printable } from '../../shared/text.ts'
import { AlreadyThere } from '../db/alreadyThere.ts'
import type { Sql, Tx } from '../db/connect.ts'
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
})
export type ItemInput = z.infer<typeof itemInputSchema>

export const itemSchema = z.object({
  sku: codeSchema,
  name: z.string(),
  barcodes: z.array(z.string()),
  price: moneySchema,
  safetyStock: z.number(),
  flashSale: z.boolean(),
})
export type Item = z.infer<typeof itemSchema>

/** The one currency of a shop: a sale adds up prices of many items. */
export const readCurrency = async (sql: Sql | Tx): Promise<string> => {
  const [hub] = await sql<{ currency: string }[]>`select currency from hub`
  if (hub === undefined) throw new Error('the hub has no row of its own: the database was not migrated')
  return hub.currency
}

/** Writes an item as a whole: what is left out has its default afterwards. @throws AlreadyThere if it was to be new */
export const putItem = async (tx: Tx, sku: string, input: ItemInput, isNew = false): Promise<Changed<Item>> => {
  const { name, price, safetyStock = 0, flashSale = false } = input
  const barcodes = [...new Set(input.barcodes ?? [])]
  const [before] = await tx<{ safetyStock: number }[]>`
    select safety_stock as "safetyStock" from items where sku = ${sku} for update`
  const [row] = await tx`
    insert into items (sku, name, folded, barcodes, price, currency, safety_stock, flash_sale)
    values (${sku}, ${name}, ${foldForSearch(name)}, ${barcodes}::text[], ${price.amount}::bigint, ${price.currency}, ${safetyStock}, ${flashSale})
    on conflict (sku) do update set name = excluded.name, folded = excluded.folded, barcodes = excluded.barcodes,
      price = excluded.price, currency = excluded.currency, safety_stock = excluded.safety_stock, flash_sale = excluded.flash_sale
    where ${!isNew} returning 1`
  if (row === undefined) throw new AlreadyThere(sku)
  const moved = before === undefined || before.safetyStock === safetyStock ? [] : await levelsOf(tx, sku)
  return changed({ sku, name, barcodes, price, safetyStock, flashSale }, replicaChange('replica.item', sku), ...moved)
}

/** What is available follows from the safety stock too, so all levels of the item change with it. */
const levelsOf = async (tx: Tx, sku: string): Promise<FeedChange[]> => {
  const rows = await tx<{ location: string }[]>`select location from stock_levels where sku = ${sku} order by location`
  return rows.map(({ location }) => ({ type: 'stock.changed', subject: stockKey(location, sku), location, data: null }))
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
  sql`sku, name, barcodes, price as amount, currency, safety_stock as "safetyStock", flash_sale as "flashSale"`

export const readItem = async (sql: Sql | Tx, sku: string): Promise<Item | null> => {
  const [row] = await sql<ItemRow[]>`select ${columns(sql)} from items where sku = ${sku}`
  return row === undefined ? null : toItem(row)
}

export interface ItemsQuery {
  /** Words of the name without accents, the beginning of a SKU, or a whole barcode. */
  readonly query?: string | undefined
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
  { query, after, limit }: ItemsQuery,
): Promise<{ data: Item[]; nextCursor: string | null }> => {
  const rows = await sql<ItemRow[]>`
    select ${columns(sql)} from items
    where ${matching(sql, query)} and ${after === undefined ? sql`true` : sql`sku > ${after}`}
    order by sku limit ${limit + 1}`
  return pageOf(rows.map(toItem), limit, (item) => [item.sku])
}

export const searchTextSchema = z.string().max(200).regex(printable, 'printable text')

import { z } from 'zod'
import type { Giver, NewId } from '../../shared/holds/settle.ts'
import { codeSchema } from '../../shared/codes.ts'
import { maxOnHand, maxQuantity } from '../../shared/quantity.ts'
import { amountSchema } from '../../shared/money.ts'
import type { Tx } from '../db/connect.ts'
import { type Changed, changed } from '../feed/announce.ts'
import { countLevels } from '../stock/countLevels.ts'
import { barcodeSchema, type Item, putItem, readCurrency, readItem } from './items.ts'
import { nameSchema } from './locations.ts'

/** One item as a person writes it at a terminal. */
export const savedItemSchema = z.strictObject({
  sku: codeSchema,
  /** A new item must not be there yet, so that nobody overwrites one by a mistyped SKU. */
  isNew: z.boolean(),
  name: nameSchema,
  barcodes: z.array(barcodeSchema).max(50),
  /** In minor units of the shop's currency. */
  price: amountSchema,
  safetyStock: z.int().min(0).max(maxQuantity),
  /** False: not sold any more. Left out: as it is. */
  listed: z.boolean().optional(),
  /** What was counted at this location; null leaves the count as it is. */
  onHand: z.int().min(0).max(maxOnHand).nullable(),
})
export type SavedItem = z.infer<typeof savedItemSchema>

interface Place {
  readonly location: string
  readonly giver: Giver
  readonly newId: NewId
}

/** Writes one item and its count, both or neither. What the form does not know (the flash sale) stays. @throws AlreadyThere */
export const saveItem = async (tx: Tx, input: SavedItem, place: Place): Promise<Changed<Item>> => {
  const { sku, isNew, name, barcodes, price, safetyStock, listed, onHand } = input
  const before = await readItem(tx, sku)
  const currency = await readCurrency(tx)
  const flashSale = before?.flashSale ?? false
  const written = { name, barcodes, price: { amount: price, currency }, safetyStock, flashSale, listed }
  const item = await putItem(tx, sku, written, isNew)
  const { location, giver, newId } = place
  const counted = onHand === null ? [] : await countLevels(tx, [{ sku, location, onHand }], giver, newId)
  return changed(item.value, ...item.changes, ...counted)
}

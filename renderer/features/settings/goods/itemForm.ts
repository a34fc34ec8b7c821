import { codeSchema } from '../../../../shared/codes.ts'
import { maxOnHand, maxQuantity } from '../../../../shared/quantity.ts'
import { digitsOf, maxAmount } from '../../../../shared/money.ts'
import { printable } from '../../../../shared/text.ts'
import type { SavedItem } from '../../../app/questions.ts'
import { wholeIn } from '../../../ui/wholeNumber.ts'

/** One item as it is typed. */
export interface ItemFields {
  readonly sku: string
  readonly name: string
  readonly barcodes: string
  readonly price: string
  readonly safetyStock: string
  readonly onHand: string
}
export type ItemField = keyof ItemFields

export const emptyFields: ItemFields = { sku: '', name: '', barcodes: '', price: '', safetyStock: '', onHand: '' }

/** What was typed: an item, or the fields that do not fit. */
export type ReadFields =
  | { readonly ok: true; readonly item: Omit<SavedItem, 'isNew'> }
  | { readonly ok: false; readonly wrong: readonly ItemField[] }

/** An amount as people write it, in minor units: `29.000`, `29 000`, and where there are cents `12,50` or `12.5`. null if it is none. */
export const typedPrice = (text: string, currency: string): number | null => {
  const digits = digitsOf(currency)
  const written = text.replace(/[\s₫đ$€£]/gu, '')
  const cents = digits === 0 ? null : new RegExp(`^(.*)[.,](\\d{1,${digits}})$`).exec(written)
  const whole = cents?.[1] ?? written
  // Thousands stand in threes, so that 12.50 is never taken for 1250 where there are no cents.
  if (!/^(?:\d+|\d{1,3}(?:[.,]\d{3})+)$/.test(whole)) return null
  const amount = Number(whole.replace(/\D/g, '')) * 10 ** digits + Number((cents?.[2] ?? '').padEnd(digits, '0'))
  return amount <= maxAmount ? amount : null
}

/** A price as it stands in the field. */
export const priceText = (amount: number, currency: string): string => {
  const digits = digitsOf(currency)
  return digits === 0 ? String(amount) : (amount / 10 ** digits).toFixed(digits)
}

const count = (text: string, max: number): number | null => wholeIn(text, { min: 0, max })

/** Barcodes part at spaces, commas and semicolons. */
export const barcodesIn = (text: string): readonly string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]

/** Reads what was typed, in the currency of the shop. */
export const readFields = (fields: ItemFields, currency: string): ReadFields => {
  const sku = codeSchema.safeParse(fields.sku.trim())
  const name = fields.name.trim()
  const barcodes = barcodesIn(fields.barcodes)
  const price = typedPrice(fields.price, currency)
  const safetyStock = fields.safetyStock.trim() === '' ? 0 : count(fields.safetyStock, maxQuantity)
  const isCounted = fields.onHand.trim() !== ''
  const onHand = isCounted ? count(fields.onHand, maxOnHand) : null
  const nameFits = name !== '' && name.length <= 200 && printable.test(name)
  const barcodesFit = barcodes.length <= 50 && barcodes.every((code) => code.length <= 64)
  const onHandFits = !isCounted || onHand !== null
  if (sku.success && nameFits && barcodesFit && price !== null && safetyStock !== null && onHandFits)
    return { ok: true, item: { sku: sku.data, name, barcodes, price, safetyStock, onHand } }
  const fits: Readonly<Record<ItemField, boolean>> = {
    sku: sku.success,
    name: nameFits,
    barcodes: barcodesFit,
    price: price !== null,
    safetyStock: safetyStock !== null,
    onHand: onHandFits,
  }
  const wrong = (['sku', 'name', 'barcodes', 'price', 'safetyStock', 'onHand'] as const).filter((field) => !fits[field])
  return { ok: false, wrong }
}

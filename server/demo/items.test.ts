import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { itemInputSchema } from '../catalogue/items.ts'
import { codeSchema } from '../../shared/codes.ts'
import { holds } from './shop.ts'

const items = z
  .array(z.object({ sku: codeSchema, name: z.string(), barcode: z.string(), price: z.string() }))
  .parse(parse(readFileSync(new URL('items.csv', import.meta.url)), { columns: true }))

/** The last digit of an EAN-13, from the twelve before it. Source: GS1 General Specifications, 7.9. */
const checkDigit = (digits: string): number => {
  const sum = digits.split('').reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return (10 - (sum % 10)) % 10
}

test('about 200 items, each with its own SKU, name and barcode', () => {
  expect(items.length).toBeGreaterThanOrEqual(200)
  for (const key of ['sku', 'name', 'barcode'] as const)
    expect(new Set(items.map((item) => item[key])).size).toBe(items.length)
})

test('barcodes are EAN-13 of Viet Nam with a right check digit', () => {
  for (const { barcode } of items) {
    expect(barcode).toMatch(/^893\d{10}$/)
    expect(Number(barcode.at(-1))).toBe(checkDigit(barcode.slice(0, 12)))
  }
})

test('every item fits the catalogue, at a price that can be paid in notes', () => {
  for (const { name, barcode, price } of items) {
    const item = { name, barcodes: [barcode], price: { amount: Number(price), currency: 'VND' } }
    expect(itemInputSchema.safeParse(item).success).toBe(true)
    expect(Number(price) % 500).toBe(0)
  }
})

test('what is held at the start is of the catalogue', () => {
  const skus = new Set(items.map(({ sku }) => sku))
  for (const { lines } of holds) for (const [sku] of lines) expect(skus).toContain(sku)
})

import { parse } from 'csv-parse/sync'
import { stringify } from './writeCsv.ts'

/** One item made from what a shop sold of it. */
export interface SoldItem {
  readonly sku: string
  readonly name: string
  /** In đồng. */
  readonly price: number
  /** As many as were sold in these days: enough for as many again. */
  readonly onHand: number
}

export interface SoldCatalogue {
  readonly items: readonly SoldItem[]
  /** Codes that are no goods: postage, discounts, bank charges, and what never had a price or a name. */
  readonly skipped: readonly string[]
}

/** Đồng for a pound in December 2010, rounded; fixed, so that the catalogue is the same every time. */
const dongPerPound = 30_600
/** The smallest note in use is 500 đồng. */
const smallestNote = 500

/** Goods have five digits and sometimes letters for a colour or a size. */
const goods = /^\d{5}[A-Z]*$/

interface Sale {
  readonly description: string
  readonly quantity: number
  readonly pounds: number
}

/** A line that was quoted as a whole is a line inside a field. */
const unwrap = (fields: string[]): string[] => {
  const [only = ''] = fields
  return fields.length === 1 ? (parse(only, { relax_quotes: true })[0] ?? []) : fields
}

/** Makes a catalogue from invoices: one item for each code, under its most frequent name and its median price. */
export const catalogueOf = (csv: string): SoldCatalogue => {
  const [, ...lines]: string[][] = parse(csv, { bom: true, relax_column_count: true })
  const sales = new Map<string, Sale[]>()
  const skipped = new Set<string>()
  for (const line of lines) {
    const [invoice = '', code = '', description = '', quantity = '', , pounds = ''] = unwrap(line)
    const sku = code.trim().toUpperCase()
    if (!goods.test(sku)) skipped.add(sku)
    else {
      const of = sales.get(sku) ?? []
      sales.set(sku, of)
      if (!invoice.startsWith('C'))
        of.push({ description: description.trim(), quantity: Number(quantity), pounds: Number(pounds) })
    }
  }
  const items: SoldItem[] = []
  for (const [sku, of] of sales) {
    const name = mostFrequent(of.map(({ description }) => description).filter(Boolean))
    const pounds = median(of.map((sale) => sale.pounds).filter((price) => price > 0))
    if (name === null || pounds === null) skipped.add(sku)
    else {
      const sold = of.reduce((sum, { quantity }) => sum + Math.max(0, quantity), 0)
      items.push({ sku, name: inSentenceCase(name), price: toDong(pounds), onHand: sold })
    }
  }
  return { items: items.toSorted((a, b) => (a.sku < b.sku ? -1 : 1)), skipped: [...skipped].toSorted() }
}

/** The catalogue as a file for `POST /v1/items/import`. */
export const importFileOf = (items: readonly SoldItem[], location: string): string =>
  stringify([
    ['sku', 'name', 'barcode', 'price', 'location', 'on_hand'],
    ...items.map(({ sku, name, price, onHand }) => [sku, name, '', String(price), location, String(onHand)]),
  ])

const toDong = (pounds: number): number =>
  Math.max(smallestNote, Math.round((pounds * dongPerPound) / smallestNote) * smallestNote)

/** The shop wrote everything in capitals. */
const inSentenceCase = (text: string): string => {
  const lower = text.replaceAll(/\s+/g, ' ').toLowerCase()
  return lower.charAt(0).toUpperCase() + lower.slice(1)
}

const mostFrequent = (texts: readonly string[]): string | null => {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

const median = (numbers: readonly number[]): number | null => {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}

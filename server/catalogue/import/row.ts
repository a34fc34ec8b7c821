import { codeSchema } from '../../../shared/codes.ts'
import { maxAmount } from '../../../shared/money.ts'
import { maxOnHand } from '../../../shared/quantity.ts'
import {
  type FileFault,
  type ImportColumn as Column,
  importColumns as columns,
  type LineFault,
  neededColumns,
} from '../../../shared/protocol/itemImport.ts'
import { barcodeSchema } from '../items.ts'
import { nameSchema } from '../locations.ts'

/** One good line. */
export interface Row {
  readonly line: number
  readonly sku: string
  readonly name: string
  /** null leaves the item's barcodes as they are. */
  readonly barcode: string | null
  readonly price: number
  /** Whether it is sold; null leaves that as it is. */
  readonly listed: boolean | null
  /** null if the line says nothing of stock. */
  readonly count: { readonly location: string; readonly onHand: number } | null
}

/** What is wrong with a line. `message` is for programs; people read the words that the terminal has for `fault`. */
export interface BadLine {
  readonly ok: false
  readonly fault: LineFault
  readonly detail: string
  readonly message: string
}

/** What is wrong with the first line. */
export interface BadHeader {
  readonly ok: false
  readonly fault: FileFault
  readonly columns: readonly Column[]
  readonly message: string
}

export interface Good<Value> {
  readonly ok: true
  readonly value: Value
}

const bad = (fault: LineFault, message: string, detail = ''): BadLine => ({ ok: false, fault, detail, message })

/** Where each column stands, by the header, -1 if it is not there; or what is wrong with the header. */
export type Header = Readonly<Record<Column, number>>

export const readHeader = (fields: readonly string[]): Good<Header> | BadHeader => {
  const names = fields.map((field) => field.trim().toLowerCase())
  const missing = neededColumns.filter((column) => !names.includes(column))
  if (missing.length > 0) {
    const message = `the first line has to name the columns ${neededColumns.join(',')}; missing: ${missing.join(', ')}`
    return { ok: false, fault: 'columns_missing', columns: missing, message }
  }
  const doubled = columns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
  if (doubled.length > 0) {
    const message = `the first line names a column twice: ${doubled.join(', ')}`
    return { ok: false, fault: 'columns_doubled', columns: doubled, message }
  }
  const at = (column: Column): number => names.indexOf(column)
  return {
    ok: true,
    value: {
      sku: at('sku'),
      name: at('name'),
      barcode: at('barcode'),
      price: at('price'),
      location: at('location'),
      on_hand: at('on_hand'),
      listed: at('listed'),
    },
  }
}

const wholeNumber = (text: string, most: number): number | null => {
  if (!/^\d{1,13}$/.test(text)) return null
  const value = Number(text)
  return value <= most ? value : null
}

/** Reads one line by the header; says of a bad one what is wrong with it. */
export const readRow = (
  fields: readonly string[],
  header: Header,
  width: number,
  locations: ReadonlySet<string>,
  line: number,
): Good<Row> | BadLine => {
  if (fields.length !== width)
    return bad('fields', `has ${fields.length} fields, and the first line has ${width}`, `${fields.length}`)
  const field = (column: Column): string => (fields[header[column]] ?? '').trim()
  if (fields.some((text) => text.includes('\ufffd'))) return bad('not_utf8', 'is not UTF-8 text')
  const sku = codeSchema.safeParse(field('sku'))
  if (!sku.success) return bad('sku', 'sku: 1 to 64 printable characters without a slash')
  // Spreadsheets break long names over lines.
  const name = nameSchema.safeParse(field('name').replaceAll(/\s+/g, ' '))
  if (!name.success) return bad('name', 'name: 1 to 200 printable characters')
  const barcode = field('barcode') === '' ? null : field('barcode')
  if (barcode !== null && !barcodeSchema.safeParse(barcode).success)
    return bad('barcode', 'barcode: up to 64 printable characters without spaces')
  const price = wholeNumber(field('price'), maxAmount)
  if (price === null) return bad('price', 'price: a whole number of minor units, 0 or more')
  const listed = readListed(field('listed'))
  if (!listed.ok) return listed
  const count = readCount(field('location'), field('on_hand'), locations)
  if (!count.ok) return count
  return {
    ok: true,
    value: { line, sku: sku.data, name: name.data, barcode, price, listed: listed.value, count: count.value },
  }
}

/** What people and spreadsheets write for yes and no. */
const listedWords: Readonly<Record<string, boolean>> = {
  ...{ true: true, yes: true, '1': true, có: true },
  ...{ false: false, no: false, '0': false, không: false },
}

const readListed = (text: string): Good<boolean | null> | BadLine => {
  if (text === '') return { ok: true, value: null }
  const value = listedWords[text.toLowerCase().normalize('NFC')]
  return value === undefined ? bad('listed', 'listed: true or false, or empty') : { ok: true, value }
}

/** Both empty: the line is about the item alone. */
const readCount = (location: string, text: string, locations: ReadonlySet<string>): Good<Row['count']> | BadLine => {
  if (location === '' && text === '') return { ok: true, value: null }
  if (location === '') return bad('location_missing', 'location: on_hand needs one')
  if (!locations.has(location))
    return bad('location_unknown', `location: there is no ${JSON.stringify(location)}`, location)
  if (text === '') return { ok: true, value: null }
  const onHand = wholeNumber(text, maxOnHand)
  if (onHand === null) return bad('on_hand', 'on_hand: a whole number, 0 or more')
  return { ok: true, value: { location, onHand } }
}

import type { Sql } from '../db/connect.ts'
import type { CodeWords, Column, ColumnKind, ExportQuery, ExportTable, Row } from './table.ts'

/** Rows that are fetched at once. */
const fetchedAtOnce = 500

const column = (key: string, kind: ColumnKind, vi: string, en: string): Column => ({ key, kind, words: { vi, en } })
export const text = (key: string, vi: string, en: string) => column(key, 'text', vi, en)
export const number = (key: string, vi: string, en: string) => column(key, 'number', vi, en)
export const amount = (key: string, vi: string, en: string) => column(key, 'amount', vi, en)
export const moment = (key: string, vi: string, en: string) => column(key, 'moment', vi, en)
/** A state or a reason, in words instead of its code. */
export const code = (key: string, vi: string, en: string, codes: CodeWords): Column => ({
  ...{ key, kind: 'code', codes, words: { vi, en } },
})

type Where = (sql: Sql, query: ExportQuery) => ReturnType<Sql>

/** Rows of one location, if one was asked for. */
export const at =
  (field: string): Where =>
  (sql, { location }) =>
    location === null ? sql`true` : sql`${sql(field)} = ${location}`
/** Rows of the time that was asked for, its end left out. */
export const between =
  (field: string): Where =>
  (sql, { from, until }) =>
    sql`(${from === null ? sql`true` : sql`${sql(field)} >= ${from}`} and ${until === null ? sql`true` : sql`${sql(field)} < ${until}`})`

/** A list: what it is called in both languages, its columns, and how its rows are read, so many at once. */
export const table = (
  vi: string,
  en: string,
  columns: readonly Column[],
  select: (sql: Sql, query: ExportQuery) => { cursor(rows: number): AsyncIterable<Row[]> },
): ExportTable => ({
  columns,
  words: { vi, en },
  read: (sql, query) => select(sql, query).cursor(fetchedAtOnce),
})

export const location = text('location', 'Địa điểm', 'Location')
export const channel = text('channel', 'Kênh', 'Channel')
export const sku = text('sku', 'SKU', 'SKU')
export const currency = text('currency', 'Tiền tệ', 'Currency')
export const orderNumber = text('order', 'Đơn', 'Order')

export const customerColumns = [
  text('customerName', 'Khách', 'Customer'),
  text('customerPhone', 'Điện thoại', 'Phone'),
  text('customerEmail', 'Email', 'Email'),
]
export const customerOf = (sql: Sql, row: string) => sql`
  ${sql(row)}.customer ->> 'name' as "customerName", ${sql(row)}.customer ->> 'phone' as "customerPhone", ${sql(row)}.customer ->> 'email' as "customerEmail"`

/** What an order waits for until its time is over (SPEC O2), and a hold until its deadline (SPEC H3). */
export const orderState = (sql: Sql) =>
  sql`case when o.state in ('awaiting_payment', 'deposit_paid') and o.expires_at <= now() then 'expired' else o.state end`

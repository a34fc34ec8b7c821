import { DateTime } from 'luxon'
import { digitsOf } from '../../shared/money.ts'
import type { Cell, Column, ExportLanguage, Moment, Row } from './table.ts'

const millisecondsOfDay = 86_400_000
/** 1899-12-30, from which spreadsheets count days. */
const firstDay = Date.UTC(1899, 11, 30)

const momentOf = (at: Date, zone: string): Moment => {
  const local = DateTime.fromJSDate(at, { zone })
  const wall = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second)
  return { wall: local.toFormat('yyyy-MM-dd HH:mm:ss'), serial: (wall - firstDay) / millisecondsOfDay }
}

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : JSON.stringify(value)
}

/** Whom a file is for: whose clock tells its times, and in which language it is. */
export interface Reader {
  readonly zone: string
  readonly language: ExportLanguage
}

const cellOf = (column: Column, row: Row, { zone, language }: Reader): Cell => {
  const value = row[column.key] ?? null
  if (value === null) return null
  switch (column.kind) {
    case 'code':
      return column.codes(textOf(value), language) ?? textOf(value)
    case 'text':
      return textOf(value)
    case 'number':
      return Number(value)
    case 'amount':
      return Number(value) / 10 ** digitsOf(textOf(row['currency']))
    case 'moment':
      return value instanceof Date ? momentOf(value, zone) : textOf(value)
  }
}

/** A row as it is written. */
export const cellsOf = (columns: readonly Column[], row: Row, reader: Reader): Cell[] =>
  columns.map((column) => cellOf(column, row, reader))

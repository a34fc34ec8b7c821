import { DateTime } from 'luxon'
import { digitsOf } from '../../shared/money.ts'
import type { Cell, Column, Moment, Row } from './table.ts'

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

const cellOf = ({ key, kind }: Column, row: Row, zone: string): Cell => {
  const value = row[key] ?? null
  if (value === null) return null
  switch (kind) {
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
export const cellsOf = (columns: readonly Column[], row: Row, zone: string): Cell[] =>
  columns.map((column) => cellOf(column, row, zone))

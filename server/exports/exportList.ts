import type { Readable } from 'node:stream'
import type { Sql } from '../db/connect.ts'
import { cellsOf, type Reader } from './cells.ts'
import { exportLists, type ExportName } from './lists.ts'
import { toCsv } from './toCsv.ts'
import { toXlsx } from './toXlsx.ts'
import type { Cell, ExportQuery, ExportTable } from './table.ts'
import { withinSheet } from './withinSheet.ts'

export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

const types: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export interface Exported {
  readonly type: string
  /** A name for the file, of plain letters. */
  readonly fileName: string
  readonly stream: Readable
}

export type ExportOptions = ExportQuery & Reader

/** A whole list as a file that is written while it is read, whatever its length. */
export const exportList = (sql: Sql, name: ExportName, format: ExportFormat, options: ExportOptions): Exported => {
  const table = exportLists[name]
  const rows = rowsOf(sql, table, options)
  const { language } = options
  const stream = format === 'csv' ? toCsv(rows) : toXlsx(withinSheet(rows, language), table.words[language])
  return { type: types[format], fileName: `${name}.${format}`, stream }
}

async function* rowsOf(sql: Sql, table: ExportTable, options: ExportOptions): AsyncGenerator<readonly Cell[]> {
  yield table.columns.map(({ words }) => words[options.language])
  for await (const rows of table.read(sql, options)) for (const row of rows) yield cellsOf(table.columns, row, options)
}

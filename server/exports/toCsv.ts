import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { Cell } from './table.ts'

/** Rows as CSV after RFC 4180, in UTF-8 with its mark, so that spreadsheets read it; nothing in it is taken for a formula. */
export const toCsv = (rows: AsyncIterable<readonly Cell[]>): Readable => {
  const writer = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' })
  pipeline(Readable.from(plain(rows)), writer, () => {})
  return writer
}

async function* plain(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<(string | number | null)[]> {
  for await (const cells of rows)
    yield cells.map((cell) => (typeof cell === 'object' && cell !== null ? cell.wall : cell))
}

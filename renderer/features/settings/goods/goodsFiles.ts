import { type ImportColumn, neededColumns } from '../../../../shared/protocol/itemImport.ts'

/** The column that says how many there are. */
export const countColumn: ImportColumn = 'on_hand'

/** Spreadsheets know by it that a file is UTF-8, and show Vietnamese as it was written. */
const byteOrderMark = '\ufeff'

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const csv = (rows: readonly (readonly string[])[]): string =>
  byteOrderMark + rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')

/** A file to begin with: three things as they may be written, at this location. */
export const exampleFile = (location: string): string =>
  csv([
    neededColumns,
    ['CF-SUA', 'Cà phê sữa đá', '8930000000009', '29000', location, '50'],
    ['TRA-DAO', 'Trà đào, cam sả', '8930000000016', '45000', location, '20'],
    ['BANH-MI', 'Bánh mì thịt', '', '25000', '', ''],
  ])

/** The lines that did not go in, with what is wrong with each. */
export const rejectedFile = (head: readonly [string, string], lines: readonly (readonly [number, string])[]): string =>
  csv([head, ...lines.map(([line, why]) => [String(line), why])])

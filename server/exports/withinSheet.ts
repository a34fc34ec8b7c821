import type { Cell, ExportLanguage } from './table.ts'

/** The rows that a sheet of a spreadsheet has room for; a file with more cannot be opened. */
const mostRows = 1_048_576

const words: Readonly<Record<ExportLanguage, string>> = {
  vi: 'Còn nữa: một trang tính không chứa hết. Hãy tải bằng CSV để có tất cả.',
  en: 'There is more than a sheet has room for. Take CSV to have all of it.',
}

/** As many rows as a sheet has room for; if there are more, the last one says so. */
export async function* withinSheet(
  rows: AsyncIterable<readonly Cell[]>,
  language: ExportLanguage,
  most = mostRows,
): AsyncGenerator<readonly Cell[]> {
  let written = 0
  for await (const row of rows) {
    written += 1
    if (written === most) {
      yield [words[language]]
      return
    }
    yield row
  }
}

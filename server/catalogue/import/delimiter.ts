import { open } from 'node:fs/promises'

/** What may part the fields; where the comma stands in amounts, spreadsheets write semicolons. */
const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

/** A first line that is longer is none. */
const longestHeader = 4 * 1024

/** What parts the fields of a file, by its first line: names of columns hold none of them, so the most frequent is meant. */
export const delimiterIn = (header: string): Delimiter => {
  const [line = ''] = header.split(/[\r\n]/, 1)
  const counts = delimiters.map((delimiter) => line.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}

export const delimiterOf = async (file: string): Promise<Delimiter> => {
  const opened = await open(file)
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(longestHeader), 0, longestHeader, 0)
    return delimiterIn(buffer.toString('utf8', 0, bytesRead))
  } finally {
    await opened.close()
  }
}

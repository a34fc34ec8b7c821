import { Transform, type Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { Delimiter } from './delimiter.ts'

/** One record of the file. A record with quoted line ends stands on several lines; this is the first. */
export type Line =
  | { readonly type: 'record'; readonly line: number; readonly fields: readonly string[] }
  /** The file cannot be read any further. */
  | { readonly type: 'broken'; readonly line: number; readonly message: string }

/** A record that is longer has a quote that nobody closed. */
const longestRecord = 64 * 1024

const carriageReturn = 0x0d
const lineFeed = 0x0a

/** Makes every line end a line feed, so that lines are counted alike whatever wrote the file. */
const withLineFeeds = (): Transform => {
  let held = false
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const out = Buffer.allocUnsafe(chunk.length + 1)
      let length = 0
      for (const byte of chunk) {
        // A carriage return is an end of line by itself, or with the line feed behind it.
        if (held && byte !== lineFeed) out[length++] = lineFeed
        held = byte === carriageReturn
        if (!held) out[length++] = byte
      }
      done(null, out.subarray(0, length))
    },
    flush(done) {
      done(null, held ? Buffer.of(lineFeed) : null)
    },
  })
}

const newlinesIn = (fields: readonly string[]): number =>
  fields.reduce((sum, field) => sum + field.split('\n').length - 1, 0)

interface Parsed {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

/** Reads CSV (RFC 4180, with what spreadsheets make of it) record by record, without ever holding more than a few of them. */
export async function* readLines(source: Readable, delimiter: Delimiter = ','): AsyncGenerator<Line> {
  const broken: { code: string }[] = []
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    max_record_size: longestRecord,
  })
  parser.on('skip', (error: { code: string }) => broken.push(error))
  const chain = source.pipe(withLineFeeds()).pipe(parser)
  source.on('error', (error) => chain.destroy(error))
  let last = 0
  try {
    for await (const parsed of chain) {
      const { record, info }: Parsed = parsed
      last = info.lines
      // A blank line is no record, but it is a line.
      if (record.length === 1 && record[0] === '') continue
      yield { type: 'record', line: info.lines - newlinesIn(record), fields: record }
    }
  } finally {
    source.destroy()
  }
  if (broken.length > 0)
    yield {
      type: 'broken',
      line: last + 1,
      message: 'a quote is opened here and not closed, or the line is too long; from here on nothing was read',
    }
}

import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { on } from 'node:events'
import { fromBuffer, type ZipFile } from 'yauzl'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsOf } from './cells.ts'
import { exportLists } from './lists.ts'
import type { Cell } from './table.ts'
import { toCsv } from './toCsv.ts'
import { toXlsx } from './toXlsx.ts'
import { withinSheet } from './withinSheet.ts'

async function* rowsOf(...rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  for (const row of rows) yield await Promise.resolve(row)
}

const allOf = async (rows: AsyncIterable<readonly Cell[]>): Promise<(readonly Cell[])[]> => {
  const all: (readonly Cell[])[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** The parts of a workbook, read by another library than the one that wrote it. */
const unzip = async (file: Buffer): Promise<Map<string, string>> => {
  const zip = await promisify(openZip)(file)
  const found = new Map<string, string>()
  for await (const [entry] of on(zip, 'entry', { close: ['end'] })) {
    const stream = await promisify(zip.openReadStream.bind(zip))(entry)
    found.set(entry.fileName, (await buffer(stream)).toString('utf8'))
  }
  return found
}
const openZip = (file: Buffer, done: (error: Error | null, zip: ZipFile) => void): void => fromBuffer(file, done)
const sheetOf = async (...rows: readonly (readonly Cell[])[]): Promise<string> =>
  (await unzip(await buffer(toXlsx(rowsOf(...rows), 'Orders')))).get('xl/worksheets/sheet1.xml') ?? ''

const injections = ['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '＝1', '=HYPERLINK("http://x","y")']

test('CSV: what a customer wrote is never taken for a formula; numbers stay numbers', async () => {
  const text = (await buffer(toCsv(rowsOf(...injections.map((one) => [one]), [-5])))).toString('utf8')
  expect(text.charCodeAt(0)).toBe(0xfeff)
  const read = parse(text, { bom: true, relax_column_count: true })
  for (const [index, one] of injections.entries()) expect(read[index]?.[0]).toBe(`'${one}`)
  expect(read.at(-1)).toEqual(['-5'])
})

test('CSV: whatever is in a cell comes back as it was', async () => {
  const cell = fc
    .string({ unit: 'grapheme' })
    .filter((text) => text !== '' && !/^[=+\-@\t\r\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}]/u.test(text))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 }), async (rows) => {
      const text = (await buffer(toCsv(rowsOf(...rows)))).toString('utf8')
      expect(parse(text, { bom: true })).toEqual(rows)
    }),
  )
})

test('XLSX: a workbook of the parts that spreadsheets want; text is text, whatever it begins with', async () => {
  const parts = await unzip(await buffer(toXlsx(rowsOf(['Name'], ['=1+1', 7, null]), 'Đơn & hàng')))
  expect([...parts.keys()].toSorted()).toEqual([
    ...['[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml'],
    'xl/worksheets/sheet1.xml',
  ])
  expect(parts.get('xl/workbook.xml')).toContain('name="Đơn &amp; hàng"')
  const sheet = parts.get('xl/worksheets/sheet1.xml')
  expect(sheet).toContain(
    '<row><c t="inlineStr" s="0"><is><t xml:space="preserve">=1+1</t></is></c><c><v>7</v></c><c/></row>',
  )
  expect(sheet).not.toContain('<f>')
})

test('XLSX: what XML cannot hold is left out, and what it has a word for is written by that', async () => {
  const sheet = await sheetOf(['a\u0000b\ud800c<d>&"e"', 'áo 👕'])
  expect(sheet).toContain('>abc&lt;d&gt;&amp;&quot;e&quot;<')
  expect(sheet).toContain('>áo 👕<')
})

test('XLSX: what a sheet has no room for is told in its last row, and no longer read', async () => {
  let read = 0
  const counted = async function* (): AsyncGenerator<readonly Cell[]> {
    for (; read < 10; read += 1) yield await Promise.resolve([read])
  }
  expect(await allOf(withinSheet(counted(), 'en', 3))).toEqual([[0], [1], [expect.stringContaining('CSV')]])
  expect(read).toBe(2)
  expect(await allOf(withinSheet(rowsOf([0], [1]), 'vi', 3))).toEqual([[0], [1]])
})

test('a moment is what the clock on the venue’s wall said, on the days the clocks change too', () => {
  const column = { key: 'at', kind: 'moment', words: { vi: 'Lúc', en: 'At' } } as const
  const at = (text: string, zone: string) => cellsOf([column], { at: new Date(text) }, { zone, language: 'en' })[0]
  expect(at('2026-11-26T18:30:00Z', 'Asia/Ho_Chi_Minh')).toEqual({
    wall: '2026-11-27 01:30:00',
    serial: expect.closeTo(46_353.0625, 6),
  })
  expect(at('2026-10-25T00:30:00Z', 'Europe/Berlin')).toMatchObject({ wall: '2026-10-25 02:30:00' })
  expect(at('2026-10-25T01:30:00Z', 'Europe/Berlin')).toMatchObject({ wall: '2026-10-25 02:30:00' })
})

test('an amount is in major units of its own currency', () => {
  const reader = { zone: 'UTC', language: 'en' } as const
  const column = { key: 'total', kind: 'amount', words: { vi: 'Tổng', en: 'Total' } } as const
  expect(cellsOf([column], { total: 199_000, currency: 'VND' }, reader)).toEqual([199_000])
  expect(cellsOf([column], { total: 1_250, currency: 'EUR' }, reader)).toEqual([12.5])
  expect(cellsOf([column], { total: null, currency: 'EUR' }, reader)).toEqual([null])
})

test('a state is in the words of the reader’s language; what is no code stays as it was written', () => {
  const { columns } = exportLists.movements
  const row = { from: 'in_transit', to: 'available', reason: 'received: PN-118', quantity: 2, hold: 'h-1' }
  const told = (language: 'vi' | 'en', change: object = {}) => {
    const cells = cellsOf(columns, { ...row, ...change }, { zone: 'UTC', language })
    return columns.flatMap(({ key }, index) => (key in row ? [cells[index]] : []))
  }
  expect(told('vi')).toEqual(['Đang về', 'Bán được', 2, 'Nhập hàng: PN-118', 'h-1'])
  expect(told('en')).toEqual(['On the way', 'Available', 2, 'Received: PN-118', 'h-1'])
  expect(told('en', { reason: 'toString' })).toContain('toString')
})

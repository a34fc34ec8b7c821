import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Cell } from './table.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/** What a cell may not hold: XML has no place for it. */
const unwritable = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu
const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Letters that are worth a piece of the file. */
const writtenAtOnce = 32_768
/** The most that a cell of a spreadsheet holds. */
const mostLetters = 32_767

const escaped = (text: string): string =>
  text
    .slice(0, mostLetters)
    .replaceAll(unwritable, '')
    .replaceAll(/[&<>"]/g, (letter) => named[letter] ?? '')

const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`

const parts = (sheet: string): readonly (readonly [name: string, xml: string])[] => [
  [
    '[Content_Types].xml',
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  ],
]

/** Text is text in its own type: whatever it begins with, no spreadsheet takes it for a formula. */
const cellXml = (cell: Cell, style: number): string => {
  if (cell === null) return '<c/>'
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c><v>${cell}</v></c>` : '<c/>'
  if (typeof cell === 'object') return `<c s="1"><v>${cell.serial}</v></c>`
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

async function* sheetXml(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
  let style = 2
  let xml = ''
  for await (const cells of rows) {
    xml += `<row>${cells.map((cell) => cellXml(cell, style)).join('')}</row>`
    style = 0
    if (xml.length < writtenAtOnce) continue
    yield xml
    xml = ''
  }
  yield `${xml}</sheetData></worksheet>`
}

/** Rows as a workbook of one sheet, the first row its head. It is written as it is read, so that a list may have any length. */
export const toXlsx = (rows: AsyncIterable<readonly Cell[]>, sheet: string): Readable => {
  const zip = new ZipFile()
  for (const [name, xml] of parts(sheet)) zip.addBuffer(Buffer.from(head + xml), name)
  zip.addBuffer(Buffer.from(styles), 'xl/styles.xml')
  const source = Readable.from(sheetXml(rows), { objectMode: false })
  const out = Readable.from(zip.outputStream, { objectMode: false })
  // What goes wrong while rows are read ends the file, which then is none.
  source.on('error', (error) => out.destroy(error))
  out.on('close', () => source.destroy())
  zip.addReadStream(source, 'xl/worksheets/sheet1.xml')
  zip.end()
  return out
}

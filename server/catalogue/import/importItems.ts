import { createReadStream } from 'node:fs'
import type { Giver, NewId } from '../../../shared/holds/settle.ts'
import type { RejectedLine } from '../../../shared/protocol/itemImport.ts'
import { foldForSearch } from '../../../shared/text.ts'
import type { Sql, Tx } from '../../db/connect.ts'
import { announce, type Changed, replicaChange } from '../../feed/announce.ts'
import type { FeedReader } from '../../feed/types.ts'
import { forgetLimits } from '../../stock/channelLimits.ts'
import { countLevels } from '../../stock/countLevels.ts'
import { levelsOf, readCurrency } from '../items.ts'
import { delimiterOf } from './delimiter.ts'
import { readLines } from './readLines.ts'
import { type BadHeader, readHeader, readRow, type Row } from './row.ts'

/** Lines that one transaction writes: enough to be quick, few enough that nobody at a counter waits for them. */
const batchLines = 1_000

export interface Imported {
  /** Lines that made an item. */
  readonly created: number
  /** Lines that found their item there. */
  readonly updated: number
  readonly rejected: readonly RejectedLine[]
}

export type ImportAnswer = { readonly ok: true; readonly imported: Imported } | BadHeader

/** How far an import is. */
export interface ImportProgress {
  /** Read of the file. */
  readonly bytes: number
  /** Lines that were written or rejected. */
  readonly lines: number
}

export interface ImportDeps {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'committed'>
  readonly newId: NewId
}

/**
 * Imports a CSV file of items, prices and counts. Good lines go in, bad ones are named; the file may be larger than memory.
 * @returns a message if the file has no header that can be understood; then nothing was written
 */
export const importItems = async (
  deps: ImportDeps,
  file: string,
  giver: Giver,
  onProgress: (progress: ImportProgress) => void = () => undefined,
): Promise<ImportAnswer> => {
  const locations = new Set((await deps.sql<{ code: string }[]>`select code from locations`).map(({ code }) => code))
  const source = createReadStream(file)
  const lines = readLines(source, await delimiterOf(file))
  const first = await lines.next()
  const header = first.done === true || first.value.type === 'broken' ? null : readHeader(first.value.fields)
  if (first.done === true || first.value.type === 'broken' || header === null)
    return { ok: false, fault: 'empty', columns: [], message: 'there is no first line' }
  if (!header.ok) {
    await lines.return(undefined)
    return header
  }
  const width = first.value.fields.length
  const rejected: RejectedLine[] = []
  const counts = { created: 0, updated: 0 }
  let batch: Row[] = []
  const flush = async (): Promise<void> => {
    const created = await announce(deps, (tx) => writeRows(tx, batch, giver, deps.newId))
    counts.created += created
    counts.updated += batch.length - created
    batch = []
    onProgress({ bytes: source.bytesRead, lines: counts.created + counts.updated + rejected.length })
  }
  for await (const line of lines) {
    if (line.type === 'broken') {
      rejected.push({ line: line.line, fault: 'broken', detail: '', message: line.message })
      continue
    }
    const row = readRow(line.fields, header.value, width, locations, line.line)
    if (row.ok) batch.push(row.value)
    else rejected.push({ line: line.line, fault: row.fault, detail: row.detail, message: row.message })
    if (batch.length === batchLines) await flush()
  }
  if (batch.length > 0) await flush()
  return { ok: true, imported: { ...counts, rejected } }
}

/** Writes lines in one transaction; where several speak of the same item or level, the last one counts. @returns how many items were made */
export const writeRows = async (tx: Tx, rows: readonly Row[], giver: Giver, newId: NewId): Promise<Changed<number>> => {
  const items = [...new Map(rows.map((row) => [row.sku, row])).values()]
  const written = await writeItems(tx, items)
  const relisted = await writeListed(tx, items)
  const counts = new Map(
    rows.flatMap(({ sku, count }) =>
      count === null ? [] : [[`${count.location}/${sku}`, { sku, ...count }] as const],
    ),
  )
  const levels = await countLevels(tx, [...counts.values()], giver, newId)
  return {
    value: written.filter(({ created }) => created).length,
    changes: [...new Set([...written.map(({ sku }) => sku), ...relisted])]
      .map((sku) => replicaChange('replica.item', sku))
      .concat(levels, await levelsOf(tx, relisted)),
  }
}

/** Takes items out of what is sold, or offers them again, where the file says so (SPEC N1). @returns those that are otherwise than before */
const writeListed = async (tx: Tx, items: readonly Row[]): Promise<string[]> => {
  const said = items.filter(({ listed }) => listed !== null)
  if (said.length === 0) return []
  const sold = said.flatMap(({ sku, listed }) => (listed === true ? [sku] : []))
  const rows = await tx<{ sku: string }[]>`
    update items set listed = not listed
    where sku = any(${said.map(({ sku }) => sku)}::text[]) and listed <> (sku = any(${sold}::text[])) returning sku`
  if (rows.length > 0) await forgetLimits(tx)
  return rows.map(({ sku }) => sku).toSorted()
}

/** What an import does not know (safety stock, more barcodes) stays as it is. @returns the items that are other than before, in order of SKU */
const writeItems = async (tx: Tx, items: readonly Row[]): Promise<{ sku: string; created: boolean }[]> => {
  const currency = await readCurrency(tx)
  const rows = items.map(({ sku, name, barcode, price }) => ({
    s: sku,
    n: name,
    f: foldForSearch(name),
    b: barcode === null ? [] : [barcode],
    p: price,
  }))
  return tx<{ sku: string; created: boolean }[]>`
    with written as (
      insert into items as i (sku, name, folded, barcodes, price, currency)
      select s, n, f, b, p, ${currency}
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (s text, n text, f text, b text[], p bigint)
      order by s collate "C"
      on conflict (sku) do update set name = excluded.name, folded = excluded.folded, price = excluded.price,
        barcodes = case when i.barcodes @> excluded.barcodes then i.barcodes else excluded.barcodes end
      where i.name <> excluded.name or i.price <> excluded.price or not i.barcodes @> excluded.barcodes
      returning sku, xmax = 0 as created
    )
    select sku, created from written order by sku`
}

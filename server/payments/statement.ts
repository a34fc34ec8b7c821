import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { maxAmount } from '../../shared/money.ts'
import { delimiterIn } from '../catalogue/import/delimiter.ts'
import { readLines } from '../catalogue/import/readLines.ts'

const statementColumns = ['date', 'amount', 'description'] as const

/** One line of a bank's statement: money that came in. */
export interface StatementLine {
  /** In the file, the header being 1. */
  readonly line: number
  /** What makes it this line and no other, in whatever file it comes again. */
  readonly key: string
  readonly date: string
  readonly amount: number
  readonly description: string
  /** The bank's own name for it. */
  readonly reference: string | null
}

export interface RejectedStatementLine {
  readonly line: number
  readonly message: string
}

export type Statement =
  | { readonly ok: true; readonly lines: readonly StatementLine[]; readonly rejected: readonly RejectedStatementLine[] }
  | { readonly ok: false; readonly message: string }

/** Whole minor units, in groups of three where a spreadsheet made some. Null: no amount. Money that went out is negative. */
const amountOf = (text: string): number | null => {
  if (!/^[+-]?(\d{1,13}|\d{1,3}([., ]\d{3}){1,4})$/.test(text)) return null
  const amount = Number(text.replaceAll(/[., ]/g, ''))
  return Math.abs(amount) <= maxAmount ? amount : null
}

const longestText = 1_000

const keyOf = (line: Omit<StatementLine, 'key' | 'line'>, alike: number): string =>
  line.reference === null
    ? hash('sha256', JSON.stringify([line.date, line.amount, line.description, alike]), 'base64url')
    : hash('sha256', JSON.stringify([line.reference, line.amount]), 'base64url')

/** Reads a statement (CSV: `date,amount,description[,reference]`, in any order, amounts in minor units). Lines that cannot be read are named. */
export const readStatement = async (text: string): Promise<Statement> => {
  const records = readLines(Readable.from([Buffer.from(text)]), delimiterIn(text.slice(0, 4_096)))
  const first = await records.next()
  if (first.done === true || first.value.type === 'broken') return { ok: false, message: 'there is no first line' }
  const names = first.value.fields.map((name) => name.trim().toLowerCase())
  const missing = statementColumns.filter((name) => !names.includes(name))
  if (missing.length > 0) {
    await records.return(undefined)
    return { ok: false, message: `the first line has to name date,amount,description; missing: ${missing.join(', ')}` }
  }
  const lines: StatementLine[] = []
  const rejected: RejectedStatementLine[] = []
  const seen = new Map<string, number>()
  for await (const record of records) {
    if (record.type === 'broken') {
      rejected.push({ line: record.line, message: record.message })
      continue
    }
    const field = (name: string): string => (record.fields[names.indexOf(name)] ?? '').trim().slice(0, longestText)
    const amount = amountOf(field('amount'))
    if (amount === null || amount <= 0) {
      const message = amount === null ? 'amount is no whole number of minor units' : 'is no money that came in'
      rejected.push({ line: record.line, message })
      continue
    }
    // PostgreSQL keeps no NUL.
    const description = field('description').replaceAll('\0', '')
    const reference = names.includes('reference') ? field('reference').replaceAll('\0', '').slice(0, 200) || null : null
    const read = { date: field('date').replaceAll('\0', ''), amount, description, reference }
    const alike = seen.get(keyOf(read, 0)) ?? 0
    seen.set(keyOf(read, 0), alike + 1)
    lines.push({ ...read, line: record.line, key: keyOf(read, alike) })
  }
  return { ok: true, lines, rejected }
}

/** What may be an order's number in what a payer wrote: banks drop signs, change case and glue words together. */
export const numbersIn = (description: string): string[] => {
  const text = description.toUpperCase()
  return [...new Set([...text.split(/[^\p{L}\p{N}-]+/u), ...(text.match(/HF\d{6,}/g) ?? [])])].filter(
    (word) => word !== '',
  )
}

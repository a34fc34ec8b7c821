import type { Sql } from '../db/connect.ts'

export const exportLanguages = ['vi', 'en'] as const
export type ExportLanguage = (typeof exportLanguages)[number]

export type InLanguages = Readonly<Record<ExportLanguage, string>>

/** How a column is written: amounts in major units of the row's currency, moments in the venue's zone. */
export type ColumnKind = 'text' | 'number' | 'amount' | 'moment'

/** What people say for a code; null for what is no code, which is written as it is. */
export type CodeWords = (code: string, language: ExportLanguage) => string | null

interface Named {
  /** Its name in the rows. */
  readonly key: string
  readonly words: InLanguages
}

export type Column = Named &
  (
    | { readonly kind: ColumnKind }
    /** A state or a reason, in words. */
    | { readonly kind: 'code'; readonly codes: CodeWords }
  )

export type Row = Readonly<Record<string, unknown>>

/** What of a list is wanted. */
export interface ExportQuery {
  readonly location: string | null
  readonly from: Date | null
  readonly until: Date | null
}

/** One list: its columns, and all its rows as a query that is read row by row. */
export interface ExportTable {
  readonly columns: readonly Column[]
  readonly words: InLanguages
  read(sql: Sql, query: ExportQuery): AsyncIterable<readonly Row[]>
}

/** A cell as it is written: numbers and moments are told apart from text, which is never taken for a formula. */
export type Cell = string | number | Moment | null

/** A moment, as the clock on the wall of the venue said. */
export interface Moment {
  readonly wall: string
  /** Days since 1899-12-30, as spreadsheets count. */
  readonly serial: number
}

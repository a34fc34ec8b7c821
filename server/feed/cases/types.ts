import type { CaseOf, CaseType } from '../../../shared/protocol/cases.ts'
import type { Sql } from '../../db/connect.ts'

/** How the cases of one type are read from the tables. */
export interface CaseSource<T extends CaseType> {
  readonly type: T
  /** The types of change on the feed whose subject is the id of what a case of this type is about. */
  readonly types: readonly string[]
  /** Those that have not ended, in the order of their ids, after an id. */
  page(sql: Sql, location: string, after: string, limit: number): Promise<CaseOf<T>[]>
  /** These as they are now, those that have ended marked as deleted; what is unknown is left out. */
  byIds(sql: Sql, ids: readonly string[]): Promise<CaseOf<T>[]>
}

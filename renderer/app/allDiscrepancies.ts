import type { DiscrepancyKind } from '../../shared/holds/discrepancies.ts'
import type { Page } from './questions.ts'
import type { Discrepancy } from './terminal.ts'

export { discrepancyKinds, type DiscrepancyKind } from '../../shared/holds/discrepancies.ts'

/** Something that did not fit, wherever, and who settled it. */
export interface ToldDiscrepancy extends Discrepancy {
  readonly settledAt: number | null
  readonly settledBy: string | null
  readonly note: string | null
}

export interface DiscrepanciesQuery {
  readonly isSettled: boolean
  /** Null: all. */
  readonly kind: DiscrepancyKind | null
  readonly location: string | null
}

export interface OpenDiscrepancies {
  readonly kind: DiscrepancyKind
  readonly location: string
  readonly count: number
}

/** What managers ask of the hub about what did not fit, of all places. */
export interface DiscrepancyQuestions {
  /** What is open the last raised first, what is settled the last settled first. */
  discrepancies(query: DiscrepanciesQuery, cursor: string | null): Promise<Page<ToldDiscrepancy>>
  /** How many are open, by kind and place. */
  openDiscrepancies(): Promise<readonly OpenDiscrepancies[]>
}

import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import type { PhotoType } from '../../../shared/returns/photos.ts'
import type { Grade, Grading, Return } from '../../../shared/returns/returns.ts'
import type { Live } from './live.ts'

export type { Grade, Grading, Return, ReturnLine } from '../../../shared/returns/returns.ts'

/** So many pieces of a SKU. */
export interface Pieces {
  readonly sku: string
  readonly quantity: number
}

/** What somebody sees who looks at goods. */
export interface Graded extends Pieces {
  readonly grade: Grade
  readonly note?: string
}

/** A photo of goods, small enough to be sent (SPEC R12). */
export interface Photo {
  readonly type: PhotoType
  /** In base64. */
  readonly data: string
}

/** Something that was seen; `isSent` is false until the copy tells of it. */
export interface BoardGrading extends Grading {
  readonly isSent: boolean
}

/** Goods that come back, with what was done here folded in. */
export interface BoardReturn extends Return {
  /** What was seen, the first first. */
  readonly gradings: readonly BoardGrading[]
  /** True while the hub has not told of something that was done here. */
  readonly isWaiting: boolean
}

/** What the local rules foretell, at once. Requests that they refuse are not asked of the hub; facts always are. */
export type ReturnAnswer =
  | { readonly ok: true; readonly return: BoardReturn }
  | { readonly ok: false; readonly rejection: Rejection }
  /** As many photos wait to be sent as can. */
  | { readonly ok: false; readonly rejection: null }

/** Goods that come back to this terminal's location, from memory. */
export interface Returns {
  /** The same objects for as long as they say the same. */
  readonly list: Live<readonly BoardReturn[]>
  /** Goods of an order come back: these, or all. One that is still on its way to its customer could not be delivered, for this reason. */
  open(order: string, reason: 'refused' | 'unreachable' | 'other', lines?: readonly Pieces[]): Promise<ReturnAnswer>
  /** A fact: these pieces are here (SPEC R9). */
  receive(id: string, lines: readonly Pieces[]): Promise<ReturnAnswer>
  /** A fact: this is what they are. */
  inspect(id: string, seen: Graded, photo?: Photo): Promise<ReturnAnswer>
  /** A photo that was taken here, while it is kept. */
  photo(hash: string): Photo | null
  /** What has not come is given up: a manager's. */
  close(id: string): Promise<ReturnAnswer>
  /** What is written down as come and is not there: a manager's. */
  notThere(id: string, lines: readonly Pieces[]): Promise<ReturnAnswer>
}

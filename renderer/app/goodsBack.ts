import type { Return } from '../../shared/returns/returns.ts'
import type { Graded, Pieces } from '../../shared/returns/returnCommands.ts'

export type { Grade, Return, ReturnLine } from '../../shared/returns/returns.ts'
export type { Graded, Pieces } from '../../shared/returns/returnCommands.ts'

/** A step of a return. `key` makes it one, however often it is said. */
export type ReturnWish = { readonly key: string; readonly return: string } & (
  | { readonly type: 'open'; readonly order: string; readonly reason: string }
  | { readonly type: 'receive'; readonly lines: readonly Pieces[] }
  | { readonly type: 'inspect'; readonly lines: readonly Graded[] }
  /** A manager's. */
  | { readonly type: 'close' }
)

export type ReturnAnswer =
  | { readonly type: 'done'; readonly return: Return }
  /** It is in another state by now, came elsewhere, or more was named than there is. */
  | { readonly type: 'refused'; readonly code: string }

/** What is asked of the hub about goods that come back. */
export interface ReturnQuestions {
  /** Those on their way here, those that wait to be looked at, and the last that were. */
  returns(): Promise<readonly Return[]>
  returnStep(wish: ReturnWish): Promise<ReturnAnswer>
}

import type { Giver } from '../../shared/holds/settle.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'

/** One command on its way to the arbiter, with who gives it. */
export interface Submission {
  /** Whose id space `key` belongs to: `terminal:ID`, `key:ID` or `admin` (SPEC C1). */
  readonly caller: string
  /** The command's id, or the Idempotency-Key. */
  readonly key: string
  /** What a repeat must equal (SPEC C2). */
  readonly bodyHash: string
  readonly command: ArbiterCommand
  readonly giver: Giver
  /** Of a place command: kept with the hold, shown to who may see it, never on the feed. */
  readonly customer?: Customer
  /** A terminal's id and the command's number among its commands (SPEC C4). */
  readonly turn?: { readonly terminal: string; readonly sequence: number }
}

export interface Customer {
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

export type Answer =
  | {
      readonly type: 'verdict'
      readonly verdict: Verdict
      /** True if the verdict was found, not made. */
      readonly replayed: boolean
      /** The feed's position at which its effect was committed. */
      readonly position: number
    }
  /** The sequence was not the terminal's next one; nothing was settled or stored. */
  | { readonly type: 'out_of_turn'; readonly expected: number }
  /** The sequence was used by another command of a terminal with the same identity. */
  | { readonly type: 'pair_again' }

export interface Arbiter {
  /**
   * Settles a command with all that wait at the moment, in order of arrival.
   * @throws Overloaded at once when too many wait; Fault when the database could not be reached for long: the same submission may be sent again
   */
  submit(submission: Submission): Promise<Answer>
  /**
   * The database does not answer: everybody who waits is told so. What had been sent goes on, and is found by its key when it is submitted again; what
   * had not been sent was not begun.
   */
  abandon(): void
  /** Resolves when nothing waits any more; submissions after it are refused. */
  close(): Promise<void>
}

/** The queue is full: come back after `retryAfterSeconds`. */
export class Overloaded extends Error {
  readonly retryAfterSeconds = 1
  constructor() {
    super('the arbiter has more waiting than it can settle soon')
  }
}

/** The database cannot be asked now. What was submitted may or may not have been settled: send it again under the same key. */
export class Fault extends Error {
  constructor(cause: unknown) {
    super('the database could not be asked', { cause })
  }
}

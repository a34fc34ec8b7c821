import type { DiscrepancyKind } from '../holds/discrepancies.ts'
import type { End, Hold } from '../holds/states.ts'
import type { EpochMs } from '../time.ts'

/** Why one line could not be taken. `line` is its place in the request, from 0. */
export interface Conflict<Code extends string = string> {
  readonly line: number
  readonly code: Code
  /** How many could be taken now, where the kind counts. */
  readonly available?: number
}

/** A line and its place in the request as the caller wrote it, which merging must not lose. */
export interface Placed<Line> {
  readonly line: Line
  readonly index: number
}

/** Who takes something, and when. Few kinds ask. */
export interface Taker {
  readonly hold: string
  /** By what the customer is told from others; empty for somebody unnamed. */
  readonly customer: readonly string[]
  readonly now: EpochMs
  /** The terminal at which it is taken; null for a channel. */
  readonly terminal: string | null
  /** For whom it is taken: each channel may have its limits (SPEC K1). */
  readonly channel: string
  /** What the same customer was promised before, where that is taken again: what is not sold any more may be among it (SPEC N2). */
  readonly had?: readonly Had[] | undefined
}

/** A line of what somebody was promised before, as far as anybody asks of it. */
export interface Had {
  readonly kind: string
  readonly sku?: string
  readonly quantity?: number
}

/** Whose claims end, or come back. */
export type Holder = Pick<Hold, 'id' | 'channel' | 'endedAt'>

/**
 * The pools of one kind that a decision can see, with what was already decided in the same batch.
 * A kind implements this; the rules of holds use nothing else of it.
 */
export interface PoolSet<Line, Code extends string> {
  /** The first thing these lines name that does not exist, if any. */
  missing(location: string, lines: readonly Line[]): Missing | null
  /** The conflicts that taking these lines together would have; empty if they all fit. Changes nothing. */
  check(location: string, lines: readonly Placed<Line>[], taker: Taker): readonly Conflict<Code>[]
  /** Takes the lines. Call only after `check` found no conflict, or to put back what the same hold had a moment ago. */
  take(location: string, lines: readonly Line[], taker: Taker): void
  /** Ends the claims of a hold: gives them back, or lets them leave when confirmed. */
  end(location: string, lines: readonly Line[], end: End, holder: Holder): void
  /** Takes back what a confirmed hold had let go or kept for good. */
  giveBack(location: string, lines: readonly Line[], holder: Holder): void
}

/** Something that a request names and that does not exist. */
export interface Missing {
  readonly what: 'sku' | 'location' | 'resource' | 'event' | 'seat' | 'preorder'
  readonly id: string
}

/** Something that was given to two, or was not there. */
export interface Misfit {
  readonly kind: DiscrepancyKind
  /** As `DiscrepancyRaised` says. */
  readonly sku: string
}

/** What a kind says about its lines before any pool is looked at. */
export interface LineRules<Line> {
  /** The lines with doubles summed, or the places of doubles that cannot be (SPEC H7). */
  merge(lines: readonly Placed<Line>[]): { merged: readonly Placed<Line>[]; doubled: readonly number[] }
  /** Tells lines apart: what a hold has of one key is what is sold of it. */
  keyOf(line: Line): string
  /** How a person is told of a line that was given away and was not to be had (SPEC S6). */
  misfitOf(line: Line): Misfit
  /** True if a claim may change while its hold stands (SPEC H6): what was told of it then has to be kept. */
  readonly mayChange?: true
}

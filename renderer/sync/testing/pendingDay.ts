import type { Giver } from '../../../shared/holds/settle.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import type { Base, Pending } from '../base.ts'
import { type Folded, fold } from '../fold.ts'

/** Time passes, then somebody does something. */
export interface Step {
  readonly passes: number
  readonly commands: readonly Command[]
}

/** A day at a terminal whose hub settles nothing: what it has done by each step's end, and when that is. */
export function* pendingDay(
  steps: readonly Step[],
  giver: Giver,
  start: number,
): Generator<{ readonly pending: readonly Pending[]; readonly before: number; readonly now: number }> {
  const pending: Pending[] = []
  let now = start
  for (const { commands, passes } of steps) {
    const before = now
    now += passes
    for (const command of commands)
      pending.push({ id: `c${pending.length}`, command, giver, issuedAt: now, verdict: null })
    yield { pending: [...pending], before, now }
  }
}

export interface OnTop {
  readonly base: Base
  readonly giver: Giver
  readonly start: number
  /** True if the replica changes by itself in between, so that all is laid anew. */
  readonly isDue?: (before: number, now: number) => boolean
  /** Compares what grew with what was laid anew. */
  readonly compare: (grown: Folded, anew: Folded, now: number) => void
}

/** Lays each step on top of those before it where that can be done, as the picture does. @returns how often it could be done */
export const layOnTop = (steps: readonly Step[], { base, giver, start, isDue, compare }: OnTop): number => {
  let onTop = 0
  let grown = fold(base, [], start)
  for (const { pending, before, now } of pendingDay(steps, giver, start)) {
    if (isDue?.(before, now) === true || grown.layMore(pending, now) === null) grown = fold(base, pending, now)
    else onTop++
    compare(grown, fold(base, pending, now), now)
  }
  return onTop
}

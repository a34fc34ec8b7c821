import { accept, type Result } from '../holds/decide.ts'
import type { DiscrepancyRaised } from '../holds/discrepancies.ts'
import type { Decided } from '../holds/settle.ts'
import type { Pieces } from './returnCommands.ts'
import type { ReturnContext } from './returnWorld.ts'
import { discrepancy } from './takeIn.ts'

/**
 * How many of these pieces were counted by somebody else too (SPEC R9): those that were known here by then and not to who counted.
 * @param known how many the hub knew of; @param before how many whoever counted knew of, if they said so
 */
export const countedTwice = (quantity: number, known: number, before: number | undefined): number =>
  before === undefined ? 0 : Math.min(quantity, Math.max(0, known - before))

/** Goods that fit no return, or lie where its rest does not (SPEC R10): nothing moves, and somebody has to see to them. */
export const setAside = (
  kind: 'return_unknown' | 'return_elsewhere',
  lines: readonly Pieces[],
  location: string,
  order: string | null,
  context: ReturnContext,
): Result<Decided> => {
  const raised: DiscrepancyRaised[] = lines.map((line) => discrepancy(kind, line, location, order, context))
  return accept({ outcome: { type: 'noted', discrepancies: raised.map(({ id }) => id) }, events: raised })
}

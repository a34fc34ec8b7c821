import type { WhyBroken } from '../app/terminal.ts'

/** What browsers call it when there is no room left; Firefox has another name for it, and a disk words of its own. */
const full = /quota|no space left|disk.*full|enospc/i
/** What they say where they keep nothing: in private windows, with storage switched off, or with a store that cannot be opened. */
const refused = /security|notallowed|not allowed|invalidstate|missingapi|openfailed|unknownerror|backing store|denied/i

/** Libraries wrap what the browser said. */
const deepest = 5

const wordsOf = (error: unknown, depth = 0): string => {
  if (!(error instanceof Error) || depth === deepest) return String(error)
  const inner: unknown = 'inner' in error ? error.inner : error.cause
  const own = `${error.name}: ${error.message}`
  return inner === undefined || inner === null ? own : `${own} ${wordsOf(inner, depth + 1)}`
}

/** Why nothing can be kept any more, from what the browser's store said. */
export const whyBroken = (error: unknown): WhyBroken => {
  const words = wordsOf(error)
  if (full.test(words)) return 'full'
  return refused.test(words) ? 'refused' : 'fault'
}

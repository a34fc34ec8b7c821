const minute = 60
const hour = 60 * minute

/** How long after the first, second … try that failed the next one comes, in seconds; the last one again and again. */
const waits = [5, 30, 2 * minute, 10 * minute, 30 * minute, hour] as const

/** How long to wait after so many tries that failed, in seconds. */
export const waitAfter = (tries: number): number => waits[Math.min(tries, waits.length) - 1] ?? hour

/** A receiver that did not answer is left alone for as long as its change waits, but no longer than this, in seconds. */
export const longestPause = 30

/**
 * Tells a keyboard-wedge scanner from a person by the pace of the keys. A scanner types a code in one burst and ends it with Enter;
 * nobody types several figures a few milliseconds apart.
 *
 * A scanner may begin slowly or stumble: keys a little before the burst belong to the code too, if no person could have typed them in that time.
 *
 * The first keys of a burst look like anybody's and go where the focus is. From the third on they are kept back; if the burst
 * ends with Enter it was a scan, and if it ends without, what was kept back was typed after all and is given back.
 */
export interface ScanDetector {
  /** `at` is when the key went down, in milliseconds. Only keys that type one character, and Enter. */
  key(key: string, at: number): KeyVerdict
  /**
   * To be called once `patienceMs` have gone by since the last key. Gives what has to be typed after all. A page that was busy may call it too
   * early, with keys of the same burst still on their way: the moments at which they went down tell, and the burst goes on.
   */
  idle(): string
}

export type KeyVerdict =
  /** Somebody types: leave the key alone. `typed` had been kept back, and comes before it. */
  | { readonly type: 'pass'; readonly typed: string }
  /** Looks like a scanner: keep the key back. */
  | { readonly type: 'keep' }
  /** `leaked` keys of this code had gone through before it was known for one. */
  | { readonly type: 'scan'; readonly code: string; readonly leaked: number }

/** The longest gap between two keys of a scanner; slow ones over Bluetooth reach 30 ms. */
export const scannerGapMs = 35
/** How long to wait for the next key before a burst is over. */
export const patienceMs = 70
/**
 * A scanner that wakes up, or stumbles over the radio, may pause for so long within a code. A person is slower than that from key to key only now
 * and then, but a person who just typed cannot pull a trigger within it.
 */
export const stumbleMs = 100
/** Stumbles that one code may have. */
const mostStumbles = 2
/** The shortest code that is taken for a scan; SKUs of three signs exist. */
export const shortestCode = 3
/** So many gaps at a scanner's pace are beyond anybody's fingers, wherever in the code they stand. */
const surelyQuick = 5
/** Keys that go through before a burst is taken for a scanner's. */
const free = 2

export const createScanDetector = (): ScanDetector => {
  /** Parts of what may be one code, before the burst; all of them have gone to the field. */
  let earlier: readonly string[] = []
  /** Keys at a scanner's pace. */
  let burst = ''
  /** How many keys of the burst have gone to the field. */
  let through = 0
  let lastAt = Number.NEGATIVE_INFINITY

  const giveBack = (): string => {
    const kept = burst.slice(through)
    through = burst.length
    return kept
  }
  const begin = (key: string, parts: readonly string[]): string => {
    const typed = giveBack()
    earlier = parts
    burst = key
    through = key.length
    return typed
  }
  /** Whether an Enter this long after the last key ends a scan. */
  const isScan = (gap: number): boolean => {
    const quickGaps = [...earlier, burst].reduce((sum, part) => sum + Math.max(0, part.length - 1), 0)
    if (quickGaps >= surelyQuick) return gap <= patienceMs
    return burst.length >= shortestCode && gap <= scannerGapMs
  }

  return {
    key(key, at) {
      const gap = at - lastAt
      lastAt = at
      if (key === 'Enter') {
        const before = earlier.join('')
        const scanned = isScan(gap)
        const [code, leaked] = [before + burst, before.length + through]
        const typed = begin('', [])
        return scanned ? { type: 'scan', code, leaked } : { type: 'pass', typed }
      }
      if (burst === '' || gap > stumbleMs) return { type: 'pass', typed: begin(key, []) }
      if (gap > scannerGapMs) return { type: 'pass', typed: begin(key, [...earlier, burst].slice(-mostStumbles)) }
      burst += key
      if (burst.length > free) return { type: 'keep' }
      through = burst.length
      return { type: 'pass', typed: '' }
    },
    idle: giveBack,
  }
}

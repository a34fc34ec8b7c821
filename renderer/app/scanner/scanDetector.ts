/**
 * Tells a keyboard-wedge scanner from a person by the pace of the keys. A scanner types a code in one burst and ends it with Enter;
 * nobody types several figures a few milliseconds apart.
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
  /** Somebody types: leave the key alone. `first` says that a burst could begin here. `typed` had been kept back, and comes before it. */
  | { readonly type: 'pass'; readonly first: boolean; readonly typed: string }
  /** Looks like a scanner: keep the key back. `leaked` keys of this burst had gone through before. */
  | { readonly type: 'keep'; readonly leaked: number }
  | { readonly type: 'scan'; readonly code: string; readonly leaked: number }

/** The longest gap between two keys of a scanner; slow ones over Bluetooth reach 30 ms. */
export const scannerGapMs = 35
/** How long to wait for the next key before a burst is over. */
export const patienceMs = 70
/** The shortest code that is taken for a scan; SKUs of three signs exist. */
export const shortestCode = 3
/** Keys that go through before a burst is taken for a scanner's. */
const free = 2

export const createScanDetector = (): ScanDetector => {
  let burst = ''
  /** How many keys of the burst have gone to the field. */
  let through = 0
  let lastAt = Number.NEGATIVE_INFINITY

  const giveBack = (): string => {
    const kept = burst.slice(through)
    through = burst.length
    return kept
  }
  const begin = (key: string): string => {
    const typed = giveBack()
    burst = key
    through = key.length
    return typed
  }

  return {
    key(key, at) {
      const inBurst = burst !== '' && at - lastAt <= scannerGapMs
      lastAt = at
      if (key === 'Enter') {
        const code = burst
        const leaked = through
        const typed = begin('')
        return inBurst && code.length >= shortestCode
          ? { type: 'scan', code, leaked }
          : { type: 'pass', first: false, typed }
      }
      if (!inBurst) return { type: 'pass', first: true, typed: begin(key) }
      burst += key
      if (burst.length > free) return { type: 'keep', leaked: through }
      through = burst.length
      return { type: 'pass', first: false, typed: '' }
    },
    idle: giveBack,
  }
}

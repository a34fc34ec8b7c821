export type ScanTaker = (code: string) => void

/** Forms and screens that want the scans for themselves. */
export interface ScanTakers {
  /** The one that was shown last; null: scans go into the cart. */
  present(): ScanTaker | null
  /** @returns how to end it: whoever wanted them before has them again. A booking may be taken on any screen. */
  take(taker: ScanTaker): () => void
}

export const createScanTakers = (): ScanTakers => {
  let all: readonly { readonly taker: ScanTaker }[] = []
  return {
    present: () => all.at(-1)?.taker ?? null,
    take: (taker) => {
      const one = { taker }
      all = [...all, one]
      return () => {
        all = all.filter((other) => other !== one)
      }
    },
  }
}

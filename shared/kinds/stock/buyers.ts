/** So many that a buyer has with a hold. */
export interface BuyerTake {
  readonly buyer: string
  readonly hold: string
  readonly quantity: number
}

/** What buyers have of one pool, where each may have so many (SPEC F8). It changes as a batch is decided. */
export class BuyerLimit {
  /** What was taken since the start, to be kept. */
  readonly fresh: BuyerTake[] = []
  private takes: readonly BuyerTake[]

  /** @param takes what counts, of the buyers who are asked about */
  constructor(
    private readonly most: number,
    takes: readonly BuyerTake[],
  ) {
    this.takes = takes
  }

  /** How many more somebody may have who is told from others by these; nobody unnamed may have any. */
  left(buyers: readonly string[]): number {
    if (buyers.length === 0) return 0
    const had = buyers.map((one) =>
      this.takes.reduce((sum, { buyer, quantity }) => (buyer === one ? sum + quantity : sum), 0),
    )
    return this.most - Math.max(...had)
  }

  take(hold: string, buyers: readonly string[], quantity: number): void {
    const taken = buyers.map((buyer) => ({ buyer, hold, quantity }))
    this.takes = [...this.takes, ...taken]
    this.fresh.push(...taken)
  }

  /** What a hold had counts no more. */
  end(hold: string): void {
    this.takes = this.takes.filter((take) => take.hold !== hold)
  }
}

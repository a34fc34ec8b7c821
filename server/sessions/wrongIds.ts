/** Wrong ids that one address may try in a minute. Ids are too long to be guessed; this keeps the noise out of the database. */
const mostWrong = 600
const minuteMs = 60_000
/** Addresses that are remembered; the oldest goes first. */
const mostAddresses = 10_000

interface Tries {
  readonly since: number
  count: number
}

/** Counts wrong ids by address, in memory. */
export class WrongIds {
  private readonly tries = new Map<string, Tries>()

  /** @param now milliseconds that never jump */
  constructor(private readonly now: () => number) {}

  /** True if an address may not ask for now. */
  isBlocked(address: string): boolean {
    const tries = this.tries.get(address)
    if (tries === undefined) return false
    if (this.now() - tries.since < minuteMs) return tries.count >= mostWrong
    this.tries.delete(address)
    return false
  }

  count(address: string): void {
    const tries = this.tries.get(address)
    if (tries !== undefined) {
      tries.count += 1
      return
    }
    this.tries.set(address, { since: this.now(), count: 1 })
    const [oldest] = this.tries.keys()
    if (this.tries.size > mostAddresses && oldest !== undefined) this.tries.delete(oldest)
  }
}

import type { Timers } from '../timers.ts'

interface Waiting {
  readonly at: number
  readonly callback: () => void
}

/** Lets everything happen that waits for nothing but its turn, databases in memory included. */
export const settleDown = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A clock that goes only when the test says so. */
export class ManualTimers implements Timers {
  private now: number
  private waiting: Waiting[] = []

  constructor(now = 1_800_000_000_000) {
    this.now = now
  }

  after(milliseconds: number, callback: () => void): () => void {
    const waiting: Waiting = { at: this.now + milliseconds, callback }
    this.waiting.push(waiting)
    return () => {
      this.waiting = this.waiting.filter((one) => one !== waiting)
    }
  }

  monotonic(): number {
    return this.now
  }

  wall(): number {
    return this.now
  }

  random(): number {
    return 0.5
  }

  /** Lets this much time go by, with all that happens in it. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.now + milliseconds
    await settleDown()
    for (;;) {
      const [next] = this.waiting.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
      if (next === undefined) break
      this.now = Math.max(this.now, next.at)
      this.waiting = this.waiting.filter((one) => one !== next)
      next.callback()
      await settleDown()
    }
    this.now = until
    await settleDown()
  }

  /** Lets time go by until this is so. RxDB waits for real timers at times, so real time passes too. */
  async until(isSo: () => boolean, limitMs = 600_000): Promise<void> {
    const limit = this.now + limitMs
    while (!isSo()) {
      if (this.now > limit) throw new Error(`Waited in vain: ${isSo.toString()}`)
      await new Promise((resolve) => setTimeout(resolve, 1))
      await this.pass(100)
    }
  }
}

import type { Clock } from '../app/terminal.ts'
import type { Timers } from './timers.ts'

interface Sample {
  readonly heardAt: number
  /** Hub's time minus our monotonic time, less the delay on the way: the largest is nearest to the truth. */
  readonly offset: number
}

/** Two clocks of quartz part by some 20 ms in this time: older samples know less than the delay they save. */
const sampleLifeMs = 10 * 60_000

/**
 * The hub's time. Each poke says what it was when it was sent; the least delayed one of late decides, and a monotonic clock
 * carries it on. The machine's own clock serves only where nothing better is known: at a start without a network, and for the
 * time that the machine slept.
 */
export class HubClock implements Clock {
  private samples: Sample[] = []
  private guess: number
  private guessed: { readonly monotonic: number; readonly wall: number }
  private readonly timers: Timers
  private readonly corrected: (byMs: number) => void

  /**
   * @param wallOffset hub's time minus the machine's, as it was last known
   * @param corrected hears by how much times were wrong that were told while nothing better was known than the machine's clock
   */
  constructor(timers: Timers, wallOffset: number, corrected: (byMs: number) => void = () => undefined) {
    this.timers = timers
    this.corrected = corrected
    this.guess = timers.wall() + wallOffset - timers.monotonic()
    this.guessed = { monotonic: timers.monotonic(), wall: timers.wall() }
  }

  now(): number {
    return Math.round(this.timers.monotonic() + this.guess)
  }

  /** False while the time is guessed by the machine's own clock, which somebody may have set, or whose battery may be empty. */
  get isKnown(): boolean {
    return this.samples.length > 0
  }

  /** Something came that was sent at this time of the hub. */
  heard(hubTime: number): void {
    const heardAt = this.timers.monotonic()
    const [wasKnown, before] = [this.isKnown, this.guess]
    this.samples = this.samples.filter((sample) => heardAt - sample.heardAt < sampleLifeMs)
    this.samples.push({ heardAt, offset: hubTime - heardAt })
    this.guess = Math.max(...this.samples.map(({ offset }) => offset))
    this.guessed = { monotonic: heardAt, wall: this.timers.wall() }
    if (!wasKnown) this.corrected(Math.round(this.guess - before))
  }

  /** The machine may have slept, and the monotonic clock with it; until the next poke the machine's clock tells how long. */
  woke(): void {
    const monotonic = this.timers.monotonic()
    const wall = this.timers.wall()
    const slept = wall - this.guessed.wall - (monotonic - this.guessed.monotonic)
    if (slept > 1000) this.guess += slept
    this.guessed = { monotonic, wall }
    this.samples = []
  }

  /** To be kept for the next start. */
  wallOffset(): number {
    return this.now() - this.timers.wall()
  }
}

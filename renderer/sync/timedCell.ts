import type { EpochMs } from '../../shared/time.ts'
import type { Clock, Live } from '../app/terminal.ts'
import type { Timers } from './timers.ts'

/** Browsers cannot wait longer than some 24 days. */
const longestWaitMs = 60_000

/** A value at a moment, and until when it says the same by itself. */
export interface At<Value> {
  readonly value: Value
  readonly until: EpochMs
}

/** A value that is worked out when somebody looks, and anew at each moment at which something in it turns late, over or free. */
export class TimedCell<Value> implements Live<Value> {
  private until = -Infinity
  private readonly listeners = new Set<() => void>()
  private callOff: () => void = () => undefined
  private value: Value
  private readonly compute: (before: Value, now: EpochMs) => At<Value>
  private readonly clock: Clock
  private readonly timers: Timers

  constructor(
    empty: Value,
    compute: (before: Value, now: EpochMs) => At<Value>,
    { clock, timers }: { readonly clock: Clock; readonly timers: Timers },
  ) {
    this.value = empty
    this.compute = compute
    this.clock = clock
    this.timers = timers
  }

  get = (): Value => {
    const now = this.clock.now()
    if (now >= this.until) {
      const { value, until } = this.compute(this.value, now)
      this.value = value
      this.until = until
    }
    return this.value
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    this.look()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) this.callOff()
    }
  }

  /** What it is worked out from has changed. */
  changed(): void {
    this.until = -Infinity
    this.look()
  }

  stop(): void {
    this.callOff()
    this.listeners.clear()
  }

  private look(): void {
    if (this.listeners.size === 0) return
    const before = this.value
    const value = this.get()
    this.callOff()
    if (this.until < Infinity) {
      const wait = Math.max(1, Math.min(this.until - this.clock.now(), longestWaitMs))
      this.callOff = this.timers.after(wait, () => this.look())
    }
    if (value !== before) for (const listener of this.listeners) listener()
  }
}

import type { Live } from '../app/terminal.ts'

/** A value that can be set; its listeners hear of it when it became another one. */
export class Cell<Value> implements Live<Value> {
  private value: Value
  private readonly listeners = new Set<() => void>()

  constructor(value: Value) {
    this.value = value
  }

  get = (): Value => this.value

  set(value: Value): void {
    if (Object.is(value, this.value)) return
    this.value = value
    for (const listener of this.listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

/** A value that is worked out when somebody asks for it, or at each change while somebody listens. */
export class Lazy<Value> implements Live<Value> {
  private value: Value
  private isStale = true
  private readonly listeners = new Set<() => void>()
  private readonly compute: (before: Value) => Value

  constructor(value: Value, compute: (before: Value) => Value) {
    this.value = value
    this.compute = compute
  }

  get = (): Value => {
    if (this.isStale) {
      this.isStale = false
      this.value = this.compute(this.value)
    }
    return this.value
  }

  /** What it is worked out from has changed. */
  changed(): void {
    this.isStale = true
    if (this.listeners.size === 0) return
    const before = this.value
    if (Object.is(this.get(), before)) return
    for (const listener of this.listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

/** Only something that happens, without a value. */
export class Signal {
  private readonly listeners = new Set<() => void>()

  emit(): void {
    for (const listener of this.listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

/** Something that tells when it changed. */
export interface Source {
  subscribe(listener: () => void): () => void
}

/** The value of whatever the outer value is at the moment; `none` while it is null. */
export const through = <Outer, Value>(
  outer: Live<Outer | null>,
  pick: (outer: Outer) => Live<Value>,
  none: Value,
): Live<Value> => {
  const inner = (): Live<Value> | null => {
    const value = outer.get()
    return value === null ? null : pick(value)
  }
  return {
    get: () => inner()?.get() ?? none,
    subscribe: (listener) => {
      let leaveInner = inner()?.subscribe(listener)
      const leaveOuter = outer.subscribe(() => {
        leaveInner?.()
        leaveInner = inner()?.subscribe(listener)
        listener()
      })
      return () => {
        leaveInner?.()
        leaveOuter()
      }
    },
  }
}

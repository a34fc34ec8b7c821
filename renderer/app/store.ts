import type { Live } from './terminal.ts'

/** A value of the screens' own (what is typed, what is open) in the form in which the terminal gives its values. */
export interface Store<Value> extends Live<Value> {
  set(value: Value): void
  update(change: (value: Value) => Value): void
}

/** Makes a store that tells its listeners only when the value is another one. */
export const createStore = <Value>(initial: Value): Store<Value> => {
  let value = initial
  const listeners = new Set<() => void>()
  const set = (next: Value): void => {
    if (Object.is(next, value)) return
    value = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A value that changes, in the form that React's `useSyncExternalStore` takes: `get` gives the same object until it changed. */
export interface Live<Value> {
  get(): Value
  subscribe(listener: () => void): () => void
}

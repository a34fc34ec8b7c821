/** A signal for one piece of work, which is aborted with any of those that outlive it. */
export interface OwnSignal {
  readonly signal: AbortSignal
  /** Called at the end of the work: it is remembered no longer. */
  forget(): void
}

/**
 * Where a signal lives long, `AbortSignal.any` is no way to hear of it: Node remembers each signal that was made so, and a browser each on which somebody has left
 * a listener, as a fetch and tRPC do, until the one that lives long is gone. This one is remembered until `forget`.
 */
export const ownSignal = (...outer: readonly AbortSignal[]): OwnSignal => {
  const own = new AbortController()
  const forget = (): void => {
    for (const signal of outer) signal.removeEventListener('abort', abort)
  }
  const abort = (): void => {
    own.abort(outer.find(({ aborted }) => aborted)?.reason)
    forget()
  }
  for (const signal of outer) signal.addEventListener('abort', abort)
  if (outer.some(({ aborted }) => aborted)) abort()
  return { signal: own.signal, forget }
}

/** Runs one piece of work after the other, so that large files that arrive together never hold all connections. */
export const oneAtATime = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

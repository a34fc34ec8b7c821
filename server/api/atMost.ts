/**
 * Lets at most so many pieces of work run at a time; the others wait in the order in which they came. For work that keeps a connection and asks for another
 * meanwhile: without a bound those that run could hold all that there are, and wait for one more for ever.
 */
export const atMost = (most: number) => {
  let free = most
  const waiting: (() => void)[] = []
  const comeIn = (): Promise<void> | undefined => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve))
    free -= 1
    return undefined
  }
  /** Who goes hands their place on, so that nobody who comes just then gets in between. */
  const goOut = (): void => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    await comeIn()
    try {
      return await work()
    } finally {
      goOut()
    }
  }
}

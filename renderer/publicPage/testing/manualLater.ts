/** Timers that a test lets run. */
export const manualLater = () => {
  let waiting: { readonly milliseconds: number; readonly work: () => void }[] = []
  return {
    later: (milliseconds: number, work: () => void): void => {
      waiting.push({ milliseconds, work })
    },
    /** Runs all that waits now, and lets what it began go on until nothing moves. */
    run: async (): Promise<void> => {
      const due = waiting
      waiting = []
      for (const { work } of due) work()
      await settled()
    },
  }
}

/** Whatever was begun has gone as far as it can: answers of a scripted hub need no more than a turn of the loop. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

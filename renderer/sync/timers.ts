/** Waiting and chance, passed in so that tests decide both. */
export interface Timers {
  /** Calls back after this many milliseconds; gives a way to call it off. */
  after(milliseconds: number, callback: () => void): () => void
  /** A clock that only goes forward. */
  monotonic(): number
  /** The machine's clock, which people can set. */
  wall(): number
  /** A number from 0 up to 1. */
  random(): number
}

export const browserTimers: Timers = {
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  random: () => Math.random(),
}

const shortest = 500
const longest = 30_000

/** How long to wait before the next try: twice as long each time, and never the same for two terminals that lost the hub together. */
export const backOff = (tries: number, random: number): number => {
  const full = Math.min(longest, shortest * 2 ** Math.min(tries, 10))
  return Math.round(full / 2 + (full / 2) * random)
}

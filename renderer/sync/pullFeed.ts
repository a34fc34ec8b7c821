import type { PullFrom } from '../replica/replica.ts'
import { type Hub, kindOf } from './hub.ts'
import type { Source } from './live.ts'
import { backOff, type Timers } from './timers.ts'

export interface PullFeedOptions {
  readonly hub: Hub
  readonly timers: Timers
  /** Tells when it is worth trying again at once. */
  readonly back: Source
  readonly revoked: () => void
  /** The hub did not answer. */
  readonly unreachable: () => void
}

/** Pulls until there is an answer: faults are waited out here, where the connection is known. */
export const pullFeed = ({ hub, timers, back, revoked, unreachable }: PullFeedOptions): PullFrom => {
  const pause = (milliseconds: number | null, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const ends: (() => void)[] = []
      const end = (): void => {
        for (const one of ends) one()
        resolve()
      }
      if (milliseconds !== null) ends.push(timers.after(milliseconds, end))
      ends.push(back.subscribe(end), () => signal.removeEventListener('abort', end))
      signal.addEventListener('abort', end)
    })
  return async (collection, checkpoint, limit, signal) => {
    for (let tries = 0; !signal.aborted; tries++) {
      try {
        const pulled = await hub.pull(collection, checkpoint, limit, signal)
        if (signal.aborted) break
        return { type: 'pulled', ...pulled }
      } catch (error) {
        if (signal.aborted) break
        const kind = kindOf(error)
        if (kind === 'resync') return { type: 'resync' }
        if (kind === 'unauthorized') revoked()
        else unreachable()
        await pause(kind === 'unauthorized' ? null : backOff(tries, timers.random()), signal)
      }
    }
    return { type: 'stopped' }
  }
}

import { Refused } from '../publicPage/ask.ts'
import type { HubClient, OwnHold, Wish } from './askHub.ts'
import type { VisitState } from './visitState.ts'

export interface ChoosingParts {
  readonly hub: Pick<HubClient, 'hold' | 'release' | 'best'>
  readonly session: () => string
  readonly newKey: () => string
  readonly set: (change: Partial<VisitState>) => void
  readonly keep: (holds: readonly OwnHold[]) => void
  /** Where others come first, tells that they do. */
  readonly explain: () => Promise<void>
  /** Runs what the visitor asked for of these seats, and tells them if it could not be done. */
  readonly ask: (seats: readonly string[], work: () => Promise<void>) => Promise<unknown>
}

/** Seats that are taken and given back by who looks at the hall. */
export interface Choosing {
  hold(seats: readonly string[]): Promise<void>
  release(seats: readonly string[]): Promise<void>
  holdBest(wish: Wish): Promise<void>
}

/** Somebody may be faster between a suggestion and its hold; not many times in a row. */
const mostTries = 4

export const createChoosing = ({ hub, session, newKey, set, keep, explain, ask }: ChoosingParts): Choosing => ({
  hold: async (seats) => {
    const key = newKey()
    await ask(seats, async () => {
      keep(await hub.hold(session(), seats, key))
      const [only] = seats
      set({
        notice:
          seats.length === 1 && only !== undefined
            ? { type: 'held', seat: only }
            : { type: 'heldMany', count: seats.length },
      })
    })
  },
  release: async (seats) => {
    await ask([], async () => {
      keep(await hub.release(session(), seats))
      const [only] = seats
      if (only !== undefined) set({ notice: { type: 'released', seat: only } })
    })
  },
  holdBest: async (wish) => {
    for (let tries = 1; ; tries += 1) {
      let taken = false
      await ask([], async () => {
        const seats = await hub.best(session(), wish)
        if (seats.length === 0) {
          set({ notice: { type: 'notEnough' } })
          return explain()
        }
        try {
          keep(await hub.hold(session(), seats, newKey()))
        } catch (error) {
          taken = error instanceof Refused && error.code === 'conflict'
          if (!taken || tries === mostTries) throw error
          return
        }
        set({ notice: { type: 'heldMany', count: seats.length } })
      })
      if (!taken || tries === mostTries) return
    }
  },
})

import { Refused } from '../publicPage/ask.ts'
import type { HubClient, Queued, Wish } from './askHub.ts'
import type { Notice, Place, VisitState } from './visitState.ts'

export interface LineParts {
  readonly hub: Pick<HubClient, 'line' | 'join' | 'leaveLine'>
  readonly session: () => string
  readonly newKey: () => string
  readonly get: () => VisitState
  readonly set: (change: Partial<VisitState>) => void
  readonly readHolds: () => Promise<unknown>
  /** Runs what the visitor asked for, and tells them if it could not be done. */
  readonly ask: (work: () => Promise<void>) => Promise<unknown>
  /** The stream has to be opened anew: it tells of a place that it was asked for. */
  readonly reopen: () => void
}

/** The line for seats, as far as this visitor stands in it. */
export interface Line {
  /** The hub has told how they stand. */
  told(queued: Queued): Promise<void>
  /** Finds the place that the session has already, after a page was loaded anew. */
  find(): Promise<void>
  join(wish: Wish): Promise<void>
  leave(): Promise<void>
  take(): void
  /** Others were faster, or those who queue come first: tells which. */
  explain(): Promise<void>
}

const placeOf = ({ id, state, party, category, ahead = 0 }: Queued): Place | null =>
  state === 'waiting' || state === 'offered' ? { id, state, party, category: category ?? null, ahead } : null

export const createLine = ({ hub, session, newKey, get, set, readHolds, ask, reopen }: LineParts): Line => {
  const told = async (queued: Queued): Promise<void> => {
    const before = get().place
    const place = placeOf(queued)
    if (place?.state === 'offered' && before?.state !== 'offered') {
      await readHolds()
      // What was offered may be over already; the hub tells that next.
      set({ place, taken: false, ...(get().held.length > 0 ? tell('offered') : {}) })
      return
    }
    if (before === null && place === null) return
    // What was offered is theirs no more, or was ordered.
    if (before?.state === 'offered' && place === null) await readHolds()
    const isMissed = queued.state === 'missed'
    set({ place, ...(isMissed ? { ...tell('missed'), mayQueue: true } : {}) })
  }
  const find = async (): Promise<void> => {
    const { data } = await hub.line(session())
    if (data !== null) await told(data)
  }
  return {
    told,
    find,
    join: async (wish) => {
      const key = newKey()
      await ask(async () => {
        try {
          await told(await hub.join(session(), wish, key))
        } catch (error) {
          if (!(error instanceof Refused) || error.code !== 'queued_already') throw error
          await find()
        }
        reopen()
        if (get().place?.state === 'waiting') set(tell('inLine'))
      })
    },
    leave: async () => {
      await ask(async () => {
        await hub.leaveLine(session())
        set({ place: null, ...tell('leftLine') })
        await readHolds()
      })
    },
    take: () => set({ taken: true, notice: null }),
    explain: async () => {
      set({ mayQueue: true })
      const { waiting } = await hub.line(session())
      if (waiting > 0) set(tell('promised'))
    },
  }
}

const tell = (type: 'inLine' | 'offered' | 'missed' | 'leftLine' | 'promised'): { readonly notice: Notice } => ({
  notice: { type },
})

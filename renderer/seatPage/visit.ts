import { createStore } from '../app/store.ts'
import type { Live } from '../app/terminal.ts'
import {
  type Changes,
  type Customer,
  changesSchema,
  type HubClient,
  type OwnHold,
  type Seats,
  type Wish,
} from './askHub.ts'
import { Refused } from '../publicPage/ask.ts'
import { noticeOf, type VisitState } from './visitState.ts'

export interface VisitParts {
  readonly hub: HubClient
  /** Outlives a reload of the page, and not its tab. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  readonly storageKey: string
  readonly openStream: (url: string) => EventSource
  readonly beacon: (url: string) => void
  /** Milliseconds that never jump. */
  readonly now: () => number
  readonly newKey: () => string
  readonly later: (milliseconds: number, work: () => void) => void
  readonly goTo: (url: string) => void
  /** The hall is another one: everything has to be read anew. */
  readonly reload: () => void
}

/** One visit of the page: a session, what it holds, and how the seats are. */
export interface Visit {
  readonly state: Live<VisitState>
  /** Calls back with all seats whenever they were read, and with what changed. */
  onSeats(all: (seats: Seats) => void, changed: (changes: Changes['data']) => void): void
  start(): Promise<void>
  hold(seats: readonly string[]): Promise<void>
  release(seats: readonly string[]): Promise<void>
  holdBest(wish: Wish): Promise<void>
  /** What is held becomes an order, which is paid on another page. */
  order(customer: Customer): Promise<void>
  /** The page goes: what is held is given back when the grace is over, unless it comes back within it. */
  leave(): void
}

const retryMs = 2_000
/** Somebody may be faster between a suggestion and its hold; not many times in a row. */
const mostTries = 4

const positionOf = (text: string): number => Number(text.split('.')[1] ?? 0)

const toNobody = (): void => {}

export const createVisit = (parts: VisitParts): Visit => {
  const { hub, storage, storageKey, now, later } = parts
  const state = createStore<VisitState>({
    ...{ phase: 'loading', event: null, online: true, graceSeconds: 5, held: [], asked: [], notice: null },
  })
  const set = (change: Partial<VisitState>): void => state.set({ ...state.get(), ...change })
  let session = ''
  let position = 0
  let stream: EventSource | null = null
  let left = false
  let tellAll: (seats: Seats) => void = toNobody
  let tellChanged: (changes: Changes['data']) => void = toNobody

  const keep = (holds: readonly OwnHold[]): void => {
    const at = now()
    const held = holds.map(({ seats, leftMs, wholeMs }) => ({
      ...{ seats, expiresAt: at + leftMs, placedAt: at + leftMs - wholeMs },
    }))
    set({ held })
    for (const { expiresAt } of held) later(Math.max(0, expiresAt - at) + 50, () => void expire())
  }
  const expire = async (): Promise<void> => {
    const at = now()
    if (!state.get().held.some(({ expiresAt }) => expiresAt <= at)) return
    set({ held: state.get().held.filter(({ expiresAt }) => expiresAt > at), notice: { type: 'expired' } })
    await readHolds()
  }
  const readHolds = (): Promise<boolean> => guarded(async () => keep(await hub.holds(session)))

  const readSeats = async (): Promise<void> => {
    const seats = await hub.seats(session)
    position = positionOf(seats.position)
    tellAll(seats)
    stream ??= follow(seats.position)
  }

  const follow = (after: string): EventSource => {
    const opened = parts.openStream(hub.streamUrl(session, after))
    opened.addEventListener('open', () => {
      if (!state.get().online) void readHolds()
      set({ online: true })
    })
    opened.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const changes = changesSchema.parse(JSON.parse(data))
      // Older than what was read anew meanwhile.
      if (positionOf(changes.position) > position) tellChanged(changes.data)
    })
    opened.addEventListener('resync', () => void guarded(readSeats))
    opened.addEventListener('plan', parts.reload)
    opened.addEventListener('ended', () => void beginAnew())
    opened.addEventListener('error', () => {
      if (left) return
      set({ online: false })
      // Refused for good: the session may be over, or the hub has no room.
      if (opened.readyState === opened.CLOSED) later(retryMs, () => void reconnect(opened))
    })
    return opened
  }
  const reconnect = async (closed: EventSource): Promise<void> => {
    if (left || stream !== closed) return
    stream = null
    await guarded(async () => {
      keep(await hub.holds(session))
      await readSeats()
    })
    if (stream === null) later(retryMs, () => void (stream === null && !left && guarded(readSeats)))
  }

  /** The session is over: what was held in it is given back. */
  const beginAnew = async (): Promise<void> => {
    if (left) return
    stream?.close()
    stream = null
    storage.removeItem(storageKey)
    const hadSeats = state.get().held.length > 0
    set({ held: [], asked: [], ...(hadSeats ? { notice: { type: 'lost' } } : {}) })
    await guarded(async () => {
      await begin()
      await readSeats()
    })
  }
  const begin = async (): Promise<void> => {
    const begun = await hub.begin()
    session = begun.id
    storage.setItem(storageKey, session)
    set({ graceSeconds: begun.graceSeconds })
  }

  /** Does something with the hub; an ended session is begun anew, anything else is told or tried again by who called. */
  const guarded = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (error.code === 'session_ended') await beginAnew()
      else if (error.status === 0 || error.status >= 500) set({ online: error.status !== 0 })
      return false
    }
  }

  /** Runs what the visitor asked for. @returns whether it was done */
  const ask = async (seats: readonly string[], work: () => Promise<void>): Promise<boolean> => {
    set({ asked: [...state.get().asked, ...seats], notice: null })
    try {
      await work()
      return true
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (error.code === 'session_ended') await beginAnew()
      else set({ notice: noticeOf(error, seats) })
      return false
    } finally {
      set({ asked: state.get().asked.filter((seat) => !seats.includes(seat)) })
    }
  }

  const start = async (): Promise<void> => {
    try {
      const event = await hub.event()
      session = storage.getItem(storageKey) ?? ''
      const known = session === '' ? null : await hub.holds(session).catch(() => null)
      if (known === null) await begin()
      set({ event, phase: 'ready' })
      if (known !== null) keep(known)
      await readSeats()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      set({ phase: error.status === 404 ? 'gone' : 'failed' })
      if (error.status !== 404) later(retryMs, () => void start())
    }
  }

  return {
    state,
    onSeats: (all, changed) => {
      tellAll = all
      tellChanged = changed
    },
    start,
    hold: async (seats) => {
      const key = parts.newKey()
      await ask(seats, async () => {
        keep(await hub.hold(session, seats, key))
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
        keep(await hub.release(session, seats))
        const [only] = seats
        if (only !== undefined) set({ notice: { type: 'released', seat: only } })
      })
    },
    holdBest: async (wish) => {
      for (let tries = 1; ; tries += 1) {
        let taken = false
        await ask([], async () => {
          const seats = await hub.best(session, wish)
          if (seats.length === 0) return set({ notice: { type: 'notEnough' } })
          try {
            keep(await hub.hold(session, seats, parts.newKey()))
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
    order: async (customer) => {
      const key = parts.newKey()
      await ask([], async () => parts.goTo(await hub.order(session, customer, key)))
    },
    leave: () => {
      left = true
      stream?.close()
      if (state.get().held.length + state.get().asked.length > 0 || session === '') return
      // Nothing to keep for a reload.
      storage.removeItem(storageKey)
      parts.beacon(hub.endUrl(session))
    },
  }
}

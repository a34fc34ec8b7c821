import { createStore } from '../app/store.ts'
import type { Live } from '../app/terminal.ts'
import type { Changes, Customer, Kept, OwnHold, Seats, Wish } from './askHub.ts'
import { Refused } from '../publicPage/ask.ts'
import { insistently } from '../publicPage/insistently.ts'
import type { EventStream } from '../publicPage/eventStream.ts'
import { type Choosing, createChoosing } from './choosing.ts'
import { createLine } from './line.ts'
import { listenTo } from './seatStream.ts'
import type { VisitParts } from './visitParts.ts'
import { noticeOf, type VisitState } from './visitState.ts'

/** One visit of the page: a session, what it holds, and how the seats are. */
export interface Visit extends Choosing {
  readonly state: Live<VisitState>
  /** Calls back with all seats whenever they were read, and with what changed. */
  onSeats(all: (seats: Seats) => void, changed: (changes: Changes['data']) => void): void
  /** For which wishes free seats are kept, for others than this visitor. */
  readonly kept: Live<Kept>
  start(): Promise<void>
  /** What is held becomes an order, which is paid on another page. */
  order(customer: Customer): Promise<void>
  /** What was wanted is kept for those who queue: so may this visitor. */
  offerLine(): void
  /** Queues for seats that are not to be had now. */
  join(wish: Wish): Promise<void>
  /** Queues no more; what was offered is given back. */
  leaveLine(): Promise<void>
  /** What was offered is to be ordered. */
  takeOffer(): void
  /** The page goes: what is held is given back when the grace is over, unless it comes back within it. */
  leave(): void
}

const retryMs = 2_000

const positionOf = (text: string): number => Number(text.split('.')[1] ?? 0)

const toNobody = (): void => {}

export const createVisit = (parts: VisitParts): Visit => {
  const { hub, storage, storageKey, now, later } = parts
  const orderKey = `${storageKey}.order`
  const state = createStore<VisitState>({
    ...{ phase: 'loading', event: null, online: true, graceSeconds: 5, held: [], asked: [], notice: null },
    ...{ place: null, taken: false, mayQueue: false, seeksLine: parts.seeksLine, orderUrl: storage.getItem(orderKey) },
  })
  const set = (change: Partial<VisitState>): void => state.set({ ...state.get(), ...change })
  const kept = createStore<Kept>([])
  let session = ''
  /** Up to which the seats are known. */
  let position = ''
  let stream: EventStream | null = null
  let left = false
  /** A way back is being tried, or waits for its turn. */
  let returning = false
  let tellAll: (seats: Seats) => void = toNobody
  let tellChanged: (changes: Changes['data']) => void = toNobody

  const keep = (holds: readonly OwnHold[]): void => {
    const at = now()
    const held = holds.map(({ seats, leftMs, wholeMs }) => ({
      ...{ seats, expiresAt: at + leftMs, placedAt: at + leftMs - wholeMs },
    }))
    set({ held, ...(held.length > 0 ? { mayQueue: false } : {}) })
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
    position = seats.position
    tellAll(seats)
    stream ??= follow(seats.position)
  }

  const follow = (after: string): EventStream => {
    const opened = parts.openStream(hub.streamUrl(session, after, state.get().place?.id ?? null))
    listenTo(opened, {
      onOpen: () => {
        if (!state.get().online) void readHolds()
        set({ online: true })
      },
      onChanges: (changes) => {
        // Older than what was read anew meanwhile.
        if (positionOf(changes.position) <= positionOf(position)) return
        position = changes.position
        tellChanged(changes.data)
      },
      onKept: kept.set,
      onQueued: (queued) => void line.told(queued),
      onResync: () => void guarded(readSeats),
      onPlan: parts.reload,
      onEnded: () => void beginAnew(),
      onLost: (isForGood) => {
        if (left || stream !== opened) return
        set({ online: false })
        // Refused for good: the session may be over, or the hub has no room.
        if (!isForGood) return
        stream = null
        comeBack()
      },
    })
    return opened
  }
  /** Two streams are one presence: the new one is there before the old one goes. */
  const reopen = (): void => {
    const old = stream
    if (old === null) return
    stream = follow(position)
    old.close()
  }
  /** Tries until there is a stream again, however long the hub is away: without one the page shows what was, and the session ends. */
  const comeBack = (): void => {
    if (left || returning || stream !== null) return
    returning = true
    set({ online: false })
    later(retryMs, () => void tryToReturn())
  }
  const tryToReturn = async (): Promise<void> => {
    try {
      if (!left && stream === null) await guarded(resume)
    } finally {
      returning = false
    }
    comeBack()
  }
  const resume = async (): Promise<void> => {
    if (session === '') await begin()
    keep(await hub.holds(session))
    await readSeats()
  }

  /** The session is over: what was held in it is given back. */
  const beginAnew = async (): Promise<void> => {
    if (left) return
    stream?.close()
    stream = null
    session = ''
    storage.removeItem(storageKey)
    const { held, place } = state.get()
    const notice: VisitState['notice'] = held.length > 0 ? { type: 'lost' } : { type: 'lostPlace' }
    set({ held: [], asked: [], place: null, ...(held.length > 0 || place !== null ? { notice } : {}) })
    await guarded(resume)
    comeBack()
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
      else set({ notice: noticeOf(error, seats), ...(error.code === 'nothing_held' ? { mayQueue: true } : {}) })
      if (error.code === 'conflict') await guarded(line.explain)
      return false
    } finally {
      set({ asked: state.get().asked.filter((seat) => !seats.includes(seat)) })
    }
  }

  const shared = { hub, set, newKey: parts.newKey, session: () => session }
  const line = createLine({ ...shared, readHolds, reopen, get: () => state.get(), ask: (work) => ask([], work) })
  const choosing = createChoosing({ ...shared, keep, ask, explain: line.explain })

  const start = async (): Promise<void> => {
    try {
      const event = await hub.event()
      session = storage.getItem(storageKey) ?? ''
      const known = session === '' ? null : await hub.holds(session).catch(() => null)
      if (known === null) await begin()
      set({ event, phase: 'ready' })
      if (known !== null) {
        keep(known)
        await line.find()
      }
      await readSeats()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      set({ phase: error.status === 404 ? 'gone' : 'failed' })
      if (error.status !== 404) later(retryMs, () => void start())
    }
  }

  return {
    ...{ state, kept },
    onSeats: (all, changed) => {
      tellAll = all
      tellChanged = changed
    },
    start,
    ...choosing,
    order: async (customer) => {
      // Its session may be over before there is an answer; the order is not.
      const [key, mine] = [parts.newKey(), session]
      await ask([], async () => {
        const url = await insistently(later, () => hub.order(mine, customer, key))
        // Who comes back finds their seats held, and by nobody whom this page knows.
        storage.setItem(orderKey, url)
        parts.goTo(url)
      })
    },
    offerLine: () => set({ mayQueue: state.get().held.length === 0 }),
    join: line.join,
    leaveLine: line.leave,
    takeOffer: line.take,
    leave: () => {
      left = true
      stream?.close()
      const { held, asked, place } = state.get()
      if (held.length + asked.length > 0 || place !== null || session === '') return
      // Nothing to keep for a reload.
      storage.removeItem(storageKey)
      parts.beacon(hub.endUrl(session))
    },
  }
}

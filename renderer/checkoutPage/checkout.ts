import { createStore } from '../app/store.ts'
import type { Live } from '../app/terminal.ts'
import { Refused } from '../publicPage/ask.ts'
import type { EventStream } from '../publicPage/eventStream.ts'
import type { CheckoutClient, HowToPay, Method, ShownOrder } from './askHub.ts'

export interface CheckoutState {
  readonly phase: 'loading' | 'gone' | 'failed' | 'ready'
  readonly order: ShownOrder | null
  /** By this device's clock, which only measures durations; null where nothing ends by itself. */
  readonly time: { readonly placedAt: number; readonly expiresAt: number } | null
  readonly online: boolean
  readonly howToPay: HowToPay | null
  readonly busy: boolean
  /** Something that did not go through, to be told once. */
  readonly notice: 'hasMoney' | 'cannotBePaid' | 'busy' | null
}

export interface CheckoutParts {
  readonly hub: CheckoutClient
  readonly openStream: (url: string) => EventStream
  /** Milliseconds that never jump. */
  readonly now: () => number
  readonly later: (milliseconds: number, work: () => void) => void
  readonly goTo: (url: string) => void
}

/** One look at an order by who pays it. */
export interface Checkout {
  readonly state: Live<CheckoutState>
  start(): Promise<void>
  /** Shows how to pay in this way, or goes where that is done. */
  choose(method: Method): Promise<void>
  cancel(): Promise<void>
}

const retryMs = 2_000

export const createCheckout = ({ hub, openStream, now, later, goTo }: CheckoutParts): Checkout => {
  const state = createStore<CheckoutState>({
    ...{ phase: 'loading', order: null, time: null, online: true, howToPay: null, busy: false, notice: null },
  })
  const set = (change: Partial<CheckoutState>): void => state.set({ ...state.get(), ...change })

  /** How often was asked, and which of these answers is shown: one that was asked for earlier may come later, and tells of what is past. */
  let asked = 0
  let shown = 0

  const read = async (): Promise<void> => {
    const turn = ++asked
    const order = await hub.read()
    if (turn < shown) return
    shown = turn
    const { leftMs, wholeMs } = order
    const at = now()
    const time =
      leftMs === null || wholeMs === null ? null : { placedAt: at + leftMs - wholeMs, expiresAt: at + leftMs }
    const { howToPay } = state.get()
    // What was asked for is asked for no more, or is another amount now.
    const isStale = howToPay !== null && order.asked.amount !== howToPay.amount.amount
    set({ order, time, phase: 'ready', ...(isStale ? { howToPay: null } : {}) })
    // A deadline of weeks is longer than a timer can be.
    if (leftMs !== null) later(Math.min(leftMs + 50, 3_600_000), () => void (turn === shown && readAgain()))
    const [only] = order.methods
    if (order.methods.length === 1 && only === 'bank_transfer' && state.get().howToPay === null) await choose(only)
  }
  const readAgain = (): Promise<void> =>
    read().catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error
      later(retryMs, () => void readAgain())
    })

  const follow = (): void => {
    const stream = openStream(hub.streamUrl)
    stream.addEventListener('ready', () => {
      set({ online: true })
      void readAgain()
    })
    stream.addEventListener('changed', () => void readAgain())
    stream.addEventListener('error', () => {
      set({ online: false })
      // Refused for good: the hub has no room. Any other way the browser comes back by itself.
      if (stream.readyState === stream.CLOSED) later(retryMs, follow)
    })
  }

  const tried = async (work: () => Promise<void>): Promise<void> => {
    set({ busy: true, notice: null })
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      set({ notice: noticeOf(error) })
      if (error.status === 409) await readAgain()
    } finally {
      set({ busy: false })
    }
  }
  const choose = (method: Method): Promise<void> =>
    tried(async () => {
      const howToPay = await hub.pay(method)
      if (howToPay.url === undefined || howToPay.qr !== undefined) set({ howToPay })
      else goTo(howToPay.url)
    })

  const start = async (): Promise<void> => {
    try {
      await read()
      follow()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      set({ phase: error.status === 404 ? 'gone' : 'failed' })
      if (error.status !== 404) later(retryMs, () => void start())
    }
  }

  return {
    state,
    start,
    choose,
    cancel: () =>
      tried(async () => {
        await hub.cancel()
        await read()
      }),
  }
}

const noticeOf = ({ code }: Refused): NonNullable<CheckoutState['notice']> => {
  if (code === 'has_money') return 'hasMoney'
  return code === 'cannot_be_paid' ? 'cannotBePaid' : 'busy'
}

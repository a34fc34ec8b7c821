import { createStore, type Store } from '../app/store.ts'
import type { Person, Phase, Status, Terminal } from '../app/terminal.ts'
import { createScriptedActivity } from './scriptedActivity.ts'
import { createScriptedBookings, type ScriptedBookings } from './scriptedBookings.ts'
import { createScriptedCounter } from './scriptedCounter.ts'
import { createScriptedOrders } from './scriptedOrders.ts'
import { people, shop } from './scriptedShop.ts'
import { createScriptedVouchers } from './scriptedVouchers.ts'
import { createScriptedReturns } from './scriptedReturns.ts'
import { createScriptedTransfers } from './scriptedTransfers.ts'
import { createScriptedSeats } from './scriptedSeats.ts'
import { createScriptedShelf } from './scriptedShelf.ts'
import { createScriptedStock, type ScriptedStock } from './scriptedStock.ts'

export interface Script {
  readonly phase?: Phase
  /** Who is signed in: a person's id. */
  readonly me?: string
  /** Who has been let go while they were signed in. */
  readonly letGo?: Person
  readonly offline?: boolean
  /** Nothing in inbox and outbox. */
  readonly quiet?: boolean
  readonly items?: number
  readonly now?: () => number
  /** A shop with tables and guests. */
  readonly rooms?: boolean
  /** How many guests wait; with rooms only. */
  readonly waiting?: number
  /** A shop with orders of a website. */
  readonly orders?: boolean
  /** A shop with goods to come and who ordered them. */
  readonly preorders?: boolean
  /** A shop with events and seats. */
  readonly cinema?: boolean
  /** The hub has no shop yet. */
  readonly newShop?: boolean
  /** Another than đồng. */
  readonly currency?: string
}

/** A terminal without hub, replica or outbox, for tests of screens and for looking at them. Never part of the product. */
export interface ScriptedTerminal extends Terminal {
  readonly phase: Store<Phase>
  readonly status: Store<Status>
  readonly me: Store<Person | null>
  readonly script: ScriptedStock
  readonly bookings: ScriptedBookings
  readonly isNewShop: boolean
  readonly hasPreorders: boolean
}

const pin = '1234'

export const createScriptedTerminal = (script: Script = {}): ScriptedTerminal => {
  const now = script.now ?? (() => Date.now())
  const stock = createScriptedStock(now, script.items ?? 0)
  const phase = createStore<Phase>(script.phase ?? { name: 'ready' })
  const me = createStore<Person | null>(
    phase.get().name === 'ready' ? (people.find(({ id }) => id === (script.me ?? 'lan')) ?? null) : null,
  )
  const quiet = script.quiet ?? false
  const status = createStore<Status>({
    connection: script.offline === true ? 'offline' : 'online',
    since: now() - 12 * 60_000,
    asOf: now() - (script.offline === true ? 12 * 60_000 : 3000),
    waiting: quiet ? 0 : 3,
    needsLook: quiet ? 0 : 3,
  })
  let wrongTries = 0
  const orders = createScriptedOrders(now, () => me.get()?.id ?? 'lan', {
    ...{ has: script.orders ?? false, preorders: script.preorders ?? false },
  })

  return {
    phase,
    status,
    me,
    script: stock,
    isNewShop: script.newShop ?? false,
    hasPreorders: script.preorders ?? false,
    shop: createStore(script.currency === undefined ? shop : { ...shop, currency: script.currency }),
    people: createStore(people),
    letGo: createStore<Person | null>(script.letGo ?? null),
    clock: { now },
    catalogue: stock.catalogue,
    stock: stock.stock,
    shelf: createScriptedShelf(stock.stock),
    counter: createScriptedCounter(stock, now, {
      ...{ isOnline: () => status.get().connection === 'online', keep: (command) => orders.keep(command) },
    }),
    activity: createScriptedActivity(now, quiet, script.rooms ?? false),
    bookings: createScriptedBookings(now, {
      ...{ rooms: script.rooms ?? false, offline: script.offline ?? false, waiting: script.waiting ?? 0 },
    }),
    boxOffice: createScriptedSeats(now, script.cinema ?? false),
    orders,
    returns: createScriptedReturns(now, () => me.get()?.id ?? 'lan', script.preorders ?? false),
    transfers: createScriptedTransfers(now, () => me.get(), script.preorders ?? false),
    vouchers: createScriptedVouchers(now, script.orders ?? false),
    pair: async (code) => {
      if (code !== 'DEMO') return { ok: false, why: 'wrong_code' }
      phase.set({ name: 'signed_out' })
      return { ok: true }
    },
    demoCode: async () => 'DEMO',
    signIn: async (person, typed) => {
      if (typed !== pin) {
        wrongTries += 1
        return { ok: false, why: 'wrong_pin', waitSeconds: wrongTries < 3 ? 0 : 2 ** wrongTries }
      }
      me.set(people.find(({ id }) => id === person) ?? null)
      phase.set({ name: 'ready' })
      return { ok: true }
    },
    signOut: async () => {
      me.set(null)
      phase.set({ name: 'signed_out' })
    },
    unpair: async () => (status.get().waiting > 0 ? 'unsent' : 'done'),
    stop: async () => undefined,
  }
}

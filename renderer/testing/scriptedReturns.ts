import { noBookings } from '../../shared/bookings/bookingWorld.ts'
import { settle, type SettleWorld } from '../../shared/holds/settle.ts'
import { emptyPools } from '../../shared/kinds/registry.ts'
import { emptyPool, StockPools } from '../../shared/kinds/stock/rules.ts'
import type { Grading, Return } from '../../shared/returns/returns.ts'
import { createStore } from '../app/store.ts'
import type { Photo, Returns } from '../app/terminal.ts'
import { ReturnDesk } from '../sync/returns/returnDesk.ts'
import { browserTimers } from '../sync/timers.ts'
import { stockOf } from './scriptedShop.ts'
import { noTransfers } from '../../shared/transfers/transferWorld.ts'

const day = 86_400_000
const line = (sku: string, expected: number, received: number) => ({
  ...{ sku, expected, received, sellable: 0, damaged: 0, scrap: 0, short: null },
})

const drawn = (now: number): readonly Return[] => [
  {
    ...{ id: 'rt1', order: 'x1', orderNumber: 'HF000031', state: 'returning', location: 'q1', receivedIn: null },
    ...{ parcel: 'GHN771', reason: 'refused', undelivered: true, lines: [line('TM-0001', 2, 0)] },
    ...{ openedAt: now - 9 * day, receivedAt: null, inspectedAt: null, closedAt: null },
  },
  {
    ...{ id: 'rt2', order: 'x2', orderNumber: 'HF000032', state: 'received', location: 'q1', receivedIn: 'q1' },
    ...{ parcel: 'GHN772', reason: 'refused', undelivered: true, lines: [line('TM-0002', 3, 3)] },
    ...{ openedAt: now - 2 * day, receivedAt: now - 60_000, inspectedAt: null, closedAt: null },
  },
]

/** Photos that are never sent. */
const scriptedPhotos = () => {
  const all = new Map<string, Photo>()
  return {
    hashOf: async ({ data }: Photo) => data.slice(0, 64),
    keep: (hash: string, photo: Photo) => {
      all.set(hash, photo)
      return new Map()
    },
    get: (hash: string) => all.get(hash) ?? null,
    ...{ count: 0, sendSoon: () => undefined, stop: () => undefined },
  }
}

/** Goods that come back, by the real rules, of one location; nothing goes to a hub. */
export const createScriptedReturns = (now: () => number, me: () => string, has: boolean): Returns => {
  const pools = stockOf(0).map(({ item }) => ({ ...emptyPool('q1', item.sku), onHand: 50 }))
  const world: SettleWorld = {
    ...{ pools: { ...emptyPools(), stock: new StockPools(pools) }, discrepancies: new Map(), ...noBookings() },
    ...{ holds: new Map(), orders: new Map() },
    ...noTransfers(),
    returns: new Map((has ? drawn(now()) : []).map((one) => [one.id, one])),
  }
  const seen = new Map<string, Grading[]>()
  let ids = 0
  const newId = () => `return${++ids}`
  const changes = createStore(0)
  const desk = new ReturnDesk({
    ...{ clock: { now }, timers: browserTimers, location: 'q1', newId },
    photos: scriptedPhotos(),
    orders: { list: createStore([]), act: async () => ({ ok: false, rejection: { code: 'internal' } }) },
    sight: () => ({
      returns: [...world.returns.values()].map((one) => ({ one, gradings: seen.get(one.id) ?? [] })),
      doneHere: [],
    }),
    wouldSay: () => ({ accepted: true, outcome: { type: 'settled', discrepancy: '' } }),
    give: async (command) => {
      const giver = { channel: 'counter', ttlSeconds: 900, terminal: 't1', staff: me(), ownOnly: false } as const
      for (const event of settle(world, command, { ...giver, role: 'manager' }, now(), newId).events) {
        if (event.type !== 'graded') continue
        const { sku, quantity, grade, note = null, photo = null } = event.seen
        const one = { ...{ at: now(), sku, quantity, grade, note, photo }, counted: event.counted, staff: me() }
        seen.set(event.return, [...(seen.get(event.return) ?? []), one])
      }
      changes.update((count) => count + 1)
      return newId()
    },
  })
  changes.subscribe(() => desk.changed())
  return desk
}

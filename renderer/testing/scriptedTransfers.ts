import { noBookings } from '../../shared/bookings/bookingWorld.ts'
import { settle, type SettleWorld } from '../../shared/holds/settle.ts'
import { emptyPools } from '../../shared/kinds/registry.ts'
import { emptyPool, StockPools } from '../../shared/kinds/stock/rules.ts'
import { noOrders } from '../../shared/orders/orderWorld.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import type { Role } from '../../shared/protocol/roles.ts'
import type { Transfer } from '../../shared/transfers/transfers.ts'
import { createStore } from '../app/store.ts'
import type { Person, Transfers } from '../app/terminal.ts'
import { browserTimers } from '../sync/timers.ts'
import { TransferDesk } from '../sync/transfers/transferDesk.ts'
import { stockOf } from './scriptedShop.ts'

const hour = 3_600_000
const line = (sku: string, sent: number, received = 0) => ({ sku, sent, received, short: null })

const drawn = (now: number): readonly Transfer[] => [
  {
    ...{ id: 'tr1', number: 'CK-4F7Q2XA', state: 'sent', from: 'td', to: 'q1', note: 'thùng giấy nâu' },
    lines: [line('TM-0001', 6), line('TM-0006', 10), line('TM-0009', 4)],
    ...{ sentAt: now - 2 * hour, sentBy: 'dung', receivedAt: null, receivedBy: null, closedAt: null },
  },
  {
    ...{ id: 'tr2', number: 'CK-91KMB07', state: 'received', from: 'td', to: 'q1', note: null },
    lines: [line('TM-0003', 3, 2)],
    ...{ sentAt: now - 26 * hour, sentBy: 'dung', receivedAt: now - hour, receivedBy: 'lan', closedAt: null },
  },
  {
    ...{ id: 'tr3', number: 'CK-0ZT8C5D', state: 'sent', from: 'q1', to: 'td', note: null },
    lines: [line('TM-0012', 2)],
    ...{ sentAt: now - hour / 2, sentBy: 'mai', receivedAt: null, receivedBy: null, closedAt: null },
  },
]

/** Goods that go between two locations, by the real rules; nothing goes to a hub. */
export const createScriptedTransfers = (now: () => number, me: () => Person | null, has: boolean): Transfers => {
  const goods = stockOf(0)
  const world: SettleWorld = {
    pools: {
      ...emptyPools(),
      stock: new StockPools(
        goods.flatMap(({ item, onHand }) => [{ ...emptyPool('q1', item.sku), onHand }, emptyPool('td', item.sku)]),
      ),
    },
    ...{ holds: new Map(), discrepancies: new Map(), ...noBookings(), ...noOrders() },
    transfers: new Map((has ? drawn(now()) : []).map((one) => [one.id, one])),
  }
  let ids = 0
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`
  const changes = createStore(0)
  const giver = () => {
    const role: Role | null = me()?.role ?? null
    const staff = me()?.id ?? null
    return { channel: 'counter', ttlSeconds: 900, terminal: 't1', staff, role, ownOnly: false } as const
  }
  /** A copy for looking ahead: what is foretold changes nothing. */
  const ahead = (): SettleWorld => ({
    ...world,
    pools: { ...world.pools, stock: new StockPools(world.pools.stock.all()) },
    transfers: new Map(world.transfers),
  })
  const desk = new TransferDesk({
    ...{ clock: { now }, timers: browserTimers, location: 'q1', newId },
    sight: () => ({ transfers: world.transfers.values(), doneHere: [] }),
    wouldSay: (command: Command) => settle(ahead(), command, giver(), now(), newId).verdict,
    give: async (command) => {
      settle(world, command, giver(), now(), newId)
      changes.update((count) => count + 1)
      return newId()
    },
  })
  changes.subscribe(() => desk.changed())
  return desk
}

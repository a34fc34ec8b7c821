import { createStore } from '../app/store.ts'
import type { Activity, Discrepancy, Entry } from '../app/terminal.ts'

const entry = (id: string, more: Partial<Entry>): Entry => ({
  id,
  type: 'hold.place',
  state: 'accepted',
  issuedAt: 0,
  actor: 'lan',
  lines: [],
  booking: null,
  rejection: null,
  holders: [],
  available: null,
  sold: false,
  actions: [],
  ...more,
})
const shirt = { sku: 'TM-0001', name: 'Áo thun trắng cổ tròn, size M', quantity: 2 }
const coffee = { sku: 'TM-0006', name: 'Cà phê rang mộc Cầu Đất 500 g', quantity: 1 }

const inboxAt = (now: number): readonly Entry[] => [
  entry('i1', {
    state: 'refused',
    issuedAt: now - 29 * 60_000,
    lines: [shirt],
    rejection: { code: 'conflict', conflicts: [{ line: 0, code: 'sold_out', available: 1 }] },
    holders: [
      {
        hold: 'h9',
        channel: 'web',
        terminal: null,
        staff: null,
        quantity: 3,
        placedAt: now - 60_000,
        expiresAt: now + 14 * 60_000,
        settled: true,
      },
    ],
    available: 1,
    actions: ['take_fewer', 'retry', 'drop'],
  }),
  entry('i2', {
    state: 'refused',
    actor: 'minh',
    issuedAt: now - 22 * 60_000,
    lines: [coffee],
    rejection: { code: 'hold_expired' },
    sold: true,
    actions: ['settle'],
  }),
]

const outboxAt = (now: number): readonly Entry[] => [
  entry('o1', { state: 'waiting', issuedAt: now - 20_000, type: 'order.sell', lines: [shirt, coffee] }),
  entry('o2', { state: 'sending', issuedAt: now - 30_000, lines: [coffee] }),
  entry('o3', { state: 'blocked', issuedAt: now - 50_000, type: 'hold.replace', lines: [shirt] }),
  entry('o4', { issuedAt: now - 90_000, type: 'hold.release', lines: [coffee] }),
  entry('o5', { issuedAt: now - 400_000, type: 'stock.count', actor: 'dung', lines: [{ ...coffee, quantity: 42 }] }),
]

const discrepanciesAt = (now: number): readonly Discrepancy[] => [
  {
    id: 'd1',
    at: now - 21 * 60_000,
    location: 'q1',
    sku: coffee.sku,
    name: coffee.name,
    quantity: 1,
    kind: 'oversold',
    order: 'o9',
    orderNumber: '3-261123-014',
    terminal: 't1',
    staff: 'minh',
    _deleted: false,
  },
]

/** An inbox, an outbox and a discrepancy to look at; `quiet` leaves them empty. */
export const createScriptedActivity = (now: () => number, quiet: boolean): Activity => {
  const inbox = createStore(quiet ? [] : inboxAt(now()))
  const outbox = createStore(quiet ? [] : outboxAt(now()))
  const discrepancies = createStore(quiet ? [] : discrepanciesAt(now()))
  return {
    inbox,
    outbox,
    discrepancies,
    act: async (id) => inbox.update((all) => all.filter((each) => each.id !== id)),
    settle: async (id) => discrepancies.update((all) => all.filter((each) => each.id !== id)),
    exportUnsent: async () => JSON.stringify(outbox.get()),
  }
}

import { createStore } from '../app/store.ts'
import { bookingsAt } from './scriptedRooms.ts'
import type { Activity, Discrepancy, Entry } from '../app/terminal.ts'

const entry = (id: string, more: Partial<Entry>): Entry => ({
  id,
  type: 'hold.place',
  state: 'accepted',
  issuedAt: 0,
  actor: 'lan',
  lines: [],
  booking: null,
  guest: null,
  seats: [],
  order: null,
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

/** A table that two have booked, and what is free instead. */
const clashAt = (now: number): Entry => {
  const other = bookingsAt(now).find(({ resources }) => resources.includes('B7'))
  const start = other?.start ?? now
  const end = start + 90 * 60_000
  const instead = (minutes: number, code: string) => ({
    ...{
      start: start + minutes * 60_000,
      end: end + minutes * 60_000,
      resources: [`B${code}`],
      names: [`Bàn ${code}`],
    },
  })
  return entry('i3', {
    ...{ type: 'booking.book', state: 'refused', issuedAt: now - 34 * 60_000 },
    rejection: { code: 'conflict', conflicts: [{ line: 0, code: 'slot_taken' }] },
    booking: {
      ...{ id: 'b-mine', service: 'ban', serviceName: 'Ăn tại bàn', start, end, party: 4 },
      ...{ resources: ['B7'], names: ['Bàn 7'], customer: { name: 'Chị Hạnh', phone: '0903 555 111' } },
      ...{ isFree: false, others: other === undefined ? [] : [other] },
      alternatives: [instead(0, '6'), instead(0, 'S1'), instead(15, '4'), instead(-15, 'S2'), instead(30, '4')],
    },
    actions: ['take_alternative', 'retry', 'drop'],
  })
}

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
    transferNumber: null,
    terminal: 't1',
    staff: 'minh',
  },
]

/** An inbox, an outbox and a discrepancy to look at; `quiet` leaves them empty. */
export const createScriptedActivity = (now: () => number, quiet: boolean, rooms: boolean): Activity => {
  const inbox = createStore(quiet ? [] : [...(rooms ? [clashAt(now())] : []), ...inboxAt(now())])
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

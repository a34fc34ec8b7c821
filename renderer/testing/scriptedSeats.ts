import { createStore } from '../app/store.ts'
import type { BoxOffice, LostSeats, ShownEvent } from '../app/terminal.ts'

const hourMs = 3_600_000

const eventAt = (code: string, name: string, startsAt: number, sold: number): ShownEvent => ({
  ...{ code, name, startsAt, hall: 'Phòng 1', currency: 'VND', leavesNoSingle: true, publicSeats: 8, seats: 150 },
  categories: [
    { name: 'Thường', color: '#4c6ef5', price: 85_000 },
    { name: 'VIP', color: '#e8590c', price: 110_000 },
  ],
  counts: { free: 140 - sold, held: 4, sold, blocked: 2, ours: 4, theirs: 0 },
})

/** Events to look at in a list; their halls are drawn from a hub alone. */
export const createScriptedSeats = (now: () => number, hasEvents: boolean): BoxOffice => {
  const events = hasEvents
    ? [
        eventAt('film', 'Mùa hoa sữa', now() + hourMs, 30),
        eventAt('late', 'Chuyến tàu cuối', now() + 4 * hourMs, 6),
        eventAt('next', 'Người gác đèn', now() + 28 * hourMs, 0),
      ]
    : []
  const no = { ok: false, why: 'no_room', seat: null } as const
  return {
    events: createStore<readonly ShownEvent[]>(events),
    lost: createStore<LostSeats | null>(null),
    hall: () => null,
    watch: () => () => undefined,
    seat: () => null,
    toggle: async () => no,
    take: async () => no,
    takeBest: async () => no,
    giveUp: async () => undefined,
    holdAgain: async () => no,
    leftAlone: () => [],
    dismissLost: () => undefined,
    release: async () => undefined,
    setAside: async () => ({ ok: true }),
    block: async () => ({ ok: true }),
  }
}

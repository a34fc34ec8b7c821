import type { SettleWorld } from '../../../shared/holds/settle.ts'
import { seatLinesOf } from '../../../shared/kinds/registry.ts'
import { SeatPools } from '../../../shared/kinds/seat/rules.ts'
import { seatKey } from '../../../shared/kinds/seat/schema.ts'
import type { DocumentOf } from '../../../shared/protocol/feed.ts'
import type { SeatedEvent } from '../../../shared/seating/events.ts'
import { packHall } from '../../../shared/seating/packedHall.ts'
import type { Plan } from '../../../shared/seating/plan.ts'
import { seatsOf } from '../../../shared/seating/planSeats.ts'
import { noBookable } from './scriptedDocuments.ts'
import type { ScriptedFeed } from './scriptedFeed.ts'

/** Rows `A`, `B`, … of so many seats, `A1`, `A2`, …; the first row is dear. */
export const planFor = (rows: number, seats: number): Plan => ({
  name: 'Phòng 1',
  categories: [{ name: 'VIP', color: '#e8590c' }, { name: 'Thường' }],
  zones: [
    {
      position: { x: 0, y: 0 },
      rows: Array.from({ length: rows }, (_row, row) => {
        const letter = String.fromCodePoint(65 + row)
        return {
          row_number: letter,
          position: { x: 0, y: row * 40 },
          seats: Array.from({ length: seats }, (_seat, seat) => ({
            ...{ seat_guid: `${letter}${seat + 1}`, seat_number: String(seat + 1), position: { x: seat * 30, y: 0 } },
            category: row === 0 ? 'VIP' : 'Thường',
          })),
        }
      }),
    },
  ],
})

/** The events of the hub for tests, and how their seats are told to terminals. */
export class ScriptedHalls {
  private readonly events = new Map<string, { event: SeatedEvent; seats: readonly string[] }>()

  constructor(private readonly feed: ScriptedFeed) {}

  /** @returns the pools with its seats in them */
  add(event: Omit<SeatedEvent, 'hall' | 'seats'>, plan: Plan, terminals: readonly string[]): SeatPools {
    const seats = seatsOf(plan).map(({ seat }) => seat)
    const hall = packHall(JSON.stringify(plan), plan)
    const shown: SeatedEvent = { ...event, hall: hall.id, seats: seats.length }
    this.events.set(event.code, { event: shown, seats })
    this.feed.put('bookables', { ...noBookable, id: `hall:${hall.id}`, hall })
    this.feed.put('bookables', { ...noBookable, id: `event:${event.code}`, event: shown })
    const known = [...this.events.values()]
    return new SeatPools(
      known.map((one) => one.event),
      known.flatMap((one) =>
        one.seats.map((seat) => ({ event: one.event.code, seat, blocked: false, allottedTo: null })),
      ),
      [],
      terminals,
    )
  }

  /** Tells of the seats that are otherwise than before. */
  put({ pools, holds }: SettleWorld): void {
    const holders = new Map<string, { hold: string; until: number | null }>()
    for (const { id, state, expiresAt, lines } of holds.values())
      if (state === 'held' || state === 'confirmed')
        for (const line of seatLinesOf(lines))
          holders.set(seatKey(line), { hold: id, until: state === 'held' ? expiresAt : null })
    for (const { event, seats } of this.events.values())
      for (const name of seats) {
        const seat = pools.seat.get({ event: event.code, seat: name })
        if (seat === undefined) continue
        const has = holders.get(seatKey(seat)) ?? { hold: null, until: null }
        const isFree = has.hold === null && !seat.blocked && seat.allottedTo === null
        const document = { ...seat, ...has, id: seatKey(seat), location: event.location, _deleted: isFree }
        const before: DocumentOf<'seats'> | undefined = this.feed.get('seats', document.id)
        const isNew = before === undefined ? !isFree : JSON.stringify(before) !== JSON.stringify(document)
        if (isNew) this.feed.put('seats', document)
      }
  }
}

import type { DocumentOf } from '../../../shared/protocol/feed.ts'
import type { SeatedEvent } from '../../../shared/seating/events.ts'
import type { PackedHall } from '../../../shared/seating/packedHall.ts'
import type { Documents } from '../../replica/replica.ts'
import { Deadlines } from '../deadlines.ts'
import { type Hall, hallFrom } from './hall.ts'
import type { BaseSeat, SeatBase } from './seatBase.ts'

type SeatDocument = DocumentOf<'seats'>

/** The replica's copy of events, halls and seats, asked for what one location has, and kept up as documents come and go. */
export class ReplicatedSeats implements SeatBase {
  /** By event: its seats that are not simply free. */
  private readonly byEvent = new Map<string, Map<string, SeatDocument>>()
  private readonly halls = new Map<string, Hall>()
  private readonly deadlines: Deadlines

  constructor(
    private readonly documents: Pick<Documents, 'bookables' | 'seats' | 'places'>,
    private readonly location: string,
  ) {
    const { seats } = documents
    this.deadlines = new Deadlines(
      (id, at) => seats.get(id)?.until === at,
      () => seats.size,
    )
    for (const seat of seats.values()) this.add(seat)
  }

  event(code: string): SeatedEvent | undefined {
    const event = this.documents.bookables.get(`event:${code}`)?.event ?? undefined
    return event?.location === this.location ? event : undefined
  }

  *events(): Iterable<SeatedEvent> {
    for (const { event } of this.documents.bookables.values()) if (event?.location === this.location) yield event
  }

  /** The hall of an event; undefined while it has not come. */
  hall(event: SeatedEvent): Hall | undefined {
    const known = this.halls.get(event.hall)
    if (known !== undefined) return known
    const packed: PackedHall | null = this.documents.bookables.get(`hall:${event.hall}`)?.hall ?? null
    if (packed === null) return undefined
    const hall = hallFrom(packed)
    this.halls.set(event.hall, hall)
    return hall
  }

  seat(code: string, name: string): BaseSeat | undefined {
    const event = this.event(code)
    if (event === undefined || this.hall(event)?.seats.has(name) !== true) return undefined
    const { hold = null, until = null, blocked = false, allottedTo = null } = this.byEvent.get(code)?.get(name) ?? {}
    return { event: code, seat: name, hold, until, blocked, allottedTo }
  }

  /** The seats of an event that are not simply free. */
  of(event: string): Iterable<SeatDocument> {
    return this.byEvent.get(event)?.values() ?? []
  }

  *terminals(): Iterable<string> {
    for (const { type, id } of this.documents.places.values())
      if (type === 'terminal') yield id.slice('terminal:'.length)
  }

  changed(keys: readonly string[]): void {
    for (const key of keys) {
      const seat = this.documents.seats.get(key)
      if (seat !== undefined) this.add(seat)
      else this.takeAway(key)
    }
  }

  /** The seats whose holds came to their deadline since this was last asked. */
  due(now: number): string[] {
    return this.deadlines.due(now)
  }

  /** The next deadline of all; infinity if there is none. */
  nextDeadline(): number {
    return this.deadlines.next()
  }

  private add(seat: SeatDocument): void {
    const seats = this.byEvent.get(seat.event)
    if (seats === undefined) this.byEvent.set(seat.event, new Map([[seat.seat, seat]]))
    else seats.set(seat.seat, seat)
    if (seat.until !== null) this.deadlines.add(seat.id, seat.until)
  }

  private takeAway(key: string): void {
    const at = key.indexOf('/')
    const seats = this.byEvent.get(key.slice(0, at))
    seats?.delete(key.slice(at + 1))
    if (seats?.size === 0) this.byEvent.delete(key.slice(0, at))
  }
}

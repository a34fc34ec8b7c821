import type { End } from '../../holds/states.ts'
import type { Conflict, LineRules, Missing, Placed, PoolSet } from '../types.ts'
import { seatKey, type SeatLine } from './schema.ts'

/** A seat as its rules see it. */
export interface Seat {
  readonly event: string
  readonly seat: string
  /** Not for sale, whoever asks. */
  readonly blocked: boolean
}

/** An event and where it is. */
export interface SeatedEvent {
  readonly code: string
  readonly location: string
}

/** The seats that a decision can see: those taken at the start, and what was decided since (SPEC E1). */
export class SeatPools implements PoolSet<SeatLine, 'seat_taken'> {
  private readonly locations: ReadonlyMap<string, string>
  private readonly seats: ReadonlyMap<string, Seat>
  private readonly taken: Set<string>

  /** @param taken seats that are held or sold */
  constructor(events: Iterable<SeatedEvent>, seats: Iterable<Seat>, taken: Iterable<Pick<SeatLine, 'event' | 'seat'>>) {
    this.locations = new Map([...events].map(({ code, location }) => [code, location]))
    this.seats = new Map([...seats].map((seat) => [seatKey(seat), seat]))
    this.taken = new Set([...taken].map(seatKey))
  }

  missing(location: string, lines: readonly SeatLine[]): Missing | null {
    for (const line of lines) {
      if (this.locations.get(line.event) !== location) return { what: 'event', id: line.event }
      if (!this.seats.has(seatKey(line))) return { what: 'seat', id: line.seat }
    }
    return null
  }

  check(_location: string, lines: readonly Placed<SeatLine>[]): Conflict<'seat_taken'>[] {
    return lines
      .filter(({ line }) => !this.isFree(line))
      .map(({ index }): Conflict<'seat_taken'> => ({ line: index, code: 'seat_taken' }))
  }

  take(_location: string, lines: readonly SeatLine[]): void {
    for (const line of lines) this.taken.add(seatKey(line))
  }

  /** A confirmed seat is sold, and stays taken (SPEC E2). */
  end(_location: string, lines: readonly SeatLine[], end: End): void {
    if (end !== 'confirmed') for (const line of lines) this.taken.delete(seatKey(line))
  }

  giveBack(_location: string, lines: readonly SeatLine[]): void {
    for (const line of lines) this.taken.delete(seatKey(line))
  }

  /** True if this seat can be had: nobody has it, and it is for sale. */
  private isFree(line: SeatLine): boolean {
    const seat = this.seats.get(seatKey(line))
    return seat !== undefined && !seat.blocked && !this.taken.has(seatKey(line))
  }
}

export const seatLines: LineRules<SeatLine> = {
  /** One seat is for one person. */
  merge(lines) {
    const seen = new Set<string>()
    const doubled: number[] = []
    for (const { line, index } of lines) {
      if (seen.has(seatKey(line))) doubled.push(index)
      seen.add(seatKey(line))
    }
    return { merged: lines, doubled }
  },
  keyOf: seatKey,
  misfitOf: (line) => ({ kind: 'double_sold', sku: seatKey(line) }),
}

import type { End } from '../../holds/states.ts'
import type { Conflict, LineRules, Missing, Placed, PoolSet, Taker } from '../types.ts'
import { seatKey, type SeatLine } from './schema.ts'

/** A seat as its rules see it. */
export interface Seat {
  readonly event: string
  readonly seat: string
  /** Not for sale, whoever asks. */
  readonly blocked: boolean
  /** The terminal for which it is set aside: nobody else can have it (SPEC E8). */
  readonly allottedTo: string | null
}

/** An event and where it is. */
export interface SeatedEvent {
  readonly code: string
  readonly location: string
}

/** The seats that a decision can see: those taken at the start, and what was decided since (SPEC E1). */
export class SeatPools implements PoolSet<SeatLine, 'seat_taken'> {
  private readonly locations: Map<string, string>
  private readonly seats: Map<string, Seat>
  private readonly taken: Set<string>
  private readonly terminals: ReadonlySet<string>
  private readonly touched = new Set<string>()

  /**
   * @param taken seats that are held or sold
   * @param terminals those for which seats may be set aside
   */
  constructor(
    events: Iterable<SeatedEvent>,
    seats: Iterable<Seat>,
    taken: Iterable<Pick<SeatLine, 'event' | 'seat'>>,
    terminals: Iterable<string> = [],
  ) {
    this.locations = new Map([...events].map(({ code, location }) => [code, location]))
    this.seats = new Map([...seats].map((seat) => [seatKey(seat), seat]))
    this.taken = new Set([...taken].map(seatKey))
    this.terminals = new Set(terminals)
  }

  get(line: Pick<SeatLine, 'event' | 'seat'>): Seat | undefined {
    return this.seats.get(seatKey(line))
  }

  /** The seats that were blocked, set aside or given back since the start, as they are now, each with its location. */
  *changed(): Generator<Seat & { readonly location: string }> {
    for (const key of this.touched) {
      const seat = this.seats.get(key)
      const location = seat === undefined ? undefined : this.locations.get(seat.event)
      if (seat !== undefined && location !== undefined) yield { ...seat, location }
    }
  }

  /** Takes in one more seat with its event, unless it is there. */
  know(event: SeatedEvent, seat: Seat, isTaken: boolean): void {
    if (this.seats.has(seatKey(seat))) return
    this.locations.set(event.code, event.location)
    this.seats.set(seatKey(seat), seat)
    if (isTaken) this.taken.add(seatKey(seat))
  }

  /** True if somebody has it. */
  isTaken(line: Pick<SeatLine, 'event' | 'seat'>): boolean {
    return this.taken.has(seatKey(line))
  }

  hasTerminal(id: string): boolean {
    return this.terminals.has(id)
  }

  allottedTo(line: Pick<SeatLine, 'event' | 'seat'>): string | null {
    return this.get(line)?.allottedTo ?? null
  }

  /** Sets a seat aside for a terminal, or for nobody any more. */
  allot(line: Pick<SeatLine, 'event' | 'seat'>, terminal: string | null): void {
    this.change(line, { allottedTo: terminal })
  }

  /** Whoever has it keeps it (SPEC E4). */
  block(line: Pick<SeatLine, 'event' | 'seat'>, blocked: boolean): void {
    this.change(line, { blocked })
  }

  missing(location: string, lines: readonly SeatLine[]): Missing | null {
    for (const line of lines) {
      if (this.locations.get(line.event) !== location) return { what: 'event', id: line.event }
      if (!this.seats.has(seatKey(line))) return { what: 'seat', id: line.seat }
    }
    return null
  }

  check(_location: string, lines: readonly Placed<SeatLine>[], { terminal }: Taker): Conflict<'seat_taken'>[] {
    return lines
      .filter(({ line }) => !this.isFree(line, terminal))
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

  /** True if this seat can be had there: nobody has it, and it is for sale or set aside for that terminal. */
  private isFree(line: SeatLine, terminal: string | null): boolean {
    const seat = this.get(line)
    if (seat === undefined || this.taken.has(seatKey(line))) return false
    return seat.allottedTo === null ? !seat.blocked : seat.allottedTo === terminal
  }

  private change(line: Pick<SeatLine, 'event' | 'seat'>, to: Partial<Pick<Seat, 'blocked' | 'allottedTo'>>): void {
    const seat = this.get(line)
    if (seat === undefined) return
    this.seats.set(seatKey(line), { ...seat, ...to })
    this.touched.add(seatKey(line))
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

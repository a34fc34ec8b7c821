import type { SeatedEvent } from '../../../shared/seating/events.ts'
import type { Clock, SeatChange, SeatState } from '../../app/terminal.ts'
import type { Documents } from '../../replica/replica.ts'
import type { Folded } from '../fold.ts'
import { Signal } from '../live.ts'
import type { Hall } from './hall.ts'
import { ReplicatedSeats } from './replicatedSeats.ts'
import { type BaseSeat, isTakenAt } from './seatBase.ts'

export interface SeatSightOptions {
  readonly documents: Documents
  readonly location: string
  /** This terminal's own id. */
  readonly terminal: string
  readonly clock: Clock
  /** What was done here, laid over the replica. */
  readonly folded: () => Folded
}

/** How many seats of an event are so; those that are simply free are not counted. */
export type SeatCounts = Readonly<Record<Exclude<SeatState, 'free'>, number>>

/** An event with its hall. */
export interface ShownHall {
  readonly event: SeatedEvent
  readonly hall: Hall
}

type Listener = (changes: readonly SeatChange[]) => void

/** Seats as they are now: from what was done here if that touches them, else from the replica without holds that are over. */
export class SeatSight {
  readonly replicated: ReplicatedSeats
  /** Something about events or the number of their free seats looks different, or may. */
  readonly changed = new Signal()
  private dirty = new Set<string>()
  private areEventsDirty = false
  private readonly listeners = new Map<string, Set<Listener>>()
  private readonly counted = new Map<string, SeatCounts>()
  private readonly options: SeatSightOptions

  constructor(options: SeatSightOptions) {
    this.options = options
    this.replicated = new ReplicatedSeats(options.documents, options.location)
  }

  /** Documents of seats came, changed or went. */
  seatsCame(keys: readonly string[]): void {
    this.replicated.changed(keys)
    for (const key of keys) this.dirty.add(key)
  }

  eventsCame(): void {
    this.areEventsDirty = true
  }

  /** True if the replica's seats are others than when they were last told. */
  isDirty(now: number): boolean {
    for (const key of this.replicated.due(now)) this.dirty.add(key)
    return this.dirty.size > 0
  }

  /** Tells of all that looks different. @param laid the seats that something was done with here, before or now */
  publish(laid: Iterable<string>): void {
    const touched = new Set([...this.dirty, ...laid])
    if (touched.size === 0 && !this.areEventsDirty) return
    this.dirty = new Set()
    this.areEventsDirty = false
    const byEvent = new Map<string, SeatChange[]>()
    for (const key of touched) {
      const at = key.indexOf('/')
      const [event, seat] = [key.slice(0, at), key.slice(at + 1)]
      const changes = byEvent.get(event) ?? []
      byEvent.set(event, changes)
      if (this.listeners.has(event)) changes.push({ seat, state: this.stateOf(event, seat) })
    }
    for (const [event, changes] of byEvent) {
      this.counted.delete(event)
      for (const listener of this.listeners.get(event) ?? []) listener(changes)
    }
    this.changed.emit()
  }

  /** Null if there is no such event here, or its hall has not come. */
  find(code: string): ShownHall | null {
    const event = this.replicated.event(code)
    const hall = event === undefined ? undefined : this.replicated.hall(event)
    return event === undefined || hall === undefined ? null : { event, hall }
  }

  /** How a seat is; null if there is no such seat here. */
  seat(event: string, seat: string): BaseSeat | null {
    const found = this.options.folded().seats.seat({ event, seat }) ?? this.replicated.seat(event, seat)
    if (found === undefined) return null
    return isTakenAt(found, this.options.clock.now()) ? found : { ...found, hold: null, until: null }
  }

  /**
   * True for a seat that is set aside for this terminal, so that nobody else has it. Only the hub can do that: what was asked of it here counts once
   * it has said so, what was given back here does not count any more.
   */
  isOurs(event: string, seat: string): boolean {
    const { terminal } = this.options
    return this.replicated.seat(event, seat)?.allottedTo === terminal && this.seat(event, seat)?.allottedTo === terminal
  }

  stateOf(event: string, seat: string): SeatState {
    const found = this.seat(event, seat)
    if (found === null) return 'blocked'
    if (found.hold !== null) return found.until === null ? 'sold' : 'held'
    if (found.allottedTo !== null) return this.isOurs(event, seat) ? 'ours' : 'theirs'
    return found.blocked ? 'blocked' : 'free'
  }

  /** The seats of an event that are not simply free. */
  *of(event: string): Iterable<SeatChange> {
    const laid = new Set<string>()
    for (const key of this.options.folded().seats.keys)
      if (key.startsWith(`${event}/`)) laid.add(key.slice(event.length + 1))
    for (const seat of laid) yield { seat, state: this.stateOf(event, seat) }
    for (const { seat } of this.replicated.of(event))
      if (!laid.has(seat)) yield { seat, state: this.stateOf(event, seat) }
  }

  /** The seats of an event that are set aside for this terminal, those included that somebody here has. */
  asideFor(event: string): string[] {
    const seats = new Set(Array.from(this.of(event), ({ seat }) => seat))
    return [...seats].filter((seat) => this.isOurs(event, seat))
  }

  countsOf(event: string): SeatCounts {
    const known = this.counted.get(event)
    if (known !== undefined) return known
    const counts = { held: 0, sold: 0, blocked: 0, ours: 0, theirs: 0 }
    for (const { state } of this.of(event)) if (state !== 'free') counts[state] += 1
    this.counted.set(event, counts)
    return counts
  }

  /** Calls back with what changes of an event. @returns how to end that */
  watch(event: string, listener: Listener): () => void {
    const listeners = this.listeners.get(event) ?? new Set()
    this.listeners.set(event, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.listeners.delete(event)
    }
  }
}

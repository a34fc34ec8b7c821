import type { Command } from '../../../shared/protocol/commands.ts'
import { mostSeatsAtOnce } from '../../../shared/seating/seatCommands.ts'
import type { EpochMs } from '../../../shared/time.ts'
import { isOpen } from '../commandRecord.ts'
import type { Outbox } from '../outbox.ts'
import type { Timers } from '../timers.ts'
import type { SeatSight } from './seatSight.ts'

export interface GiveBackOptions {
  readonly seats: SeatSight
  readonly outbox: Pick<Outbox, 'open'>
  readonly timers: Timers
  readonly now: () => EpochMs
  readonly location: string
  /** Gives a command that follows by itself; false while nobody has ever been signed in here. */
  readonly give: (command: Command) => Promise<boolean>
  readonly broken: (error: unknown) => void
}

/**
 * Gives back what is set aside for this terminal when its event begins (SPEC E9). It is the terminal that does it, in turn with what it has sold: the
 * hub so hears of every sale before anybody else can have a seat, however long there was no network.
 */
export class GiveBackAtStart {
  private callOff: () => void = () => undefined
  private readonly underWay = new Set<string>()

  constructor(private readonly options: GiveBackOptions) {}

  /** Events or seats are others: looks at what has begun, and when the next one will. */
  look(): void {
    const { seats, timers, now } = this.options
    this.callOff()
    let next = Infinity
    for (const { code, startsAt } of seats.replicated.events()) {
      const aside = seats.asideFor(code)
      if (aside.length === 0) continue
      if (startsAt <= now()) this.giveBack(code, aside)
      else next = Math.min(next, startsAt)
    }
    if (next < Infinity) this.callOff = timers.after(Math.max(1, Math.min(next - now(), 60_000)), () => this.look())
  }

  stop(): void {
    this.callOff()
  }

  private giveBack(event: string, seats: readonly string[]): void {
    if (this.underWay.has(event) || this.wasRefused(event)) return
    const { location, give, broken } = this.options
    this.underWay.add(event)
    give({ type: 'seat.give_back', location, event, seats: seats.slice(0, mostSeatsAtOnce) })
      .then(() => this.underWay.delete(event))
      .catch(broken)
  }

  /** What was refused waits for a person in the inbox; saying it again would only be refused again. */
  private wasRefused(event: string): boolean {
    for (const record of this.options.outbox.open())
      if (record.command.type === 'seat.give_back' && record.command.event === event && isOpen(record)) return true
    return false
  }
}

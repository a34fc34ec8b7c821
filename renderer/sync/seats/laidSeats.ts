import { SeatPools } from '../../../shared/kinds/seat/rules.ts'
import { seatKey, type SeatLine } from '../../../shared/kinds/seat/schema.ts'
import { type Line, seatLinesOf } from '../../../shared/kinds/registry.ts'
import type { SettleWorld } from '../../../shared/holds/settle.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import { type Command, holdsOf, linesTakenBy } from '../../../shared/protocol/commands.ts'
import { isSeatCommand } from '../../../shared/seating/seatCommands.ts'
import type { EpochMs } from '../../../shared/time.ts'
import { type BaseSeat, isTakenAt, type SeatBase } from './seatBase.ts'

type SeatRef = Pick<SeatLine, 'event' | 'seat'>

/** The seats that a command may change. */
const seatsTouchedBy = (command: Command, linesOfHold: (id: string) => readonly Line[]): readonly SeatRef[] => [
  ...seatLinesOf(linesTakenBy(command)?.lines ?? []),
  ...(isSeatCommand(command) ? command.seats.map((seat) => ({ event: command.event, seat })) : []),
  ...holdsOf(command).flatMap((id) => seatLinesOf(linesOfHold(id))),
]

/** Those seats of a fold's world that commands touch: a seat is judged by itself, so no others are needed. */
export class LaidSeats {
  readonly pools: SeatPools
  /** By key, as the replica has them. */
  private readonly seats = new Map<string, BaseSeat>()
  private readonly holdsBySeat = new Map<string, Set<string>>()

  constructor(
    private readonly base: SeatBase,
    private readonly holds: SettleWorld['holds'],
  ) {
    this.pools = new SeatPools([], [], [], base.terminals())
  }

  get keys(): Iterable<string> {
    return this.seats.keys()
  }

  has(seat: SeatRef): boolean {
    return this.seats.has(seatKey(seat))
  }

  /** Takes in what the replica says of the seats that a command touches. @returns the holds that have them */
  *takeIn(command: Command, linesOfHold: (id: string) => readonly Line[], now: EpochMs): Iterable<string> {
    for (const { event: code, seat: name } of seatsTouchedBy(command, linesOfHold)) {
      const event = this.base.event(code)
      const seat = this.has({ event: code, seat: name }) ? undefined : this.base.seat(code, name)
      if (event === undefined || seat === undefined) continue
      this.seats.set(seatKey(seat), seat)
      this.pools.know(event, seat, isTakenAt(seat, now))
      if (seat.hold !== null) yield seat.hold
    }
  }

  /** A hold came into this world. */
  look({ id, lines }: Hold): void {
    for (const line of seatLinesOf(lines)) {
      const holds = this.holdsBySeat.get(seatKey(line))
      if (holds === undefined) this.holdsBySeat.set(seatKey(line), new Set([id]))
      else holds.add(id)
    }
  }

  /** How a seat that commands touch is in this world. */
  seat(ref: SeatRef): BaseSeat | undefined {
    const [base, laid] = [this.seats.get(seatKey(ref)), this.pools.get(ref)]
    if (base === undefined || laid === undefined) return undefined
    if (!this.pools.isTaken(ref)) return { ...laid, hold: null, until: null }
    for (const id of this.holdsBySeat.get(seatKey(ref)) ?? []) {
      const hold = this.holds.get(id)
      if (hold?.state === 'held') return { ...laid, hold: id, until: hold.expiresAt }
      if (hold?.state === 'confirmed') return { ...laid, hold: id, until: null }
    }
    return { ...laid, hold: base.hold, until: base.until }
  }
}

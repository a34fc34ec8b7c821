import type { WaitingCommand, WaitingCommandOf } from '../../../shared/bookings/waitingCommands.ts'
import type { Rejection, Verdict } from '../../../shared/protocol/verdicts.ts'
import type {
  BoardGuest,
  BookingBoard,
  Clock,
  FittingGuest,
  FreeTables,
  Live,
  NextOffer,
  Quote,
  WaitingAnswer,
  WaitingList,
  WaitingWish,
} from '../../app/terminal.ts'
import type { UnsentOfGuest } from './bookingAgain.ts'
import { fittingOn, nextOn, quoteOn, tablesOn } from './waitingLine.ts'

export interface WaitingDeskOptions {
  readonly clock: Clock
  readonly location: string
  readonly newId: () => string
  readonly board: Live<BookingBoard>
  /** What the hub would say to this, as far as can be told from here. */
  readonly wouldSay: (command: WaitingCommand) => Verdict
  /** Puts a command into the outbox. */
  readonly give: (command: WaitingCommand) => Promise<string>
  /** Takes commands back that nobody has heard of. */
  readonly takeBack: (ids: readonly string[]) => Promise<void>
  /** The commands on a guest's place in the list that nobody but us knows of. */
  readonly unsentOfGuest: (guest: string) => readonly UnsentOfGuest[]
}

const done: WaitingAnswer = { ok: true }

/** Nothing at this location is made for such a party, whenever it is. */
const unfit: Rejection = { code: 'conflict', conflicts: [{ line: 0, code: 'outside_hours' }] }

/** The waiting list as the screens see it: who is next, how long it takes, and one command for each thing that is done. */
export class WaitingDesk implements WaitingList {
  /** Who was taken off the list before anybody had heard of them: they come back as they were written down. */
  private forgotten: WaitingCommandOf<'waiting.join'> | null = null
  private readonly options: WaitingDeskOptions

  constructor(options: WaitingDeskOptions) {
    this.options = options
  }

  quote(service: string, party: number): Quote {
    return quoteOn(this.options.board.get(), service, party, this.options.clock.now())
  }

  next(): readonly NextOffer[] {
    return nextOn(this.options.board.get(), this.options.clock.now())
  }

  fitting(resource: string, lasts?: number): readonly FittingGuest[] {
    return fittingOn(this.options.board.get(), resource, this.options.clock.now(), lasts)
  }

  tables(guest: BoardGuest): FreeTables {
    return tablesOn(this.options.board.get(), guest, this.options.clock.now())
  }

  async join({ service, party, atTheDoor, from, to, guest, note }: WaitingWish): Promise<WaitingAnswer> {
    const { clock, location, newId } = this.options
    const quotedMinutes = this.quote(service, party)
    if (quotedMinutes === 'unfit') return { ok: false, rejection: unfit }
    return this.ask({
      ...{ type: 'waiting.join', guest: newId(), location, service, party, atTheDoor, cameAt: clock.now() },
      ...(atTheDoor ? { quotedMinutes } : {}),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(guest === undefined ? {} : { customer: guest }),
      ...(note === undefined ? {} : { note }),
    })
  }

  async leave(guest: string): Promise<WaitingAnswer> {
    const unsent = this.options.unsentOfGuest(guest)
    const join = unsent.find(({ command }) => command.type === 'waiting.join')?.command
    if (join?.type !== 'waiting.join') return this.ask({ type: 'waiting.leave', guest })
    this.forgotten = join
    await this.options.takeBack(unsent.map(({ id }) => id))
    return done
  }

  async again(guest: string): Promise<WaitingAnswer> {
    const { forgotten } = this
    if (forgotten?.guest === guest) {
      this.forgotten = null
      return this.ask(forgotten)
    }
    const left = this.options.unsentOfGuest(guest).filter(({ command }) => command.type === 'waiting.leave')
    if (left.length === 0) return this.ask({ type: 'waiting.again', guest })
    await this.options.takeBack(left.map(({ id }) => id))
    return done
  }

  /** Asks the local rules, then the hub by way of the outbox. */
  private async ask(command: WaitingCommand): Promise<WaitingAnswer> {
    const verdict = this.options.wouldSay(command)
    // Who has left is not in the copy any more, but the hub knows them still (SPEC W6).
    const mayBeKnown = command.type === 'waiting.again' && !verdict.accepted && verdict.rejection.code === 'not_found'
    if (!verdict.accepted && !mayBeKnown) return { ok: false, rejection: verdict.rejection }
    await this.options.give(command)
    return done
  }
}

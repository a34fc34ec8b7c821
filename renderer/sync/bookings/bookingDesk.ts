import type { BookingCommand, BookingCommandOf } from '../../../shared/bookings/commands.ts'
import type { WaitingCommand } from '../../../shared/bookings/waitingCommands.ts'
import { minuteMs } from '../../../shared/bookings/zoneTime.ts'
import type { StockLine } from '../../../shared/kinds/stock/schema.ts'
import { isFact } from '../../../shared/protocol/commands.ts'
import type { Rejection, Verdict } from '../../../shared/protocol/verdicts.ts'
import type {
  BoardBooking,
  BookingBoard,
  BookingAnswer,
  BookingMove,
  Bookings,
  BookingStep,
  BookingWish,
  Choice,
  ChoiceQuestion,
  Clock,
  FreeQuestion,
  FreeStart,
  KnownGuest,
  Obstacle,
  Undoable,
  WalkIn,
} from '../../app/terminal.ts'
import { Cell } from '../live.ts'
import type { Also } from '../acts.ts'
import type { Timers } from '../timers.ts'
import { TimedCell } from '../timedCell.ts'
import { type BoardSight, boardAt, emptyBoard, showBooking } from './board.ts'
import { bookCommand, moveCommand, sameWish, seatBookedCommand, seatCommand } from './bookingCommands.ts'
import { choicesOn, freeOn, obstaclesOf, serviceOf } from './choosing.ts'
import { guestsIn } from './guests.ts'
import { WaitingDesk, type WaitingDeskOptions } from './waitingDesk.ts'

export interface BookingDeskOptions extends Pick<WaitingDeskOptions, 'unsentOfGuest'> {
  readonly clock: Clock
  readonly timers: Timers
  readonly location: string
  readonly newId: () => string
  readonly sight: () => BoardSight
  /** What the hub would say to this, as far as can be told from here. */
  readonly wouldSay: (command: BookingCommand | WaitingCommand) => Verdict
  /** Puts a command into the outbox. @returns its id */
  readonly give: (command: BookingCommand | WaitingCommand, also?: Also) => Promise<string>
  /** Takes commands back that nobody has heard of. */
  readonly takeBack: (ids: readonly string[]) => Promise<void>
  /** The commands on a booking of which the hub cannot have heard; null if it may know the booking itself. */
  readonly unheard: (booking: string) => readonly string[] | null
  /** The goods that a booking still holds, and gives back if it is cancelled. Those of a confirmed one that the hub may know are gone. */
  readonly goodsOf: (booking: BoardBooking) => readonly StockLine[]
  /** True while nobody but us knows of this command. */
  readonly isUnsent: (id: string) => boolean
}

/** Bookings as the screens see them: what there is, what could be, and one command for each thing that is done. */
export class BookingDesk implements Bookings {
  readonly board: TimedCell<BookingBoard>
  readonly waiting: WaitingDesk
  readonly undoable = new Cell<Undoable | null>(null)
  /** The command that would be undone. */
  private undoes: string | null = null
  /** What a cancellation that would be undone gave back with the time. */
  private goodsBack: readonly StockLine[] = []
  private readonly options: BookingDeskOptions

  constructor(options: BookingDeskOptions) {
    this.options = options
    this.board = new TimedCell(emptyBoard, (before, now) => boardAt(options.sight(), before, now), options)
    this.waiting = new WaitingDesk({ ...options, board: this.board })
  }

  /** What was booked, or can be, has changed. */
  changed(): void {
    this.board.changed()
  }

  stop(): void {
    this.board.stop()
  }

  choices(question: ChoiceQuestion): readonly Choice[] {
    return choicesOn(this.board.get(), question)
  }

  free(question: FreeQuestion): readonly FreeStart[] {
    return freeOn(this.board.get(), question, this.options.clock.now())
  }

  findGuests(text: string): readonly KnownGuest[] {
    return guestsIn(this.board.get().bookings, text)
  }

  async book(wish: BookingWish): Promise<BookingAnswer> {
    const choices =
      wish.resources === undefined ? this.choices(wish).map(({ resources }) => resources) : [wish.resources]
    const [first] = choices
    if (first === undefined) return this.nobodySuits(wish)
    const command = bookCommand(wish, choices, this.options)
    return this.ask(command, this.obstaclesOf(first, command))
  }

  seat(walkIn: WalkIn): Promise<BookingAnswer> {
    return this.ask(seatCommand(walkIn, this.options.clock.now(), this.options))
  }

  async move(id: string, to: BookingMove): Promise<BookingAnswer> {
    const before = this.find(id)
    if (before === null) return unknown(id)
    const start = to.start ?? before.start
    const span = { start, end: start + (to.lasts ?? before.end - before.start) }
    const obstacles = obstaclesOf(this.board.get(), to.resources ?? before.resources, span, id)
    return this.ask(moveCommand(id, to, this.options), obstacles, { what: 'move', before })
  }

  async step(id: string, step: BookingStep, reason?: string): Promise<BookingAnswer> {
    const before = this.find(id)
    if (before === null) return unknown(id)
    const unheard = this.options.unheard(id)
    // That the guest sits cannot be refused, as the booking could.
    if (unheard !== null && step === 'check_in')
      return this.ask(seatBookedCommand(before, this.options), [], undefined, { void: unheard })
    // Asked before it ends: then they are nobody's any more.
    const goods = step === 'cancel' ? this.options.goodsOf(before) : []
    const answer =
      unheard !== null && step === 'cancel'
        ? await this.forget(before, unheard, reason)
        : await this.ask(
            { type: `booking.${step}`, booking: id, ...(reason === undefined ? {} : { reason }) },
            [],
            step === 'cancel' ? { what: 'cancel', before } : undefined,
          )
    this.goodsBack = goods
    return answer
  }

  async undo(): Promise<BookingAnswer | null> {
    const last = this.undoable.get()
    const { undoes } = this
    if (last === null) return null
    this.remember(null, null)
    const { before, what } = last
    if (undoes !== null && this.options.isUnsent(undoes)) {
      await this.options.takeBack([undoes])
      return { ok: true, booking: this.find(before.id) ?? before, clashes: [] }
    }
    return what === 'move' ? this.moveBack(before) : this.book(sameWish(before, this.goodsBack))
  }

  private async moveBack(before: BoardBooking): Promise<BookingAnswer> {
    const { id, start, end, resources } = before
    const answer = await this.move(id, { start, lasts: end - start, resources })
    this.remember(null, null)
    return answer
  }

  /** Cancels a booking of which nobody has heard: there is nothing to tell. */
  private async forget(
    before: BoardBooking,
    unheard: readonly string[],
    reason: string | undefined,
  ): Promise<BookingAnswer> {
    await this.options.takeBack(unheard)
    this.remember({ what: 'cancel', before }, null)
    const booking = { ...before, state: 'cancelled' as const, reason: reason ?? null, late: false, overTime: false }
    return { ok: true, booking, clashes: [] }
  }

  /** Nothing at this location is made for such a party, whenever it is. */
  private async nobodySuits({ service }: BookingWish): Promise<BookingAnswer> {
    const rejection: Rejection =
      serviceOf(this.board.get(), service) === undefined
        ? { code: 'not_found', what: 'service', id: service }
        : { code: 'conflict', conflicts: [{ line: 0, code: 'outside_hours' }] }
    return { ok: false, rejection, obstacles: [] }
  }

  /** Asks the local rules, then the hub by way of the outbox. */
  private async ask(
    command: BookingCommand,
    obstacles: readonly Obstacle[] = [],
    undoable?: Undoable,
    also: Also = {},
  ): Promise<BookingAnswer> {
    const verdict = this.options.wouldSay(command)
    if (!verdict.accepted) {
      // A fact has happened, whatever the local rules think of it; only what the hub would refuse too is not said.
      if (!isFact(command.type) || verdict.rejection.code === 'booking_state')
        return { ok: false, rejection: verdict.rejection, obstacles }
    }
    const clashes = command.type === 'booking.seat' ? this.bookedBy(command) : []
    const id = await this.options.give(command, also)
    this.remember(undoable ?? null, id)
    const told = verdict.accepted && verdict.outcome.type === 'booking' ? verdict.outcome.booking : null
    const booking = told === null ? this.find(command.booking) : showBooking(told, this.options.clock.now(), false)
    return booking === null ? unknown(command.booking) : { ok: true, booking, clashes }
  }

  /** Those who have what a guest sits on. Opening hours do not matter to whoever sits. */
  private bookedBy(command: BookingCommandOf<'booking.seat'>): Obstacle[] {
    return this.obstaclesOf(command.resources, command).filter((obstacle) => {
      if (obstacle.why === 'outside_hours') return false
      // Their own offer is given back as they sit down.
      const { waiting } = command
      return !(obstacle.why === 'booked' && waiting !== undefined && obstacle.booking.waiting === waiting)
    })
  }

  private obstaclesOf(
    resources: readonly string[],
    { booking, service, start, lasts }: BookingCommandOf<'booking.book' | 'booking.seat'>,
  ): Obstacle[] {
    const board = this.board.get()
    const duration = (serviceOf(board, service)?.durationMinutes ?? 60) * minuteMs
    return obstaclesOf(board, resources, { start, end: start + (lasts ?? duration) }, booking)
  }

  private find(id: string): BoardBooking | null {
    return this.board.get().bookings.find((booking) => booking.id === id) ?? null
  }

  private remember(undoable: Undoable | null, command: string | null): void {
    this.undoes = undoable === null ? null : command
    this.undoable.set(undoable)
  }
}

const unknown = (id: string): BookingAnswer => ({
  ok: false,
  rejection: { code: 'not_found', what: 'booking', id },
  obstacles: [],
})

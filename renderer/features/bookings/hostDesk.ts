import { createStore, type Store } from '../../app/store.ts'
import type {
  BoardBooking,
  BookingAnswer,
  BookingMove,
  Bookings,
  BookingStep,
  BookingWish,
  WalkIn,
} from '../../app/terminal.ts'

/** What was done, for the words about it. */
export type HostDeed = BookingStep | 'move' | 'seat' | 'book' | 'undo'

/** What a host has to be told: that it was done, or why it cannot be. */
export type HostSaid =
  | { readonly type: 'done'; readonly deed: HostDeed; readonly booking: BoardBooking; readonly clashes: boolean }
  | { readonly type: 'refused'; readonly answer: Extract<BookingAnswer, { ok: false }> }
  | { readonly type: 'nothing_to_undo' }

/** What a new booking begins with; the rest is asked. */
export interface NewBookingStart {
  /** `2026-11-23`; default: the day of the start, else today. */
  readonly day?: string
  readonly start?: number
  readonly resource?: string
  readonly party?: number
}

/** What the host's screens do with bookings, and what is said about it: the same from the plan, the list, the timeline and everywhere else. */
export interface HostDesk {
  /** Open while a new booking is being asked for. */
  readonly asking: Store<NewBookingStart | null>
  readonly said: Store<HostSaid | null>
  /** @returns whether it was taken */
  book(wish: BookingWish): Promise<boolean>
  seat(walkIn: WalkIn): Promise<boolean>
  move(booking: string, to: BookingMove): Promise<boolean>
  step(booking: string, step: BookingStep): Promise<boolean>
  undo(): Promise<void>
}

export const createHostDesk = (bookings: Bookings): HostDesk => {
  const said = createStore<HostSaid | null>(null)

  const tell = (deed: HostDeed, answer: BookingAnswer): boolean => {
    if (answer.ok) said.set({ type: 'done', deed, booking: answer.booking, clashes: answer.clashes.length > 0 })
    else said.set({ type: 'refused', answer })
    return answer.ok
  }

  return {
    asking: createStore<NewBookingStart | null>(null),
    said,
    book: async (wish) => tell('book', await bookings.book(wish)),
    seat: async (walkIn) => tell('seat', await bookings.seat(walkIn)),
    move: async (booking, to) => tell('move', await bookings.move(booking, to)),
    step: async (booking, step) => tell(step, await bookings.step(booking, step)),
    undo: async () => {
      const answer = await bookings.undo()
      if (answer === null) said.set({ type: 'nothing_to_undo' })
      else tell('undo', answer)
    },
  }
}

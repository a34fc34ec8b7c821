import { createStore, type Store } from '../../app/store.ts'
import type {
  BoardBooking,
  BoardGuest,
  BookingAnswer,
  BookingMove,
  Bookings,
  BookingStep,
  BookingWish,
  Guest,
  WaitingAnswer,
  WaitingWish,
  WalkIn,
} from '../../app/terminal.ts'

/** What was done, for the words about it. */
export type HostDeed = BookingStep | 'move' | 'seat' | 'book' | 'undo'

/** What a host has to be told: that it was done, or why it cannot be. */
export type HostSaid =
  | { readonly type: 'done'; readonly deed: HostDeed; readonly booking: BoardBooking; readonly clashes: boolean }
  | { readonly type: 'refused'; readonly answer: Extract<BookingAnswer, { ok: false }> }
  | { readonly type: 'nothing_to_undo' }
  | {
      readonly type: 'waiting'
      readonly deed: WaitingDeed
      readonly guest: NamedGuest
      readonly minutes: number | null
    }
  | { readonly type: 'waiting_refused'; readonly guest: NamedGuest; readonly answer: Refused }

/** What was done with a guest's place in the waiting list. */
export type WaitingDeed = 'join' | 'leave' | 'decline' | 'again'

type Refused = Extract<WaitingAnswer, { ok: false }>

/** A waiting guest as far as words about them need it; one who was just written down has no id yet. */
export interface NamedGuest {
  readonly id: string | null
  readonly customer: Guest | null
}

/** What a new booking begins with; the rest is asked. */
export interface NewBookingStart {
  /** `2026-11-23`; default: the day of the start, else today. */
  readonly day?: string
  readonly start?: number
  readonly resource?: string
  readonly party?: number
  readonly service?: string
  readonly guest?: Guest
  /** The waiting guest who gets it. */
  readonly waiting?: string
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
  /** True while a guest is to be written onto the waiting list: the form takes the keys. */
  readonly joining: Store<boolean>
  join(wish: WaitingWish): Promise<boolean>
  leave(guest: NamedGuest): Promise<boolean>
  again(guest: NamedGuest): Promise<boolean>
  /** Gives the guest's offer back; they wait no more. */
  decline(guest: BoardGuest): Promise<boolean>
}

/** Does one at a time: what is asked for again while it is still being written is a key or a finger that bounced, and would make another. */
const once = <Wish>(make: (wish: Wish) => Promise<boolean>): ((wish: Wish) => Promise<boolean>) => {
  let isBusy = false
  return async (wish) => {
    if (isBusy) return false
    isBusy = true
    try {
      return await make(wish)
    } finally {
      isBusy = false
    }
  }
}

export const createHostDesk = (bookings: Bookings): HostDesk => {
  const said = createStore<HostSaid | null>(null)

  const tell = (deed: HostDeed, answer: BookingAnswer): boolean => {
    if (answer.ok) said.set({ type: 'done', deed, booking: answer.booking, clashes: answer.clashes.length > 0 })
    else said.set({ type: 'refused', answer })
    return answer.ok
  }

  const tellWaiting = (deed: WaitingDeed, guest: NamedGuest, answer: WaitingAnswer, minutes: number | null = null) => {
    if (answer.ok) said.set({ type: 'waiting', deed, guest, minutes })
    else said.set({ type: 'waiting_refused', guest, answer })
    return answer.ok
  }
  const { waiting } = bookings

  return {
    asking: createStore<NewBookingStart | null>(null),
    said,
    book: once(async (wish) => tell('book', await bookings.book(wish))),
    seat: once(async (walkIn) => tell('seat', await bookings.seat(walkIn))),
    move: async (booking, to) => tell('move', await bookings.move(booking, to)),
    step: async (booking, step) => tell(step, await bookings.step(booking, step)),
    undo: async () => {
      const answer = await bookings.undo()
      if (answer === null) said.set({ type: 'nothing_to_undo' })
      else tell('undo', answer)
    },
    joining: createStore(false),
    join: once(async (wish) => {
      const quote = wish.atTheDoor ? waiting.quote(wish.service, wish.party) : null
      const minutes = quote === 'unfit' ? null : quote
      return tellWaiting('join', { id: null, customer: wish.guest ?? null }, await waiting.join(wish), minutes)
    }),
    leave: async (guest) => tellWaiting('leave', guest, await waiting.leave(guest.id ?? '')),
    again: async (guest) => tellWaiting('again', guest, await waiting.again(guest.id ?? '')),
    decline: async (guest) => {
      const answer = await bookings.step(guest.offer ?? '', 'cancel')
      return answer.ok ? tellWaiting('decline', guest, { ok: true }) : tell('cancel', answer)
    },
  }
}

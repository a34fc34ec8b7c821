import type { BoardGuest } from '../../app/terminal.ts'

export interface WaitingGroups {
  /** The first to be missed first. */
  readonly offered: readonly BoardGuest[]
  /** In turn. */
  readonly waiting: readonly BoardGuest[]
  /** In turn. */
  readonly missed: readonly BoardGuest[]
}

/** Those who have an answer to give, those who wait, those who did not answer. */
export const groupsOf = (guests: readonly BoardGuest[]): WaitingGroups => ({
  offered: guests
    .filter(({ state }) => state === 'offered')
    .toSorted((a, b) => (a.offerUntil ?? Infinity) - (b.offerUntil ?? Infinity)),
  waiting: guests.filter(({ state }) => state === 'waiting'),
  missed: guests.filter(({ state }) => state === 'missed'),
})

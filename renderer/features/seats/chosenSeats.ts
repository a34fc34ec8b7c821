import type { SeatInfo } from '../../app/terminal.ts'

/** What a manager can do with the seats that were chosen: each act with those that it fits. */
export interface SeatWork {
  /** Free ones, which can be kept for a terminal. */
  readonly aside: readonly string[]
  /** Those that are kept for some terminal. */
  readonly back: readonly string[]
  /** Of these, the other terminals that have them: they may have sold some without a network. */
  readonly others: readonly string[]
  readonly block: readonly string[]
  readonly unblock: readonly string[]
}

const names = (some: readonly SeatInfo[]): string[] => some.map(({ seat }) => seat)

/** @param self this terminal's own id */
export const workOn = (seats: readonly SeatInfo[], self: string | null): SeatWork => {
  const kept = seats.filter(({ allottedTo }) => allottedTo !== null)
  return {
    aside: names(seats.filter(({ state }) => state === 'free')),
    back: names(kept),
    others: [
      ...new Set(kept.flatMap(({ allottedTo }) => (allottedTo === null || allottedTo === self ? [] : [allottedTo]))),
    ],
    block: names(seats.filter(({ state }) => state === 'free')),
    unblock: names(seats.filter(({ state }) => state === 'blocked')),
  }
}

/** The chosen seats after a tap or a rectangle: those that were not chosen are, and if all were, none is any more. */
export const choose = (chosen: ReadonlySet<string>, seats: readonly string[]): ReadonlySet<string> => {
  const isAll = seats.every((seat) => chosen.has(seat))
  const next = new Set(chosen)
  for (const seat of seats)
    if (isAll) next.delete(seat)
    else next.add(seat)
  return next
}

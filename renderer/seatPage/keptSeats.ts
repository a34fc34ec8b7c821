import { suits } from '../../shared/seating/bestSeats.ts'
import type { Changes, Kept, Seats } from './askHub.ts'

/** How the seats are for who comes now: one that is free and kept for those who queue (SPEC Q9) is held, like any that may come free again. */
export interface ShownSeats {
  /** Takes in how seats are. @returns how they are to be shown */
  changed(changes: Changes['data']): Changes['data']
  /** Takes in for which wishes seats are kept. @returns what is shown otherwise now */
  keep(kept: Kept): Changes['data']
  isKept(seat: string): boolean
}

export const createShownSeats = (seats: Seats['data']): ShownSeats => {
  const known = new Map(seats.map((seat) => [seat.seat, seat] as const))
  const states = new Map(seats.map(({ seat, state }) => [seat, state] as const))
  let wishes: Kept = []
  const isKept = (name: string): boolean => {
    const seat = known.get(name)
    if (seat === undefined || states.get(name) !== 'free') return false
    const { category, accessible = false, companionOf = null } = seat
    return wishes.some((wish) => suits({ category, accessible, companionOf }, wish))
  }
  const shown = (names: Iterable<string>): Changes['data'] =>
    [...names].flatMap((seat) => {
      const state = states.get(seat)
      return state === undefined ? [] : [{ seat, state: isKept(seat) ? 'held' : state }]
    })
  return {
    isKept,
    changed: (changes) => {
      for (const { seat, state } of changes) if (known.has(seat)) states.set(seat, state)
      return shown(changes.map(({ seat }) => seat))
    },
    keep: (kept) => {
      wishes = kept
      return shown([...states].flatMap(([seat, state]) => (state === 'free' ? [seat] : [])))
    },
  }
}

import type { Documents } from './replica.ts'

/** As long as the hub gives to a new copy what is over. */
const keptMs = 24 * 3_600_000

/** What is taken away at one start: more would keep people waiting, and the rest goes at the next ones. */
export const mostAtOnce = 5_000

export interface Outdated {
  readonly seats: readonly string[]
  readonly bookables: readonly string[]
  readonly bookings: readonly string[]
}

/**
 * What the hub would not give to a new copy any more: that something is over changes nothing of it, so nobody tells of it. An event goes after all
 * its seats have gone: those of an event that is not known are those of one that has not come yet.
 */
export const outdatedAt = ({ seats, bookables, bookings }: Documents, now: number): Outdated => {
  const over = new Set<string>()
  const halls = new Set<string>()
  for (const { event } of bookables.values()) {
    if (event === null) continue
    if (event.startsAt + keptMs < now) over.add(event.code)
    else halls.add(event.hall)
  }
  const ofOver: string[] = []
  for (const { id, event } of seats.values()) if (over.has(event)) ofOver.push(id)
  const isWhole = ofOver.length <= mostAtOnce
  const unused = [...bookables.values()].filter(
    ({ event, hall }) => (event !== null && over.has(event.code)) || (hall !== null && !halls.has(hall.id)),
  )
  return {
    seats: ofOver.slice(0, mostAtOnce),
    bookables: isWhole && over.size > 0 ? unused.map(({ id }) => id) : [],
    bookings: [...bookings.values()]
      .filter(({ end }) => end + keptMs < now)
      .slice(0, mostAtOnce)
      .map(({ id }) => id),
  }
}

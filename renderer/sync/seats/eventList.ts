import type { SeatedEvent } from '../../../shared/seating/events.ts'
import type { SeatCategory, ShownEvent } from '../../app/terminal.ts'
import type { Hall } from './hall.ts'
import type { SeatSight } from './seatSight.ts'

/** How long after its beginning people may still come and ask for a seat. */
const sellsAfterStartMs = 3 * 3_600_000

/** The events of this location that are not over, the first to begin first; those that say the same stay the same objects. */
export const listEvents = (sight: SeatSight, now: number, before: readonly ShownEvent[]): readonly ShownEvent[] => {
  const known = new Map(before.map((event) => [event.code, event]))
  const shown = [...sight.replicated.events()]
    .filter(({ startsAt }) => startsAt + sellsAfterStartMs > now)
    .toSorted((a, b) => a.startsAt - b.startsAt || (a.code < b.code ? -1 : 1))
    .map((event) => {
      const view = showEvent(event, sight)
      const old = known.get(event.code)
      return old !== undefined && JSON.stringify(old) === JSON.stringify(view) ? old : view
    })
  const isSame = shown.length === before.length && shown.every((event, place) => event === before[place])
  return isSame ? before : shown
}

const showEvent = (event: SeatedEvent, sight: SeatSight): ShownEvent => {
  const { code, name, startsAt, currency, leavesNoSingle, publicSeats, seats } = event
  const hall = sight.replicated.hall(event)
  const counts = sight.countsOf(code)
  const taken = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return {
    ...{ code, name, startsAt, currency, leavesNoSingle, publicSeats, seats },
    hall: hall?.name ?? '',
    categories: hall === undefined ? [] : categoriesOf(hall, event),
    counts: { ...counts, free: Math.max(0, seats - taken) },
  }
}

/** Those that the hall has seats of, in the order of the plan. */
const categoriesOf = (hall: Hall, { prices }: SeatedEvent): SeatCategory[] => {
  const used = new Set([...hall.seats.values()].map(({ category }) => category))
  return hall.categories
    .filter(({ name }) => used.has(name))
    .map(({ name, color }) => ({ name, color, price: prices[name] ?? null }))
}

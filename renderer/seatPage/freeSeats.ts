import type { Changes, Seats } from './askHub.ts'

/** How many seats are free. */
export interface FreeSeats {
  readonly all: number
  readonly byCategory: ReadonlyMap<string, number>
}

export const noneFree: FreeSeats = { all: 0, byCategory: new Map() }

/** Counts the free seats of a hall as they change; a change costs what has changed, and not the hall. */
export const countFree = (seats: Seats['data']): ((changes: Changes['data']) => FreeSeats) => {
  const categoryOf = new Map(seats.map(({ seat, category }) => [seat, category]))
  const free = new Set<string>()
  const byCategory = new Map<string, number>()
  return (changes) => {
    for (const { seat, state } of changes) {
      const category = categoryOf.get(seat)
      const isFree = state === 'free'
      if (category === undefined || isFree === free.has(seat)) continue
      byCategory.set(category, (byCategory.get(category) ?? 0) + (isFree ? 1 : -1))
      if (isFree) free.add(seat)
      else free.delete(seat)
    }
    return { all: free.size, byCategory: new Map(byCategory) }
  }
}

/** A booking as it stands in the books, and how long its resources have to rest after it. */
export interface Standing {
  readonly id: string
  readonly resources: readonly string[]
  readonly start: number
  readonly end: number
}

/**
 * Which two bookings have a resource at one time, or too close to each other. Knows nothing of how they came to be and shares no code with what
 * decides: every pair is looked at.
 */
export const overlapsAmong = (
  bookings: readonly Standing[],
  bufferMs: ReadonlyMap<string, number>,
): (readonly [one: string, other: string, resource: string])[] =>
  bookings.flatMap((one, index) =>
    bookings.slice(index + 1).flatMap((other) =>
      one.resources.flatMap((resource) => {
        if (!other.resources.includes(resource)) return []
        const rest = bufferMs.get(resource) ?? 0
        const apart = one.end + rest <= other.start || other.end + rest <= one.start
        return apart ? [] : [[one.id, other.id, resource] as const]
      }),
    ),
  )

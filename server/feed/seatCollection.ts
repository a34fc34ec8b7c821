import { pageSeatsFor, readSeatsFor } from '../seating/replicaRows.ts'
import type { Source } from './collections.ts'

/** An event's code has no slash, a seat may have some. */
const splitKey = (key: string): { readonly event: string; readonly seat: string } => {
  const at = key.indexOf('/')
  return { event: key.slice(0, at), seat: key.slice(at + 1) }
}

/** Seats that are not simply free, of events that are not long over: mostly few of a hall, all of one that is sold out. */
export const seats: Source<'seats'> = {
  types: ['seat.changed'],
  local: true,
  idOf: ({ id }) => id,
  locationOf: ({ location }) => location,
  page: (sql, location, after, limit) => pageSeatsFor(sql, location, splitKey(after), limit),
  byIds: (sql, ids) => readSeatsFor(sql, ids.map(splitKey)),
}

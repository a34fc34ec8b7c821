import { publicChannel } from '../auth/callers.ts'
import type { Party } from '../../shared/seating/bestSeats.ts'
import type { Sql } from '../db/connect.ts'
import { type Halls, seatsNow } from '../seating/halls.ts'
import { readWishes } from './seatBuyers.ts'
import { mayBeServed } from './seatsInTurn.ts'

/** What a free seat of an event is like if it is promised to those who wait: it suits any of these. */
export interface KeptSeats {
  /** The event. */
  readonly id: string
  readonly wishes: readonly Omit<Party, 'size'>[]
}

/** A wish without for how many. */
const sortOf = ({ category, accessible = false }: Party): Omit<Party, 'size'> => ({
  ...(category === undefined ? {} : { category }),
  accessible,
})

/** What is promised of each event, for who comes to its public page now (SPEC Q9); where nobody waits that is one question for all of them. */
export const readKeptSeats = async (
  { sql, halls }: { readonly sql: Sql; readonly halls: Pick<Halls, 'read'> },
  events: readonly string[],
): Promise<KeptSeats[]> => {
  const rows = await sql<{ event: string }[]>`
    select distinct event from queued_buyers where event = any(${[...events]}) and hold is null and left_at is null`
  const awaited = new Set(rows.map(({ event }) => event))
  return Promise.all(
    events.map(async (id) => {
      const wishes = awaited.has(id) ? await readWishes(sql, id, publicChannel) : []
      const now = wishes.length === 0 ? null : await halls.read(id)
      const kept = now === null ? [] : mayBeServed(seatsNow(now), wishes)
      return { id, wishes: kept.map(sortOf) }
    }),
  )
}

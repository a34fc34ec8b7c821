import type { Tx } from '../db/connect.ts'
import type { FeedChange } from '../feed/append.ts'
import { seatChange } from './seatChange.ts'

/** Nothing is set aside any more for a terminal that is taken off the hub (SPEC E9). Locks the seats in the arbiter's order. */
export const giveSeatsBack = async (tx: Tx, terminal: string): Promise<FeedChange[]> => {
  const rows = await tx<{ event: string; seat: string; location: string }[]>`
    with own as (select event, seat from seats where allotted_to = ${terminal} order by event, seat for update)
    update seats s set allotted_to = null from own, events e
    where s.event = own.event and s.seat = own.seat and e.code = s.event
    returning s.event, s.seat, e.location`
  return rows.map(({ location, ...seat }) => seatChange(seat, location))
}

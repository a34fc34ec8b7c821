import type { SeatState } from '../../shared/seating/events.ts'
import { seatStates } from '../../shared/seating/events.ts'
import type { Sql } from '../db/connect.ts'

/** An event and the position from which on its changes are wanted. */
export interface Following {
  readonly event: string
  readonly after: number
}

/** What changed of one event, as it is now. */
export interface Changes {
  readonly seats: readonly { readonly seat: string; readonly state: SeatState }[]
  /** The plan is another one. */
  readonly plan: boolean
}

export interface Read {
  /** Up to which position of the feed this tells. */
  readonly position: number
  readonly changes: ReadonlyMap<string, Changes>
}

interface Row {
  readonly position: number
  readonly event: string | null
  readonly seat: string | null
  readonly state: string | null
}

/**
 * Reads what changed of several events, each after its own position: one statement, hence one snapshot, whatever the number of events and
 * viewers. A seat that changed often is told once, as it is now; a row without a seat tells of a changed plan.
 */
export const readChanges = async (sql: Sql, following: readonly Following[]): Promise<Read> => {
  const rows = await sql<Row[]>`
    with head as (select position from feed_head),
    wanted as (
      select * from unnest(${following.map(({ event }) => event)}::text[], ${following.map(({ after }) => after)}::bigint[]) as w (event, after)
    ),
    changed as (
      select distinct w.event, substr(f.subject, length(w.event) + 2) as seat
      from wanted w cross join lateral (
        select subject from feed where type = 'seat.changed' and split_part(subject, '/', 1) = w.event and position > w.after
      ) as f
      union all
      select distinct w.event, null
      from wanted w join feed f on f.type = 'replica.event' and f.type like any (array['replica.%', 'discrepancy.%'])
        and f.subject = 'event:' || w.event and f.position > w.after
      union all
      -- Who stands before what was put away has to read the event anew, as after a change of its plan.
      select w.event, null from wanted w join housekeeping k on k.task = 'feed' and w.after < k.place
    ), told as (
      select c.event, c.seat,
        case when c.seat is null then null
          when k.hold is not null and k.ends_at is null then 'sold'
          when k.ends_at > clock_timestamp() then 'held'
          when s.blocked or s.allotted_to is not null then 'blocked' else 'free' end as state
      from changed c
      left join seats s on s.event = c.event and s.seat = c.seat
      left join seat_claims k on k.event = c.event and k.seat = c.seat and k.active
      where c.seat is null or s.seat is not null
    )
    select head.position, told.event, told.seat, told.state from head left join told on true order by told.event, told.seat`
  const changes = new Map<string, { seats: { seat: string; state: SeatState }[]; plan: boolean }>()
  for (const { event, seat, state } of rows) {
    if (event === null) continue
    const one = changes.get(event) ?? { seats: [], plan: false }
    changes.set(event, one)
    const known = seatStates.find((name) => name === state)
    if (seat === null) one.plan = true
    else if (known !== undefined) one.seats.push({ seat, state: known })
  }
  const position = rows[0]?.position
  if (position === undefined) throw new Error('the feed has no head: the database was not migrated')
  return { position, changes }
}

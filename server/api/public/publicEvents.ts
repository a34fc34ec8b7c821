import { publicChannel } from '../../auth/callers.ts'
import type { Queries, Sql } from '../../db/connect.ts'
import { notFound } from '../problem.ts'

export const publicTags = ['Public page']

/** An event that is shown on the public page, and what its visitors may do. */
export interface PublicEvent {
  readonly code: string
  readonly name: string
  readonly location: string
  readonly place: string
  readonly timeZone: string
  readonly startsAt: Date
  readonly amounts: unknown
  readonly currency: string
  /** The most seats that one visitor may hold at a time. */
  readonly publicSeats: number
  /** How long holds last; null: the hub's default. */
  readonly ttlSeconds: number | null
}

/** @returns null if there is no such event, or if it is not shown to everybody: to a visitor both are the same */
const readPublicEvent = async (sql: Sql, code: string): Promise<PublicEvent | null> => {
  const [row] = await sql<PublicEvent[]>`
    select e.code, e.name, e.location, l.name as place, l.time_zone as "timeZone", e.starts_at as "startsAt", e.prices as amounts,
      h.currency, e.public_seats as "publicSeats", c.hold_ttl_seconds as "ttlSeconds"
    from hub h, events e
    join locations l on l.code = e.location
    left join channels c on c.code = ${publicChannel}
    where e.code = ${code} and e.public_seats > 0`
  return row ?? null
}

/** @throws Problem if there is no such event, or if it is not shown to everybody */
export const insistOnPublic = async ({ sql }: { readonly sql: Sql }, code: string): Promise<PublicEvent> => {
  const event = await readPublicEvent(sql, code)
  if (event === null) throw notFound('event', code)
  return event
}

/** A hold of a visitor's session. */
export interface OwnHold {
  readonly id: string
  readonly seats: string[]
  /** Durations, since the visitor's clock may be wrong: until the deadline, and from the placing to it. */
  readonly leftMs: number
  readonly wholeMs: number
}

/** What a session holds of an event, oldest first. */
export const readOwnHolds = async (sql: Queries, session: string, event: string): Promise<OwnHold[]> =>
  sql<OwnHold[]>`
    select h.id, array_agg(c.seat order by c.line) as seats,
      ceil(extract(epoch from h.expires_at - clock_timestamp()) * 1000)::float8 as "leftMs",
      round(extract(epoch from h.expires_at - h.placed_at) * 1000)::float8 as "wholeMs"
    from holds h join seat_claims c on c.hold = h.id
    where h.session = ${session} and h.state = 'held' and h.expires_at > clock_timestamp() and c.event = ${event} and c.active
    group by h.id order by h.id`

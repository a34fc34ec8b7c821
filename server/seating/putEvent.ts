import type { EventInput } from '../../shared/seating/events.ts'
import { seatsOf } from '../../shared/seating/planSeats.ts'
import type { Tx } from '../db/connect.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'
import { isCurrent, type SeatedEvent } from './events.ts'
import { seatChange } from './seatChange.ts'

/** What became of writing an event. */
export type Put =
  | { readonly type: 'put'; readonly event: SeatedEvent }
  | { readonly type: 'no_location' }
  /** Seats that somebody has, and that would be gone. */
  | { readonly type: 'in_the_way'; readonly seats: readonly string[] }

/** At most so many seats are named that stand in the way. */
const mostNamed = 100

/** Writes an event as a whole. Nothing is changed while somebody has a seat that would be gone (SPEC E5). */
export const putEvent = async (tx: Tx, code: string, input: EventInput): Promise<Changed<Put>> => {
  const { name, location, plan, prices = {}, leavesNoSingle = true, publicSeats = 0, blocked = [] } = input
  await lockEvent(tx, code)
  const [place] = await tx`select from locations where code = ${location}`
  if (place === undefined) return changed({ type: 'no_location' })
  const seats = seatsOf(plan).map(({ seat }) => seat)
  const inTheWay = await takenAndGone(tx, { code, location, seats })
  if (inTheWay.length > 0) return changed({ type: 'in_the_way', seats: inTheWay })
  const before = await readBefore(tx, code, location)
  const startsAt = new Date(input.startsAt)
  const [text, amounts] = [JSON.stringify(plan), JSON.stringify(amountsOf(prices))]
  const [written] = await tx<{ hall: string }[]>`
    insert into events (code, name, location, starts_at, plan, hall, prices, leaves_no_single, public_seats, seat_count)
    values (${code}, ${name}, ${location}, ${startsAt}, ${text}::text::json, md5(${text}::text), ${amounts}::text::json, ${leavesNoSingle},
      ${publicSeats}, ${seats.length})
    on conflict (code) do update set name = excluded.name, location = excluded.location, starts_at = excluded.starts_at, plan = excluded.plan,
      hall = excluded.hall, prices = excluded.prices, leaves_no_single = excluded.leaves_no_single, public_seats = excluded.public_seats,
      seat_count = excluded.seat_count, revision = events.revision + 1
    returning hall`
  if (written === undefined) throw new Error('an event was not written')
  await writeSeats(tx, code, seats, blocked)
  const told = { code, name, location, startsAt: startsAt.toISOString(), prices, leavesNoSingle, publicSeats }
  const now = new Set(blocked)
  const touched = [...before.blocked, ...now].filter((seat) => !before.blocked.has(seat) || !now.has(seat))
  return changed(
    { type: 'put', event: { ...told, seats: seats.length } },
    // The hall comes first: without it an event cannot be drawn.
    ...[replicaChange('replica.hall', `hall:${written.hall}`), replicaChange('replica.event', `event:${code}`)],
    ...[...new Set([...touched, ...before.unheardOf])].map((seat) => seatChange({ event: code, seat }, location)),
  )
}

/** Nobody else writes this event, or takes, blocks or sets aside a seat of it, until the transaction is over. Seats are locked in the arbiter's order. */
export const lockEvent = async (tx: Tx, code: string): Promise<void> => {
  // Two who write the same new event would find no row to wait at.
  await tx`select pg_advisory_xact_lock(hashtext('holdfast event'), hashtext(${code}))`
  await tx`select count(*) from (select from seats where event = ${code} order by event, seat for update) as s`
}

const amountsOf = (prices: NonNullable<EventInput['prices']>): Record<string, number> =>
  Object.fromEntries(Object.entries(prices).map(([category, { amount }]) => [category, amount]))

interface Wanted {
  readonly code: string
  readonly location: string
  readonly seats: readonly string[]
}

/** Seats that somebody has, or for whom they are set aside, and that would be gone. */
const takenAndGone = async (tx: Tx, { code, location, seats }: Wanted): Promise<string[]> => {
  const rows = await tx<{ seat: string }[]>`
    select t.seat from (
      select event, seat from seat_claims
      where event = ${code} and active and (ends_at is null or ends_at > clock_timestamp())
      union select event, seat from seats where event = ${code} and allotted_to is not null
    ) as t join events e on e.code = t.event
    where e.location <> ${location} or not t.seat = any(${[...seats]}::text[])
    order by t.seat limit ${mostNamed}`
  return rows.map(({ seat }) => seat)
}

interface Before {
  readonly blocked: ReadonlySet<string>
  /** Seats that are not simply free and of which terminals know nothing any more: it was long over, or elsewhere. */
  readonly unheardOf: readonly string[]
}

const readBefore = async (tx: Tx, code: string, location: string): Promise<Before> => {
  const rows = await tx<{ seat: string; blocked: boolean; isUnheardOf: boolean }[]>`
    select s.seat, s.blocked, e.location <> ${location} or not ${isCurrent(tx)} as "isUnheardOf"
    from events e join seats s on s.event = e.code left join seat_claims c on c.event = s.event and c.seat = s.seat and c.active
    where e.code = ${code} and (s.blocked or s.allotted_to is not null or c.hold is not null)`
  return {
    blocked: new Set(rows.filter(({ blocked }) => blocked).map(({ seat }) => seat)),
    unheardOf: rows.filter(({ isUnheardOf }) => isUnheardOf).map(({ seat }) => seat),
  }
}

const writeSeats = async (tx: Tx, code: string, seats: readonly string[], blocked: readonly string[]) => {
  await tx`
    delete from seats s where s.event = ${code} and not exists (select from unnest(${[...seats]}::text[]) as w (seat) where w.seat = s.seat)`
  await tx`
    insert into seats (event, seat, blocked)
    select ${code}, w.seat, b.seat is not null
    from unnest(${[...seats]}::text[]) as w (seat)
    left join (select distinct seat from unnest(${[...blocked]}::text[]) as n (seat)) as b on b.seat = w.seat
    on conflict (event, seat) do update set blocked = excluded.blocked where seats.blocked <> excluded.blocked`
}

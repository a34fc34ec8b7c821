import type { Seat, SeatPools } from '../../../shared/kinds/seat/rules.ts'
import { seatKey } from '../../../shared/kinds/seat/schema.ts'
import { seatLinesOf } from '../../../shared/kinds/registry.ts'
import type { Hold } from '../../../shared/holds/states.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { Queries } from '../../db/connect.ts'
import { seatChanged } from '../../seating/seatChange.ts'
import type { Decided, PoolChange, Written } from '../types.ts'

/**
 * Writes what a batch decided on seats. What is given back goes first: it may be taken again in the same batch. A seat that is taken and given
 * back in one batch never counts.
 */
export const writeSeats = (tx: Queries, decided: Decided, pools: SeatPools): Written => {
  const freed = new Set<string>()
  const until = new Map<string, EpochMs | null>()
  const givenBack: Hold[] = []
  for (const event of decided.events) {
    if (event.type === 'ended' && event.end === 'confirmed') until.set(event.hold.id, null)
    else if (event.type === 'ended') freed.add(event.hold.id)
    else if (event.type === 'extended') until.set(event.hold.id, event.hold.expiresAt)
    else if (event.type === 'given_back') {
      freed.add(event.hold.id)
      givenBack.push(event.hold)
    }
  }
  const [placed, ended, extended] = [
    seated(decided.placed),
    seated([...decided.ended, ...givenBack]),
    seated(decided.extended),
  ]
  const claims = placed.flatMap((hold) => claimsOf(hold, freed.has(hold.id), until.get(hold.id)))
  const made = new Set(placed.map(({ id }) => id))
  const older = new Set([...ended, ...extended].map(({ id }) => id).filter((id) => !made.has(id)))
  const given = [...older].filter((id) => freed.has(id))
  const moved = [...until].filter(([id]) => older.has(id) && !freed.has(id))
  const seats = [...pools.changed()]
  return {
    sent: [
      ...(given.length > 0 ? [freeSeats(tx, given)] : []),
      ...(claims.length > 0 ? [insertClaims(tx, claims)] : []),
      ...(moved.length > 0 ? [moveEnds(tx, moved)] : []),
      ...(seats.length > 0 ? [updateSeats(tx, seats)] : []),
    ],
    changed: changesOf([...placed, ...ended, ...extended], seats),
  }
}

const seated = (holds: readonly Hold[]): Hold[] => holds.filter(({ lines }) => seatLinesOf(lines).length > 0)

/** Gives the seats of these holds back. */
const freeSeats = (tx: Queries, holds: readonly string[]): Promise<unknown> =>
  tx`update seat_claims set active = false where hold = any(${[...holds]}::uuid[]) and active`.execute()

type ChangedSeat = Seat & { readonly location: string }

const changesOf = (holds: readonly Hold[], seats: readonly ChangedSeat[]): PoolChange[] => {
  const changes = new Map<string, PoolChange>()
  const add = (seat: Pick<Seat, 'event' | 'seat'>, location: string): void => {
    changes.set(seatKey(seat), { type: seatChanged, subject: seatKey(seat), location })
  }
  for (const { lines, location } of holds) for (const line of seatLinesOf(lines)) add(line, location)
  for (const seat of seats) add(seat, seat.location)
  return [...changes.values()]
}

/** As they were decided on the locked rows. */
const updateSeats = (tx: Queries, seats: readonly ChangedSeat[]): Promise<unknown> => {
  const rows = seats.map((seat) => ({ v: seat.event, n: seat.seat, b: seat.blocked, t: seat.allottedTo }))
  return tx`
    update seats s set blocked = b, allotted_to = t
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (v text, n text, b boolean, t uuid)
    where s.event = v and s.seat = n`.execute()
}

interface ClaimRow {
  readonly h: string
  readonly n: number
  readonly v: string
  readonly s: string
  readonly u: EpochMs | null
  readonly a: boolean
}

const claimsOf = (hold: Hold, isFreed: boolean, ends: EpochMs | null | undefined): ClaimRow[] =>
  hold.lines.flatMap((line, n) =>
    line.kind === 'seat'
      ? [{ h: hold.id, n, v: line.event, s: line.seat, u: ends === undefined ? hold.expiresAt : ends, a: !isFreed }]
      : [],
  )

const insertClaims = (tx: Queries, rows: readonly ClaimRow[]): Promise<unknown> =>
  tx`
    insert into seat_claims (hold, line, event, seat, ends_at, active)
    select h, n, v, s, to_timestamp(u / 1000), a
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as c (h uuid, n smallint, v text, s text, u float8, a boolean)`.execute()

const moveEnds = (tx: Queries, rows: readonly (readonly [hold: string, until: EpochMs | null])[]): Promise<unknown> =>
  tx`
    update seat_claims c set ends_at = to_timestamp(u / 1000)
    from unnest(${rows.map(([hold]) => hold)}::uuid[], ${rows.map(([, until]) => until)}::float8[]) as r (h, u)
    where c.hold = h and c.active`.execute()

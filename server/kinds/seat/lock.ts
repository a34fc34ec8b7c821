import { type Seat, type SeatedEvent, SeatPools } from '../../../shared/kinds/seat/rules.ts'
import type { SeatLine } from '../../../shared/kinds/seat/schema.ts'
import { type ArbiterCommand, terminalOf } from '../../../shared/protocol/commands.ts'
import type { Queries } from '../../db/connect.ts'
import type { ClaimsOf } from '../types.ts'
import { seatRows, wantedSeats } from './wanted.ts'

/** The claims of these holds, in the order of their lines. */
export const readSeatClaims = async (tx: Queries, holds: readonly string[]): Promise<ClaimsOf<'seat'>> => {
  const rows = await tx<{ hold: string; index: number; event: string; seat: string }[]>`
    select hold, line as index, event, seat from seat_claims where hold = any(${[...holds]}::uuid[]) order by hold, line`.execute()
  const claims: ClaimsOf<'seat'> = new Map()
  for (const { hold, index, event, seat } of rows) {
    const line: SeatLine = { kind: 'seat', event, seat }
    const lines = claims.get(hold)
    if (lines === undefined) claims.set(hold, [{ index, line }])
    else lines.push({ index, line })
  }
  return claims
}

/** Locks the wanted seats in the order of their events and ids, and then reads which of them are taken. */
export const lockSeats = async (tx: Queries, commands: readonly ArbiterCommand[]): Promise<SeatPools> => {
  const wanted = wantedSeats(commands)
  if (wanted.length === 0) return new SeatPools([], [], [])
  const codes = [...new Set(wanted.map(({ event }) => event))]
  const [seats, events, taken, terminals] = await Promise.all([
    // Of events and terminals it is read after the lock: one that was just changed, or taken off the hub, is seen as it is now.
    tx<Seat[]>`
      select s.event, s.seat, s.blocked, s.allotted_to as "allottedTo" from (${seatRows(tx, wanted)}) as w join seats s on s.event = w.event and s.seat = w.seat
      order by s.event, s.seat for update of s`.execute(),
    tx<SeatedEvent[]>`select code, location from events where code = any(${codes}::text[])`.execute(),
    tx<Pick<SeatLine, 'event' | 'seat'>[]>`
      select c.event, c.seat from (${seatRows(tx, wanted)}) as w join seat_claims c on c.event = w.event and c.seat = w.seat
      where c.active`.execute(),
    findTerminals(
      tx,
      commands.flatMap((command) => terminalOf(command) ?? []),
    ),
  ])
  return new SeatPools(events, seats, taken, terminals)
}

/** Those of these that are paired; they are locked already. */
const findTerminals = async (tx: Queries, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const rows = await tx<{ id: string }[]>`
    select id from terminals where id = any(${[...ids]}::uuid[]) and revoked_at is null`.execute()
  return rows.map(({ id }) => id)
}

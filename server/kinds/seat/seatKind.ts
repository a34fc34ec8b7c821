import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import type { Queries } from '../../db/connect.ts'
import { seatChanged } from '../../seating/seatChange.ts'
import type { PoolChange, ServerKind, UuidArray } from '../types.ts'
import { lockSeats, readSeatClaims } from './lock.ts'
import { seatRows, wantedSeats } from './wanted.ts'
import { writeSeats } from './write.ts'

/** Holds that stand in the way though their deadline has passed, or though the lease of their session is over (SPEC E3, L4). */
const findOverdueHolds = async (
  sql: Queries,
  commands: readonly ArbiterCommand[],
  limit: number,
): Promise<string[]> => {
  const wanted = wantedSeats(commands)
  if (wanted.length === 0) return []
  const rows = await sql<{ hold: string }[]>`
    select c.hold
    from (${seatRows(sql, wanted)}) as w join seat_claims c on c.event = w.event and c.seat = w.seat and c.active
    join holds h on h.id = c.hold left join sessions s on s.key = h.session
    where c.ends_at <= clock_timestamp() or h.state = 'held' and s.ends_at <= clock_timestamp()
    group by c.hold order by min(c.ends_at) limit ${limit}`
  return rows.map(({ hold }) => hold)
}

/** No lock on the seats: whoever wants one meanwhile is refused, as a moment before. */
const expireClaims = (tx: Queries, holds: UuidArray): Promise<PoolChange[]> =>
  tx<PoolChange[]>`
    update seat_claims c set active = false from holds h
    where c.hold = any(${holds}::text::uuid[]) and c.active and h.id = c.hold
    returning ${seatChanged} as type, c.event || '/' || c.seat as subject, h.location`.execute()

/** Seats in PostgreSQL: claims with a partial unique index, which makes two people on one seat impossible. */
export const seatKind: ServerKind<'seat'> = {
  claims: 'seat_claims',
  tellClaims: (sql, claims) => sql`
    select line, json_build_object('kind', 'seat', 'event', event, 'seat', seat) as told from ${claims}`,
  readClaims: readSeatClaims,
  lockPools: lockSeats,
  findOverdue: findOverdueHolds,
  write: writeSeats,
  expire: expireClaims,
}

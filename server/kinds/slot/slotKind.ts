import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import type { Queries } from '../../db/connect.ts'
import type { Fragment, ServerKind } from '../types.ts'
import { lockSlots, readSlotClaims } from './lock.ts'
import { wantedRows, wantedSlots, wantsNothing } from './wanted.ts'
import { writeSlots } from './write.ts'

/** A moment as lines tell it: RFC 3339 in UTC with milliseconds. */
const asUtc = (sql: Queries, moment: Fragment): Fragment =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Holds whose claims stand in the way though their moment has passed: overdue ones, and those of guests who did not come (SPEC T4). */
const findOverdueHolds = async (
  sql: Queries,
  commands: readonly ArbiterCommand[],
  limit: number,
): Promise<string[]> => {
  const wanted = wantedSlots(commands)
  if (wantsNothing(wanted)) return []
  const rows = await sql<{ hold: string }[]>`
    select c.hold
    from (${wantedRows(sql, wanted)}) as w join slot_claims c on c.resource = w.resource and c.blocked && w.during
    where c.active and c.ends_at <= clock_timestamp()
    group by c.hold order by min(c.ends_at) limit ${limit}`
  return rows.map(({ hold }) => hold)
}

/** Times of resources in PostgreSQL: claims with an exclusion constraint, which makes an overlap impossible. */
export const slotKind: ServerKind<'slot'> = {
  claims: 'slot_claims',
  tellClaims: (sql, claims) => sql`
    select line, json_build_object('kind', 'slot', 'resource', resource, 'start', ${asUtc(sql, sql`lower(during)`)},
      'end', ${asUtc(sql, sql`upper(during)`)}) as told from ${claims}`,
  readClaims: readSlotClaims,
  lockPools: lockSlots,
  findOverdue: findOverdueHolds,
  write: writeSlots,
  // Terminals learn of freed time from the hold or the booking that had it.
  expire: async (tx, holds) => {
    await tx`update slot_claims set active = false where hold = any(${holds}::text::uuid[]) and active`.execute()
    return []
  },
}

import { z } from 'zod'
import { isOpen } from '../../../shared/bookings/hours.ts'
import { hoursSchema } from '../../../shared/bookings/resources.ts'
import { SlotPools, type SlotResource } from '../../../shared/kinds/slot/rules.ts'
import type { SlotLine } from '../../../shared/kinds/slot/schema.ts'
import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import { toRfc3339 } from '../../../shared/time.ts'
import type { Queries } from '../../db/connect.ts'
import type { ClaimsOf } from '../types.ts'
import { wantedRows, wantedSlots, wantsNothing } from './wanted.ts'

/** The claims of these holds, in the order of their lines. */
export const readSlotClaims = async (tx: Queries, holds: readonly string[]): Promise<ClaimsOf<'slot'>> => {
  const rows = await tx<{ hold: string; line: number; resource: string; start: number; end: number }[]>`
    select hold, line, resource, round(extract(epoch from lower(during)) * 1000)::bigint as start,
      round(extract(epoch from upper(during)) * 1000)::bigint as end
    from slot_claims where hold = any(${[...holds]}::uuid[]) order by hold, line`.execute()
  const claims: ClaimsOf<'slot'> = new Map()
  for (const { hold, line: index, resource, start, end } of rows) {
    const line: SlotLine = { kind: 'slot', resource, start: toRfc3339(start), end: toRfc3339(end) }
    const lines = claims.get(hold)
    if (lines === undefined) claims.set(hold, [{ index, line }])
    else lines.push({ index, line })
  }
  return claims
}

interface ResourceRow {
  readonly code: string
  readonly location: string
  readonly bufferMinutes: number
  readonly active: boolean
  readonly hours: unknown
  readonly timeZone: string
}

interface TakenRow {
  readonly resource: string
  readonly start: number
  readonly end: number
  readonly blockedUntil: number
}

/** Locks the resources in the order of their codes, and then reads what is taken of them around the times that are wanted. */
export const lockSlots = async (tx: Queries, commands: readonly ArbiterCommand[]): Promise<SlotPools> => {
  const wanted = wantedSlots(commands)
  if (wantsNothing(wanted)) return new SlotPools([], [])
  const [resources, taken] = await Promise.all([
    tx<ResourceRow[]>`
      select r.code, r.location, r.buffer_minutes as "bufferMinutes", r.active, r.hours, l.time_zone as "timeZone"
      from resources r join locations l on l.code = r.location
      where r.code in (select resource from (${wantedRows(tx, wanted)}) as w)
      order by r.code for update of r`.execute(),
    tx<TakenRow[]>`
      select distinct c.resource, round(extract(epoch from lower(c.during)) * 1000)::bigint as start,
        round(extract(epoch from upper(c.during)) * 1000)::bigint as end,
        round(extract(epoch from upper(c.blocked)) * 1000)::bigint as "blockedUntil"
      from (${wantedRows(tx, wanted)}) as w join slot_claims c on c.resource = w.resource and c.blocked && w.during
      where c.active`.execute(),
  ])
  return new SlotPools(resources.map(resourceOf), taken)
}

const storedHours = z.union([hoursSchema, z.null()])

const resourceOf = ({ code, location, bufferMinutes, active, hours, timeZone }: ResourceRow): SlotResource => {
  const open = storedHours.parse(hours)
  return {
    ...{ code, location, active, bufferMs: bufferMinutes * 60_000 },
    isOpen: ({ start, end }) => open === null || isOpen(open, timeZone, start, end),
  }
}

import { spanOf } from '../../../shared/kinds/slot/schema.ts'
import type { EpochMs } from '../../../shared/time.ts'
import type { Queries } from '../../db/connect.ts'
import type { Decided, Written } from '../types.ts'

/**
 * Writes what a batch decided on slots. What is given back goes first: its time may be taken again in the same batch. A slot that is taken and
 * given back in one batch never counts.
 */
export const writeSlots = (tx: Queries, decided: Decided): Written => {
  const freed = new Set<string>()
  const until = new Map<string, EpochMs | null>()
  for (const event of decided.events) {
    if (event.type === 'ended' && event.end !== 'confirmed') freed.add(event.hold.id)
    else if (event.type === 'ended') until.set(event.hold.id, null)
    else if (event.type === 'extended') until.set(event.hold.id, event.hold.expiresAt)
    else if (event.type === 'slots_freed') freed.add(event.hold)
    else if (event.type === 'given_back') freed.add(event.hold.id)
    else if (event.type === 'slots_last') until.set(event.hold, event.until)
  }
  const claims = claimsOf(decided, freed, until)
  const placed = new Set(claims.map(({ h }) => h))
  const older = [...until].filter(([hold]) => !placed.has(hold))
  return {
    sent: [
      ...(freed.size > 0 ? [freeClaims(tx, [...freed])] : []),
      ...(claims.length > 0 ? [insertClaims(tx, claims)] : []),
      ...(older.length > 0 ? [moveEnds(tx, older)] : []),
    ],
    changed: [],
  }
}

interface ClaimRow {
  readonly h: string
  readonly n: number
  readonly r: string
  readonly s: EpochMs
  readonly e: EpochMs
  readonly u: EpochMs | null
  readonly a: boolean
}

const claimsOf = (
  { placed }: Decided,
  freed: ReadonlySet<string>,
  until: ReadonlyMap<string, EpochMs | null>,
): ClaimRow[] =>
  placed.flatMap((hold) =>
    hold.lines.flatMap((line, n) => {
      if (line.kind !== 'slot') return []
      const { start, end } = spanOf(line)
      const ends = until.get(hold.id)
      const u = ends === undefined ? hold.expiresAt : ends
      return [{ h: hold.id, n, r: line.resource, s: start, e: end, u, a: !freed.has(hold.id) }]
    }),
  )

const freeClaims = (tx: Queries, holds: readonly string[]): Promise<unknown> =>
  tx`update slot_claims set active = false where hold = any(${[...holds]}::uuid[]) and active`.execute()

/** The buffer is that of the locked resource; the table refuses any overlap. */
const insertClaims = (tx: Queries, rows: readonly ClaimRow[]): Promise<unknown> =>
  tx`
    insert into slot_claims (hold, line, resource, during, blocked, ends_at, active)
    select h, n, code, tstzrange(to_timestamp(s / 1000), to_timestamp(e / 1000)),
      tstzrange(to_timestamp(s / 1000), to_timestamp(e / 1000) + make_interval(mins => buffer_minutes)), to_timestamp(u / 1000), a
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as c (h uuid, n smallint, r text, s float8, e float8, u float8, a boolean)
    join resources on code = r`.execute()

const moveEnds = (tx: Queries, rows: readonly (readonly [hold: string, until: EpochMs | null])[]): Promise<unknown> =>
  tx`
    update slot_claims c set ends_at = to_timestamp(u / 1000)
    from unnest(${rows.map(([hold]) => hold)}::uuid[], ${rows.map(([, until]) => until)}::float8[]) as r (h, u)
    where c.hold = h and c.active`.execute()

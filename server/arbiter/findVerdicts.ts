import { type Verdict, verdictSchema } from '../../shared/protocol/verdicts.ts'
import type { Queries } from '../db/connect.ts'
import { findHoldsAway, PutAway } from '../housekeeping/bringBack.ts'
import type { Hold } from '../../shared/holds/states.ts'
import { holdColumns, holdRow, type RawHold, readClaims } from './readHolds.ts'
import type { Submission } from './types.ts'
import { withCustomers } from './withoutCustomer.ts'

/** The verdict that was found for a command that came before. */
export interface Found {
  readonly caller: string
  readonly key: string
  readonly bodyHash: string
  readonly position: number
  /** Null for an answer of another sort, kept under a key of the same caller: its body differs, so it is never given to a command. */
  readonly verdict: Verdict | null
}

interface Row {
  readonly caller: string
  readonly key: string
  readonly bodyHash: string
  readonly position: number
  readonly hold: string | null
  readonly deadline: number | null
  readonly settledAt: number
  readonly verdict: unknown
}

/**
 * Looks up which commands of a batch were settled before. The lateral look-up keeps the planner on the index whatever it believes of the
 * table, which grows from nothing to millions.
 * @throws PutAway when the hold of one of them was put away
 */
export const findVerdicts = async (
  tx: Queries,
  batch: readonly Pick<Submission, 'caller' | 'key'>[],
): Promise<Found[]> => {
  const rows = await tx<Row[]>`
    select v.*
    from unnest(${batch.map(({ caller }) => caller)}::text[], ${batch.map(({ key }) => key)}::text[]) as k (caller, key)
    cross join lateral (
      select caller, key, body_hash as "bodyHash", verdict, position, hold,
        round(extract(epoch from deadline) * 1000)::bigint as deadline, round(extract(epoch from settled_at) * 1000)::bigint as "settledAt"
      from verdicts where caller = k.caller and key = k.key limit 1
    ) as v`.execute()
  return rows.length === 0 ? [] : withCustomers(tx, await restore(tx, rows))
}

/** Gives accepted holds their verdict back: what is kept with the verdict, and what never changes of the hold. */
const restore = async (tx: Queries, rows: readonly Row[]): Promise<Found[]> => {
  const ids = rows.flatMap(({ hold }) => hold ?? [])
  const holds = await readWhole(tx, ids)
  const away = await findHoldsAway(
    tx,
    ids.filter((id) => !holds.has(id)),
  )
  if (away.length > 0) throw new PutAway({ holds: away, verdicts: [] })
  return rows.map(({ hold, deadline, settledAt, verdict, ...rest }) => {
    if (hold === null) return { ...rest, verdict: verdictSchema.safeParse(verdict).data ?? null }
    const row = holds.get(hold)
    if (row === undefined || deadline === null) throw new Error(`the verdict of ${hold} is there, its hold is not`)
    const asPlaced = { state: 'held', placedAt: settledAt, expiresAt: deadline, endedAt: null, reason: null } as const
    const placed = { ...row, ...asPlaced, lines: [...row.lines] }
    return { ...rest, verdict: { accepted: true, outcome: { type: 'hold', hold: placed } } }
  })
}

/**
 * Holds that are at hand, with their lines. They are read without locks, for others may have them, and in several statements: whatever was put away or
 * brought back in between has another row afterwards, and is read once more.
 */
const readWhole = async (tx: Queries, ids: readonly string[]): Promise<Map<string, Hold>> => {
  if (ids.length === 0) return new Map()
  let before = await readVersions(tx, ids)
  for (;;) {
    const rows = await tx<RawHold[]>`select ${holdColumns(tx)} from holds where id = any(${[...ids]}::uuid[])`
    const lines = await readClaims(tx, ids)
    const after = await readVersions(tx, ids)
    if (after === before)
      return new Map(rows.map((row) => [row.id, { ...holdRow(row), lines: lines.get(row.id) ?? [] }]))
    before = after
  }
}

/** Says the same again as long as none of these rows was written, put away or brought back. */
const readVersions = async (tx: Queries, ids: readonly string[]): Promise<string> => {
  const [row] = await tx<{ versions: string }[]>`
    select coalesce(string_agg(id || ' ' || xmin, ',' order by id), '') as versions from holds where id = any(${[...ids]}::uuid[])`
  return row?.versions ?? ''
}

import { type Hold, holdStates } from '../../shared/holds/states.ts'
import { kinds, type Line } from '../../shared/kinds/registry.ts'
import type { Placed } from '../../shared/kinds/types.ts'
import type { Queries } from '../db/connect.ts'
import { serverKinds } from '../kinds/registry.ts'

/** A hold as its table has it: without its lines, which are the claims of its kinds. */
export type HoldRow = Omit<Hold, 'lines'>

/** The same before its state is known to be one. */
export type RawHold = Omit<HoldRow, 'state'> & { readonly state: string }

/** The columns of a `RawHold`, for a select on `holds`. */
export const holdColumns = (tx: Queries) => tx`
  id, state, channel, location, terminal, staff, reason,
  round(extract(epoch from placed_at) * 1000)::bigint as "placedAt",
  round(extract(epoch from expires_at) * 1000)::bigint as "expiresAt",
  round(extract(epoch from ended_at) * 1000)::bigint as "endedAt"`

export const holdRow = (row: RawHold): HoldRow => ({
  ...row,
  state: holdStates.find((state) => state === row.state) ?? unknownState(row.state),
})

const unknownState = (state: string): never => {
  throw new Error(`a hold has the unknown state ${state}`)
}

const inOrder = (lines: readonly Placed<Line>[]): Line[] =>
  lines.toSorted((one, other) => one.index - other.index).map(({ line }) => line)

/** The lines of these holds, of all kinds. Claims never change, so they need no lock. */
export const readClaims = async (tx: Queries, ids: readonly string[]): Promise<Map<string, Line[]>> => {
  if (ids.length === 0) return new Map()
  const placed = new Map<string, Placed<Line>[]>()
  for (const claims of await Promise.all(kinds.map((kind) => serverKinds[kind].readClaims(tx, ids))))
    for (const [hold, some] of claims) placed.set(hold, [...(placed.get(hold) ?? []), ...some])
  return new Map([...placed].map(([hold, lines]) => [hold, inOrder(lines)]))
}

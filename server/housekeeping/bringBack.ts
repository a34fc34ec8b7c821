import { kinds } from '../../shared/kinds/registry.ts'
import type { Queries } from '../db/connect.ts'
import { serverKinds } from '../kinds/registry.ts'

export interface VerdictKey {
  readonly caller: string
  readonly key: string
}

/** What a batch needs of that which was put away. */
export interface Away {
  readonly holds: readonly string[]
  readonly verdicts: readonly VerdictKey[]
}

/** Thrown inside a transaction that found something put away: it begins again with that brought back first (SPEC A3). */
export class PutAway extends Error {
  constructor(readonly away: Away) {
    super('what is needed was put away')
  }
}

/** Which of these holds were put away. */
export const findHoldsAway = async (tx: Queries, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const rows = await tx<{ id: string }[]>`select id from holds_ended where id = any(${[...ids]}::uuid[])`.execute()
  return rows.map(({ id }) => id)
}

/** Which of these verdicts were put away. */
export const findVerdictsAway = async (tx: Queries, keys: readonly VerdictKey[]): Promise<VerdictKey[]> =>
  keys.length === 0
    ? []
    : tx<
        VerdictKey[]
      >`select distinct o.caller, o.key from verdicts_old o join ${keyTable(tx, keys)} using (caller, key)`.execute()

const keyTable = (tx: Queries, keys: readonly VerdictKey[]) =>
  tx`unnest(${keys.map(({ caller }) => caller)}::text[], ${keys.map(({ key }) => key)}::text[]) as k (caller, key)`

/** Brings it all back to where it was, in the caller's transaction. Of two hubs that do so at once the second finds it there. */
export const bringBack = async (tx: Queries, { holds, verdicts }: Away): Promise<void> => {
  if (holds.length > 0) await bringHoldsBack(tx, holds)
  if (verdicts.length > 0)
    await tx`
      with back as (delete from verdicts_old o using ${keyTable(tx, verdicts)} where o.caller = k.caller and o.key = k.key returning o.*)
      insert into verdicts (caller, key, body_hash, type, staff, hold, deadline, verdict, position, settled_at)
      select caller, key, body_hash, type, staff, hold, deadline, verdict, position, settled_at from back
      on conflict do nothing`.execute()
}

const bringHoldsBack = async (tx: Queries, ids: readonly string[]): Promise<void> => {
  await tx`select from holds_ended where id = any(${[...ids]}::uuid[]) order by id for update`.execute()
  const claims = kinds
    .map((kind) => serverKinds[kind].claims)
    .map(
      (table) => tx`, ${tx(`back_${table}`)} as (
        insert into ${tx(table)} overriding system value
        select c.* from back cross join lateral jsonb_populate_recordset(null::${tx(table)}, back.claims -> ${table}::text) as c
      )`,
    )
    .reduce((all, next) => tx`${all} ${next}`)
  await tx`
    with back as (delete from holds_ended where id = any(${[...ids]}::uuid[]) returning *) ${claims}
    insert into holds (id, state, channel, location, placed_at, expires_at, ended_at, reason, terminal, staff, customer, session)
    select id, state, channel, location, placed_at, expires_at, ended_at, reason, terminal, staff, customer, session from back`.execute()
}

import type { Tx } from '../db/connect.ts'
import { isWithin, type Stretch } from './walk.ts'

/** Puts away the verdicts of a stretch that were given so many days ago (SPEC A4). */
export const putVerdictsAway = async (tx: Tx, stretch: Stretch, days: number): Promise<number> => {
  const old = tx`${isWithin(tx, stretch)} and settled_at < now() - make_interval(days => ${days})`
  await tx`
    select ensure_month('verdicts_old', month)
    from (select distinct date_trunc('month', settled_at) as month from verdicts where ${old}) as m`
  const moved = await tx`
    with due as (select ctid from verdicts where ${old} for update skip locked),
    gone as (delete from verdicts where ctid = any(array(select ctid from due)) returning *)
    insert into verdicts_old (caller, key, body_hash, type, staff, hold, deadline, verdict, position, settled_at)
    select caller, key, body_hash, type, staff, hold, deadline, verdict, position, settled_at from gone`
  return moved.count
}
